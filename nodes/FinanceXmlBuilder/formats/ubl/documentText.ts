import { isRecord } from '../../../common/value';

const DATE = /^\d{4}-\d{2}-\d{2}/;
const TIME_OF_DATE = /T(\d{2}:\d{2}:\d{2})/;

/** A text for the invoice, on one line; undefined if nothing would be left. */
export function textOf(value: unknown): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const text = String(value).replace(/\s+/g, ' ').trim();
	return text === '' ? undefined : text;
}

/** A text of several lines, each from `textOf`. */
function linesOf(value: unknown): string | undefined {
	if (typeof value !== 'string') return textOf(value);
	const lines = value.split(/\r\n|\r|\n/).flatMap((line) => textOf(line) ?? []);
	return lines.length === 0 ? undefined : lines.join('\n');
}

/** Payment terms. A line break must end a cash discount (`#SKONTO#…#`), even on the last line (BR-DE-18). */
export function termsOf(value: unknown): string | undefined {
	const terms = linesOf(value);
	return terms?.endsWith('#') ? `${terms}\n` : terms;
}

/** The date of a date or a date-time; other text unchanged, for the check to refuse. */
export function dateOf(value: unknown): string | undefined {
	const text = textOf(value);
	return DATE.exec(text ?? '')?.[0] ?? text;
}

/** The time in a date-time, unconverted; other text unchanged. */
export function timeOf(value: unknown): string | undefined {
	const text = textOf(value);
	return TIME_OF_DATE.exec(text ?? '')?.[1] ?? text;
}

/** The value of a partner's custom attribute, if it is a single value. */
export function customAttribute(
	document: Record<string, unknown>,
	codeName: string | undefined,
): string | undefined {
	const { bizPartner } = document;
	const attributes = isRecord(bizPartner) ? bizPartner.customAttributes : undefined;
	if (codeName === undefined || !Array.isArray(attributes)) return undefined;
	const found: unknown = attributes.find(
		(attribute) => isRecord(attribute) && attribute.codeName === codeName,
	);
	return isRecord(found) ? textOf(found.value) : undefined;
}
