import { whereAlpha2 } from 'iso-3166-1';

/** Greece is `EL` in VAT ids and `GR` in addresses; here, both become `EL`. */
const GREECE = { country: 'GR', prefix: 'EL' };

/** Prefixes that are not ISO 3166-1 codes: Greece, Kosovo, Northern Ireland. */
const OWN_PREFIXES = [GREECE.prefix, '1A', 'XI'];

/**
 * The part after the prefix of an EU state, in VIES's format. It is needed because national numbers may begin with the
 * same letters: `HRB 12345`, `SIRET 123`.
 */
const EU_NUMBERS: Readonly<Record<string, RegExp>> = {
	AT: /^U\d{8}$/,
	BE: /^\d{9,10}$/,
	BG: /^\d{9,10}$/,
	CY: /^\d{8}[A-Z]$/,
	CZ: /^\d{8,10}$/,
	DE: /^\d{9}$/,
	DK: /^\d{8}$/,
	EE: /^\d{9}$/,
	EL: /^\d{9}$/,
	ES: /^[A-Z\d]\d{7}[A-Z\d]$/,
	FI: /^\d{8}$/,
	FR: /^[A-Z\d]{2}\d{9}$/,
	HR: /^\d{11}$/,
	HU: /^\d{8}$/,
	IE: /^\d[A-Z\d+*]\d{5}[A-Z]{1,2}$/,
	IT: /^\d{11}$/,
	LT: /^(\d{9}|\d{12})$/,
	LU: /^\d{8}$/,
	LV: /^\d{11}$/,
	MT: /^\d{8}$/,
	NL: /^[A-Z\d+*]{10}\d{2}$/,
	PL: /^\d{10}$/,
	PT: /^\d{9}$/,
	RO: /^\d{2,10}$/,
	SE: /^\d{12}$/,
	SI: /^\d{8}$/,
	SK: /^\d{10}$/,
	/** Northern Ireland's ids are valid in the EU for goods. */
	XI: /^(\d{9}|\d{12}|(GD|HA)\d{3})$/,
};

/** Countries whose companies may also have the prefix of another country. */
const SHARED_PREFIXES: Readonly<Record<string, string>> = { GB: 'XI', XI: 'GB', IM: 'GB' };

/** A digit follows the prefix soon, as in `CHE100155212` and `FRXX123456789`, but not in a word, as in `Nor 12`. */
const SOON_A_DIGIT = /^.{2}[A-Z]{0,2}\d/;

/** A company's number; undefined for placeholders such as `-`, `n/a`, `NONE`. */
export function companyNumber(text: string | undefined): string | undefined {
	return /\d/.test(text ?? '') ? text : undefined;
}

/**
 * A VAT id with a country prefix (BR-CO-09), without blanks, dots, dashes and lower case letters; undefined if the text
 * has no prefix and is a national number.
 */
export function prefixedVatId(text: string | undefined): string | undefined {
	const id = text?.replace(/[\s.\-/]/g, '').toUpperCase();
	const prefix = id?.slice(0, 2);
	if (id === undefined || prefix === undefined || id.length <= 2) return undefined;
	if (prefix === GREECE.country) return GREECE.prefix + id.slice(2);
	const known = OWN_PREFIXES.includes(prefix) || whereAlpha2(prefix) !== undefined;
	return known ? id : undefined;
}

/**
 * The VAT id in a field that may also hold national numbers. A text may begin with a country's letters by chance, so
 * they count only if they belong to the company's own country, or a VAT number of the EU follows.
 *
 * @param country of the company, alpha-2
 */
export function vatIdAmongNumbers(
	text: string | undefined,
	country: string | undefined,
): string | undefined {
	const id = prefixedVatId(text);
	if (id === undefined) return undefined;
	const prefix = id.slice(0, 2);
	const own = country === GREECE.country ? GREECE.prefix : country;
	const isOwn = prefix === own || prefix === SHARED_PREFIXES[country ?? ''];
	const isVatId = isOwn ? SOON_A_DIGIT.test(id) : EU_NUMBERS[prefix]?.test(id.slice(2));
	return isVatId ? id : undefined;
}
