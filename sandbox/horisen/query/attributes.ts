/** The type of a filterable attribute: it decides which values are well-formed and how they compare. */
export type AttributeType = 'integer' | 'decimal' | 'date' | 'dateTime' | 'text';

export interface Attribute<T> {
	type: AttributeType;
	/** The values of an enumerated attribute; others in a filter are refused. */
	values?: readonly string[];
	/** Searched by `q`. */
	general?: boolean;
	read(row: T): unknown;
}

export type Attributes<T> = ReadonlyMap<string, Attribute<T>>;

/** Attributes that are plain fields of the row, by their type. */
export function fields<T extends object>(
	type: AttributeType,
	names: string,
	extra: Partial<Attribute<T>> = {},
): Array<[string, Attribute<T>]> {
	return names
		.split(' ')
		.map((name) => [
			name,
			{ type, read: (row: T) => (row as Record<string, unknown>)[name], ...extra },
		]);
}
