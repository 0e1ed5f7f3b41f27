import { isRecord } from '../../../common/value';

const DATE = /^\d{4}-\d{2}-\d{2}/;

/** A text as an invoice holds it, on one line; undefined where nothing would be left of it. */
export function textOf(value: unknown): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const text = String(value).replace(/\s+/g, ' ').trim();
	return text === '' ? undefined : text;
}

/** The date of a date or a date-time; any other text as it is, for the check to refuse. */
export function dateOf(value: unknown): string | undefined {
	const text = textOf(value);
	return DATE.exec(text ?? '')?.[0] ?? text;
}

/** The value of a partner's custom attribute, where it is a single one. */
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
