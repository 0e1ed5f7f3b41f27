import { whereAlpha2, whereNumeric } from 'iso-3166-1';

/**
 * Kosovo has no ISO 3166-1 code; EN 16931 uses `1A`. Other lists use `XK` and 983; 383 is its calling code. HORISEN
 * does not publish its number.
 */
const KOSOVO = '1A';
const KOSOVO_ELSEWHERE = ['XK', '983', '383'];

/** Northern Ireland, a code only in EN 16931. */
const NORTHERN_IRELAND = 'XI';

/** Greece in VAT ids: `EL`. */
const GREECE = { country: 'GR', vatPrefix: 'EL' };

/**
 * The EN 16931 code of a country (BR-CL-14).
 *
 * @param value an ISO 3166-1 number, with or without leading zeros, or an alpha-2 code
 * @param ownCodes codes by the platform's number or code; they take precedence
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
