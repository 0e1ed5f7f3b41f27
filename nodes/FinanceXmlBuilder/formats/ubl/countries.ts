import { whereAlpha2, whereNumeric } from 'iso-3166-1';

/**
 * Kosovo has no code of ISO 3166-1; EN 16931 takes `1A`. `XK` and the number 983 are what other lists use for
 * it, 383 its calling code; how HORISEN numbers it is not published.
 */
const KOSOVO = '1A';
const KOSOVO_ELSEWHERE = ['XK', '983', '383'];

/** Northern Ireland, a code of EN 16931 alone. */
const NORTHERN_IRELAND = 'XI';

/** What Greece is in VAT ids: `EL`. */
const GREECE = { country: 'GR', vatPrefix: 'EL' };

/**
 * The code of a country as EN 16931 takes it (BR-CL-14).
 *
 * @param value an ISO 3166-1 number, with or without leading zeros, or an alpha-2 code
 * @param ownCodes codes by the number or code that the platform uses; they come first
 */
export function countryCode(
	value: string | undefined,
	ownCodes: ReadonlyMap<string, string>,
): string | undefined {
	if (value === undefined) return undefined;
	const code = (ownCodes.get(value) ?? value).toUpperCase();
	if (code === KOSOVO || KOSOVO_ELSEWHERE.includes(code)) return KOSOVO;
	if (code === GREECE.vatPrefix) return GREECE.country;
	if (code === NORTHERN_IRELAND) return code;
	const found = /^\d+$/.test(code) ? whereNumeric(code.padStart(3, '0')) : whereAlpha2(code);
	return found?.alpha2;
}
