import type { Span, TemplateElement, TemplateNode } from '../formats/custom/template';
import { escapeAttribute, escapeText } from '../xml/text';

const CDATA = '<![CDATA[';

/** Changes to the text of a sample; everything else stays exactly the same. */
export class SampleEdits {
	private readonly edits: Array<Span & { text: string }> = [];

	constructor(private readonly source: string) {}

	addAttribute({ startTag, name }: TemplateElement, key: string, value: string): void {
		const start = startTag.start + 1 + name.length;
		this.edits.push({ start, end: start, text: ` ${key}="${escapeAttribute(value)}"` });
	}

	/** Removes an element, with the white space before it. */
	remove({ at }: TemplateElement): void {
		let { start } = at;
		while (/\s/.test(this.source[start - 1])) start--;
		this.edits.push({ start, end: at.end, text: '' });
	}

	/**
	 * Replaces a value with a placeholder; the surrounding space stays.
	 *
	 * @param quote around the value of an attribute; empty for text
	 */
	replace(span: Span, placeholder: string, quote: string): void {
		const text = this.source.slice(span.start, span.end);
		this.edits.push({
			start: span.start + (text.length - text.trimStart().length),
			end: span.end - (text.length - text.trimEnd().length),
			text: this.inXml(placeholder, span, quote),
		});
	}

	/** A `${` in the sample is not a placeholder. */
	escape({ start, end }: Span): void {
		for (const { index } of this.source.slice(start, end).matchAll(/\$\{/g)) {
			this.edits.push({ start: start + index, end: start + index, text: '$' });
		}
	}

	edited(): string {
		let [text, from] = ['', 0];
		const sorted = this.edits.sort((one, other) => one.start - other.start || one.end - other.end);
		for (const edit of sorted) {
			if (edit.start < from) continue;
			text += this.source.slice(from, edit.start) + edit.text;
			from = edit.end;
		}
		return text + this.source.slice(from);
	}

	private inXml(placeholder: string, { start }: Span, quote: string): string {
		if (quote === "'") return escapeAttribute(placeholder).replaceAll("'", '&apos;');
		if (quote === '"') return escapeAttribute(placeholder);
		return this.source.endsWith(CDATA, start) ? placeholder : escapeText(placeholder);
	}
}

/** The range of a text's characters, without the brackets of a CDATA section. */
export function contentSpan({ kind, at }: TemplateNode): Span {
	if (kind !== 'cdata') return at;
	return { start: at.start + CDATA.length, end: at.end - ']]>'.length };
}
