/**
 * Nothing there. Systems send an empty text where they mean that there is none, e.g. for the
 * selector of an ordinary invoice, so `""` is as absent as `null` and a missing field.
 */
export function isAbsent(value: unknown): value is undefined | null | '' {
	return value === undefined || value === null || value === '';
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return (
		typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
	);
}

/** A copy of the record without the named fields. */
export function withoutFields(
	record: Record<string, unknown>,
	fields: readonly string[],
): Record<string, unknown> {
	return Object.fromEntries(Object.entries(record).filter(([field]) => !fields.includes(field)));
}
