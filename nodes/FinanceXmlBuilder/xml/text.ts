import { OperatorError } from '../../common/errors';

/** What to do with characters that XML 1.0 does not allow: write U+FFFD for each, or refuse. */
export type UnsupportedCharacters = 'replace' | 'refuse';

/** The place of a text; `apostrophes` is an attribute in single quotes. */
export type Place = 'text' | 'attribute' | 'apostrophes' | 'cdata';

/** One test decides whether a value can be written unchanged; almost all can. */
const NEEDS_WORK = /[&<>"'\t\n\r\u0000-\u001f\ud800-\udfff\ufffe\uffff]/;

/** Everything outside the `Char` production of XML 1.0. With the `u` flag `\p{Cs}` is a lone surrogate. */
const UNSUPPORTED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

/**
 * `>` is always escaped, so that `]]>` cannot occur. A carriage return is written as a reference,
 * because parsers turn a raw one into a line feed.
 */
const IN_TEXT = /[&<>\r]/g;

/** In attributes, parsers also turn raw tabs and line feeds into spaces. */
const IN_ATTRIBUTE = /[&<>"\t\n\r]/g;

const ESCAPES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	'\t': '&#x9;',
	'\n': '&#xA;',
	'\r': '&#xD;',
};

/** The position of the first character that XML does not allow, or -1: for texts that are refused, not repaired. */
export function unsupportedAt(text: string): number {
	return text.search(UNSUPPORTED);
}

/** Gives a field's name for the operator, e.g. `Document "300919-1", field items[0].name`. */
export interface FieldLabels {
	label(field: string): string;
}

/**
 * Turns values into XML text for one document, with one policy, and counts the replacements. Every value written into
 * XML passes through here.
 */
export class XmlText {
	/** Number of characters replaced by U+FFFD so far. */
	replacedCharacters = 0;

	constructor(private readonly policy: UnsupportedCharacters) {}

	/**
	 * The value for a place: between tags, in an attribute, or in a CDATA section.
	 *
	 * @param field name of the value; `labels` is asked only for an error
	 * @throws OperatorError if the policy refuses a character of the value
	 */
	at(place: Place, value: string, field: string, labels: FieldLabels): string {
		if (!NEEDS_WORK.test(value)) return place === 'cdata' ? splitCData(value) : value;
		const supported = this.supported(value, field, labels);
		switch (place) {
			case 'text':
				return escapeText(supported);
			case 'attribute':
				return escapeAttribute(supported);
			case 'apostrophes':
				return escapeAttribute(supported).replaceAll("'", '&apos;');
			case 'cdata':
				return splitCData(supported);
		}
	}

	private supported(value: string, field: string, labels: FieldLabels): string {
		return value.replace(UNSUPPORTED, (character: string, offset: number) => {
			if (this.policy === 'refuse') throw refusal(character, offset, labels.label(field));
			this.replacedCharacters++;
			return '\ufffd';
		});
	}
}

/** Escapes character data that is known to be valid. */
export function escapeText(value: string): string {
	return value.replace(IN_TEXT, escape);
}

/** Escapes an attribute's value that is known to be valid. */
export function escapeAttribute(value: string): string {
	return value.replace(IN_ATTRIBUTE, escape);
}

const NEXT_SECTION = ']]><![CDATA[';

/**
 * Splits the section at a sequence that would end it, alone or together with the text around the value; a carriage
 * return, which needs a reference, is written between two sections.
 */
function splitCData(value: string): string {
	const inside = value
		.replaceAll(']]>', `]]${NEXT_SECTION}>`)
		.replaceAll('\r', ']]>&#xD;<![CDATA[');
	return (
		(/^(?:[\]>]|$)/.test(value) ? NEXT_SECTION : '') +
		inside +
		(value.endsWith(']') ? NEXT_SECTION : '')
	);
}

function escape(character: string): string {
	return ESCAPES[character];
}

function refusal(character: string, offset: number, field: string): OperatorError {
	const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
	return new OperatorError(
		`${field} holds a character that XML cannot carry: U+${code} at position ${offset + 1}`,
		{
			description:
				'Correct the text in the source system, or set "Unsupported Characters" to "Replace" to write U+FFFD (�) in its place. Nothing was written for this document.',
		},
	);
}
