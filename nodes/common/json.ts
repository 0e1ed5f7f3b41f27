/** The text is cut off, or is not JSON. */
export class NoJson extends Error {}

/** JSON with more levels than any answer of a billing API; recursive code would break on it. */
export class TooDeep extends Error {
	constructor(readonly levels: number) {
		super(`JSON of more than ${levels} levels`);
	}
}

const MOST_LEVELS = 100;

/** Up to this number of digits, the double's shortest text has the same digits. */
const SURE_DIGITS = 15;

// The codes of " \ 0 9 . - + e { }. Those of [ and ] differ from { and } by the bit for capitals.
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
const NINE = 0x39;
const POINT = 0x2e;
const MINUS = 0x2d;
const PLUS = 0x2b;
const SMALL_E = 0x65;
const OPENING = 0x7b;
const CLOSING = 0x7d;
const CAPITAL_BIT = 0x20;

/**
 * Parses JSON from outside, in UTF-8, with or without a byte order mark. A number that a double cannot hold exactly,
 * such as a whole number above 2^53, becomes the text of its digits: `9007199254740993` keeps its value, and code that
 * needs a number refuses it by its field.
 *
 * The bytes are scanned before they are parsed, because V8 would first build a million levels.
 *
 * @throws NoJson
 * @throws TooDeep
 */
export function parseJson(json: Buffer | string): unknown {
	const bytes = typeof json === 'string' ? Buffer.from(json) : json;
	const inexact = lookThrough(bytes);
	const quoted = inexact.length === 0 ? bytes : withQuotes(bytes, inexact);
	try {
		return JSON.parse(new TextDecoder().decode(quoted)) as unknown;
	} catch (cause) {
		throw new NoJson('It is not JSON', { cause });
	}
}

/** Start and end of a number. */
type Span = [from: number, end: number];

/**
 * Checks the depth, and returns the numbers that would lose digits. Every page passes through here, so it is one plain
 * loop.
 */
function lookThrough(bytes: Buffer): Span[] {
	const inexact: Span[] = [];
	const { length } = bytes;
	let levels = 0;
	for (let at = 0; at < length; at++) {
		const code = bytes[at];
		if (code === QUOTE) {
			at = endOfString(bytes, at);
		} else if (code >= ZERO && code <= NINE) {
			const end = endOfNumber(bytes, at);
			const from = bytes[at - 1] === MINUS ? at - 1 : at;
			if (mayLose(bytes, at, end) && !isExact(bytes.toString('latin1', from, end))) {
				inexact.push([from, end]);
			}
			at = end - 1;
		} else if ((code | CAPITAL_BIT) === OPENING) {
			if (++levels > MOST_LEVELS) throw new TooDeep(MOST_LEVELS);
		} else if ((code | CAPITAL_BIT) === CLOSING) {
			levels--;
		}
	}
	return inexact;
}

/** The position of the quote that ends a string, or the end of the bytes. */
function endOfString(bytes: Buffer, start: number): number {
	const { length } = bytes;
	for (let at = start + 1; at < length; at++) {
		const code = bytes[at];
		if (code === QUOTE) return at;
		if (code === BACKSLASH) at++;
	}
	return length;
}

function endOfNumber(bytes: Buffer, start: number): number {
	let end = start + 1;
	while (isOfNumber(bytes[end])) end++;
	return end;
}

/** Digits, the point, signs and the `e` of an exponent. */
function isOfNumber(code: number): boolean {
	return (
		(code >= ZERO && code <= NINE) ||
		code === POINT ||
		code === MINUS ||
		code === PLUS ||
		(code | CAPITAL_BIT) === SMALL_E
	);
}

/** The exponent may be out of a double's range. */
function mayLose(bytes: Buffer, from: number, end: number): boolean {
	if (end - from > SURE_DIGITS) return true;
	for (let at = from; at < end; at++) if ((bytes[at] | CAPITAL_BIT) === SMALL_E) return true;
	return false;
}

/** Whether a number's double keeps its digits; for a whole number above 2^53, that is unknown. */
function isExact(number: string): boolean {
	const double = Number(number);
	if (!Number.isFinite(double) || (Number.isInteger(double) && !Number.isSafeInteger(double))) {
		return false;
	}
	return significant(number) === significant(String(double));
}

/** The digits of a number from the first to the last that is not zero. */
function significant(number: string): string {
	const digits = number.split(/e/i, 1)[0].replace(/[-.]/g, '');
	let from = 0;
	let end = digits.length;
	while (digits[from] === '0') from++;
	while (end > from && digits[end - 1] === '0') end--;
	return digits.slice(from, end);
}

/** The JSON with each of these numbers as a text. */
function withQuotes(bytes: Buffer, numbers: Span[]): Buffer {
	const quote = Buffer.of(QUOTE);
	const parts: Buffer[] = [];
	let at = 0;
	for (const [from, end] of numbers) {
		parts.push(bytes.subarray(at, from), quote, bytes.subarray(from, end), quote);
		at = end;
	}
	return Buffer.concat([...parts, bytes.subarray(at)]);
}
