import { whereAlpha2 } from 'iso-3166-1';

/** In VAT ids Greece is `EL`, in addresses `GR`; whichever of the two a source wrote, it is `EL` here. */
const GREECE = { country: 'GR', prefix: 'EL' };

/** Prefixes that are no code of ISO 3166-1: Greece, Kosovo, Northern Ireland. */
const OWN_PREFIXES = [GREECE.prefix, '1A', 'XI'];

/** Their companies have VAT ids in many countries; Northern Ireland's hold in the EU for goods. */
const EU_PREFIXES = [
	...['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'EL', 'ES', 'FI', 'FR', 'HR', 'HU', 'IE'],
	...['IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK', 'XI'],
];

/** Countries whose companies may have the prefix of another one, too. */
const SHARED_PREFIXES: Readonly<Record<string, string>> = { GB: 'XI', XI: 'GB', IM: 'GB' };

/** A number of a company; undefined for what people write where there is none: `-`, `n/a`, `NONE`. */
export function companyNumber(text: string | undefined): string | undefined {
	return /\d/.test(text ?? '') ? text : undefined;
}

/**
 * A VAT id with a country's prefix, as BR-CO-09 wants it, or undefined where the text has none: it then is a
 * national number.
 */
export function prefixedVatId(text: string | undefined): string | undefined {
	const prefix = text?.slice(0, 2);
	if (text === undefined || prefix === undefined) return undefined;
	if (prefix === GREECE.country) return GREECE.prefix + text.slice(2);
	const known =
		OWN_PREFIXES.includes(prefix) ||
		(prefix === prefix.toUpperCase() && whereAlpha2(prefix) !== undefined);
	return known && text.length > 2 ? text : undefined;
}

/**
 * The VAT id in a field that also holds national numbers: many a text begins with the letters of some country,
 * so they count where they are those of the company's own country or of a state of the EU, and a number follows.
 *
 * @param country of the company, alpha-2
 */
export function vatIdAmongNumbers(
	text: string | undefined,
	country: string | undefined,
): string | undefined {
	const id = prefixedVatId(text);
	if (id === undefined || !/\d/.test(id.slice(2))) return undefined;
	const prefix = id.slice(0, 2);
	const own = country === GREECE.country ? GREECE.prefix : country;
	const isOwn = prefix === own || prefix === SHARED_PREFIXES[country ?? ''];
	return isOwn || EU_PREFIXES.includes(prefix) ? id : undefined;
}
