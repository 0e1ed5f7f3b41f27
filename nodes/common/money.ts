import Big from 'big.js';
import { OperatorError } from './errors';

/** The forms of an amount: a JSON number, or its decimal text. */
export type Amount = number | string;

const DECIMAL_TEXT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/** Limit of its text: arithmetic with more digits is slow, and no invoice has them. */
const MOST_CHARACTERS = 100;

/**
 * The exact decimal of an amount, taken from the number's shortest decimal text (`0.1` is 0.1, not the
 * binary fraction behind it), so that sums of the vendor's amounts are exact.
 *
 * @param label names the document and field in the error
 * @throws OperatorError if the value is not a finite decimal number (missing, null, NaN, text, 1,000 digits)
 */
export function toDecimal(value: unknown, label: string): Big {
	if (typeof value === 'number' && Number.isFinite(value)) return new Big(String(value));
	if (typeof value === 'string') {
		const text = value.trim();
		if (text.length <= MOST_CHARACTERS && DECIMAL_TEXT.test(text)) {
			return new Big(text.replace(/^\+/, ''));
		}
	}
	throw new OperatorError(`${label} is not an amount: ${describeValue(value)}`, {
		description:
			'Amounts must be finite decimal numbers. Correct the document in the source system and run again; nothing was delivered for it.',
	});
}

/** The exact decimal of a value, or undefined if it is not one. */
export function decimalOrNone(value: unknown): Big | undefined {
	try {
		return toDecimal(value, '');
	} catch {
		return undefined;
	}
}

/** Exact decimal text without an exponent: `1e-7` becomes `0.0000001`, `-0` becomes `0`. */
export function decimalText(value: Big): string {
	return unsignedZero(value.toFixed());
}

/** Decimal text with a fixed number of decimals, rounded half-up (away from zero). */
export function roundedText(value: Big, decimals: number): string {
	return unsignedZero(value.toFixed(decimals, Big.roundHalfUp));
}

function unsignedZero(text: string): string {
	return /^-0(\.0+)?$/.test(text) ? text.slice(1) : text;
}

function describeValue(value: unknown): string {
	if (value === undefined) return 'missing';
	if (value === null) return 'null';
	if (typeof value === 'number') return String(value);
	if (typeof value === 'string') {
		const text = value.trim();
		return text.length > MOST_CHARACTERS
			? `${JSON.stringify(`${text.slice(0, 40)}…`)}, ${text.length} characters`
			: JSON.stringify(value.slice(0, 40));
	}
	return `a value of type ${Array.isArray(value) ? 'array' : typeof value}`;
}
