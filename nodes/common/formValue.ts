import { OperatorError } from './errors';
import { mayHaveLostDigits } from './value';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The text of a form value; dates become ISO text. */
export function plainText(value: unknown, label: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return wholeText(value.trim(), label);
	if (mayHaveLostDigits(value)) throw lostDigits(label, value);
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
	const iso = (value as { toISO?: () => unknown }).toISO?.();
	if (typeof iso === 'string') return iso;
	throw new OperatorError(`${label} is not a single value`, {
		description: 'An expression here must give text, a number or a date.',
	});
}

/** A whole number from JSON that names something, e.g. an ID, may be the neighbour of the one that was sent. */
export function lostDigits(label: string, value: unknown): OperatorError {
	return new OperatorError(`${label} is a number that may have lost digits: ${String(value)}`, {
		description:
			'A number holds whole values up to 9007199254740991 exactly. Give it as text, from a source that sends it as text.',
	});
}

/** A text that was cut in the middle of an emoji ends with half a character, which no URL can contain. */
function wholeText(text: string, label: string): string {
	if (!/\p{Cs}/u.test(text)) return text;
	throw new OperatorError(`${label} holds half a character`, {
		description:
			'The text was cut in the middle of a character, e.g. an emoji. Give the whole text.',
	});
}

/**
 * The calendar date `YYYY-MM-DD` of a value. A date with a time keeps its written date: no time zone moves it.
 */
export function dateText(text: string, label: string): string {
	if (!(DATE.test(text) || DATE_TIME.test(text)) || !isCalendarDate(text.slice(0, 10))) {
		throw new OperatorError(`${label} is not a date: ${JSON.stringify(text)}`, {
			description: 'Dates are written YYYY-MM-DD, e.g. 2023-06-30.',
		});
	}
	return text.slice(0, 10);
}

/**
 * The calendar date in a form field or from an expression. A JavaScript date is an instant, and midnight in Tokyo is
 * the day before in UTC: only an instant at midnight UTC clearly means a day.
 */
export function dayText(value: unknown, label: string): string {
	const text = plainText(value, label);
	if (value instanceof Date && value.getTime() % DAY_MS !== 0) {
		throw new OperatorError(`${label} is an instant, not a day: ${text}`, {
			description:
				"Its day depends on the time zone. Give the day as text, e.g. {{ $today.toFormat('yyyy-MM-dd') }}.",
		});
	}
	return dateText(text, label);
}

function isCalendarDate(text: string): boolean {
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
