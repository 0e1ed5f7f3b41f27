/** A text with its escapes decoded, in UTF-8, and where each byte is written in the text. */
export interface DecodedText {
	/** One letter per byte, without line breaks and `\`; what encodings write in different ways has one letter. */
	letters: string;
	/** Where each letter is written in the text. */
	starts: number[];
	ends: number[];
}

/** A text may be escaped several times, e.g. as JSON in a URL. */
const MOST_ROUNDS = 4;

/**
 * Undoes URL encoding, and the escapes of JSON and HTML. Base64 for URLs becomes the usual base64. Two texts that differ
 * only in such spellings have the same letters.
 */
export function decodedText(text: string): DecodedText {
	let decoded = inUtf8(text);
	for (let round = 0; round < MOST_ROUNDS; round++) {
		const next = rewritten(decoded, ESCAPES, meaningOf);
		if (next.letters === decoded.letters) break;
		decoded = next;
	}
	return rewritten(decoded, /[\r\n\t\\_-]/g, (letter) => SAME[letter] ?? '');
}

/** The letters of base64 for URLs, in the usual base64. */
const SAME: Record<string, string> = { '-': '+', _: '/' };

const ESCAPES =
	/%[0-9a-f]{2}|(?:\\u[0-9a-f]{4})+|\\[\\bfnrt]|&#[0-9]{1,7};|&#x[0-9a-f]{1,6};|&(?:amp|lt|gt|quot|apos);/gi;

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** An escape's bytes. */
function meaningOf(escape: string): string {
	const [kind, more] = escape;
	if (kind === '%') return String.fromCharCode(parseInt(escape.slice(1), 16));
	if (kind === '\\') {
		if (more === '\\') return '\\';
		if (more !== 'u' && more !== 'U') return '\n';
		const units = escape.toLowerCase().split('\\u').slice(1);
		return bytesOf(units.map((unit) => String.fromCharCode(parseInt(unit, 16))).join(''));
	}
	if (more !== '#') return NAMED[escape.slice(1, -1).toLowerCase()];
	const isHexadecimal = /^&#x/i.test(escape);
	const code = parseInt(escape.slice(isHexadecimal ? 3 : 2), isHexadecimal ? 16 : 10);
	return code <= 0x10ffff ? bytesOf(String.fromCodePoint(code)) : ' ';
}

function bytesOf(text: string): string {
	return Buffer.from(text).toString('latin1');
}

function inUtf8(text: string): DecodedText {
	const starts: number[] = [];
	const ends: number[] = [];
	let at = 0;
	for (const character of text) {
		const end = at + character.length;
		for (let bytes = utf8Length(character); bytes > 0; bytes--) {
			starts.push(at);
			ends.push(end);
		}
		at = end;
	}
	return { letters: bytesOf(text), starts, ends };
}

function utf8Length(character: string): number {
	const code = character.codePointAt(0) ?? 0;
	if (code < 0x80) return 1;
	if (code < 0x800) return 2;
	return code < 0x10000 ? 3 : 4;
}

/** Writes something else for each match; it stands where the match stood. */
function rewritten(
	{ letters, starts, ends }: DecodedText,
	expression: RegExp,
	write: (match: string) => string,
): DecodedText {
	if (!expression.test(letters)) return { letters, starts, ends };
	expression.lastIndex = 0;
	const next: DecodedText = { letters: '', starts: [], ends: [] };
	let from = 0;
	const keep = (end: number) => {
		next.letters += letters.slice(from, end);
		for (let at = from; at < end; at++) {
			next.starts.push(starts[at]);
			next.ends.push(ends[at]);
		}
	};
	for (const match of letters.matchAll(expression)) {
		const end = match.index + match[0].length;
		keep(match.index);
		const written = write(match[0]);
		next.letters += written;
		for (let count = 0; count < written.length; count++) {
			next.starts.push(starts[match.index]);
			next.ends.push(ends[end - 1]);
		}
		from = end;
	}
	keep(letters.length);
	return next;
}
