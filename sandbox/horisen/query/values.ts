import type { AttributeType } from './attributes';

/** The comparable form of an attribute's value: a number (also for dates and times), or text. */
export type Comparable = number | string;

const FORMATS: Record<AttributeType, { pattern: RegExp; wanted: string }> = {
	integer: { pattern: /^-?\d{1,15}$/, wanted: 'an integer' },
	decimal: { pattern: /^-?\d{1,15}(\.\d{1,15})?$/, wanted: 'a decimal number' },
	date: { pattern: /^\d{4}-\d{2}-\d{2}$/, wanted: 'a date YYYY-MM-DD' },
	dateTime: {
		pattern: /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})?)?$/,
		wanted: 'a date YYYY-MM-DD or a time YYYY-MM-DDThh:mm:ssZ',
	},
	text: { pattern: /^[^]*$/, wanted: 'text' },
};

/** The comparable form of a filter's value, or undefined if it is malformed for the type. */
export function parseFilterValue(type: AttributeType, text: string): Comparable | undefined {
	if (!FORMATS[type].pattern.test(text)) return undefined;
	if (type === 'text') return text;
	if (type === 'integer' || type === 'decimal') return Number(text);
	return instant(text);
}

export function wantedFormat(type: AttributeType): string {
	return FORMATS[type].wanted;
}

/** The comparable form of a stored value; undefined for a missing one, like SQL's null. */
export function comparableOf(type: AttributeType, value: unknown): Comparable | undefined {
	if (value === undefined || value === null) return undefined;
	if (type === 'text') return String(value);
	if (type === 'integer' || type === 'decimal') {
		return typeof value === 'number' ? value : undefined;
	}
	return instant(String(value));
}

export function compare(a: Comparable, b: Comparable): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** Milliseconds since 1970. A bare date is its midnight; a time without an offset is in UTC. */
function instant(text: string): number | undefined {
	const [date, time = '00:00:00Z'] = text.split(/[T ]/);
	if (!isCalendarDate(date)) return undefined;
	const zoned = /(Z|[+-]\d{2}:\d{2})$/.test(time) ? time : `${time}Z`;
	const milliseconds = Date.parse(`${date}T${zoned}`);
	return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

function isCalendarDate(date: string): boolean {
	const milliseconds = Date.parse(`${date}T00:00:00Z`);
	return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().slice(0, 10) === date;
}
