import { OperatorError } from '../../common/errors';

/** What to do with characters that XML 1.0 has no way to hold: write U+FFFD for each, or refuse. */
export type UnsupportedCharacters = 'replace' | 'refuse';

/** One look decides whether a value can be written as it is; nearly all can. */
const NEEDS_WORK = /[&<>"\t\n\r\u0000-\u001f\ud800-\udfff\ufffe\uffff]/;

/** Everything outside the `Char` production of XML 1.0. With the `u` flag `\p{Cs}` is a lone surrogate. */
const UNSUPPORTED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

/**
 * `>` is always escaped, so that `]]>` cannot occur. A carriage return is written as a reference,
 * because every parser turns a raw one into a line feed.
 */
const IN_TEXT = /[&<>\r]/g;

/** In attributes a parser also turns raw tabs and line feeds into spaces. */
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

/** For texts that are refused rather than repaired: the fixed ones of a template. */
export function hasUnsupportedCharacter(text: string): boolean {
	return text.search(UNSUPPORTED) >= 0;
}

/** Knows what a field is called for the operator, e.g. `Document "300919-1", field items[0].name`. */
export interface FieldLabels {
	label(field: string): string;
}

/**
 * Makes values into XML text for one document, by one policy, and counts what it had to replace.
 * Every value that is written into XML passes here, whoever lays out the elements.
 */
export class XmlText {
	/** How many characters were replaced by U+FFFD so far. */
	replacedCharacters = 0;

	constructor(private readonly policy: UnsupportedCharacters) {}

	/**
	 * The value as character data between tags.
	 *
	 * @param field what the value is called, asked of `labels` only for an error
	 * @throws OperatorError where the policy refuses a character of the value
	 */
	between(value: string, field: string, labels: FieldLabels): string {
		if (!NEEDS_WORK.test(value)) return value;
		return escapeText(this.supported(value, field, labels));
	}

	/** The value as it stands between the double quotes of an attribute; otherwise as `between`. */
	inAttribute(value: string, field: string, labels: FieldLabels): string {
		if (!NEEDS_WORK.test(value)) return value;
		return escapeAttribute(this.supported(value, field, labels));
	}

	private supported(value: string, field: string, labels: FieldLabels): string {
		return value.replace(UNSUPPORTED, (character: string, offset: number) => {
			if (this.policy === 'refuse') throw refusal(character, offset, labels.label(field));
			this.replacedCharacters++;
			return '\ufffd';
		});
	}
}

/** Escapes character data of which it is known that XML can hold it. */
export function escapeText(value: string): string {
	return value.replace(IN_TEXT, escape);
}

/** Escapes an attribute's value of which it is known that XML can hold it. */
export function escapeAttribute(value: string): string {
	return value.replace(IN_ATTRIBUTE, escape);
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
