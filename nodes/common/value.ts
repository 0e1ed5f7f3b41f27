/**
 * Whether a value is absent. Systems send an empty text for "none", e.g. as the selector of an ordinary invoice, so
 * `""` is as absent as `null` and a missing field.
 */
export function isAbsent(value: unknown): value is undefined | null | '' {
	return value === undefined || value === null || value === '';
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return (
		typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
	);
}

/** A whole number from JSON; if a double cannot hold it, it is the text of its digits (`common/json`). */
export function isWholeNumber(value: unknown): value is number | string {
	return Number.isInteger(value) || (typeof value === 'string' && /^-?\d{16,100}$/.test(value));
}

/** Whether a number may have been another one: above 2^53, a double stands for several whole numbers. */
export function mayHaveLostDigits(value: unknown): boolean {
	return typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER;
}

/** The whole number in a text of digits; if a double cannot hold it, the text stays. */
export function wholeNumberOf(digits: string): number | string {
	const number = Number(digits);
	return Number.isSafeInteger(number) ? number : digits;
}

/** A copy of the record without the named fields. */
export function withoutFields(
	record: Record<string, unknown>,
	fields: readonly string[],
): Record<string, unknown> {
	return Object.fromEntries(Object.entries(record).filter(([field]) => !fields.includes(field)));
}
