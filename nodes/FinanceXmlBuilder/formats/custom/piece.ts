import type { OperatorError } from '../../../common/errors';
import { positionOf, templateMistake } from './mistake';
import type { Span } from './template';

/** A reference or a line end, which is one or two characters of the text; other characters are literal. */
const WRITTEN = /&(#x?)?([^;]*);|\r\n|[\s\S]/iy;

/** A text of a template, or a part of one, with its place in the source. */
export class Piece {
	private constructor(
		private readonly whole: Whole,
		readonly text: string,
		/** Its offset in the whole text. */
		private readonly start: number,
	) {}

	/**
	 * @param text from the parser
	 * @param at its offset in the source
	 * @param hasReferences false in a CDATA section, where an ampersand is literal
	 */
	static of(source: string, text: string, at: Span, hasReferences = true): Piece {
		return new Piece({ source, at, hasReferences, index: 0, offset: at.start }, text, 0);
	}

	slice(from: number, to = this.text.length): Piece {
		return new Piece(this.whole, this.text.slice(from, to), this.start + from);
	}

	trim(): Piece {
		const { text } = this;
		return this.slice(text.length - text.trimStart().length, text.trimEnd().length);
	}

	/** The parts separated by a mark; a mark in quotes does not count. */
	split(mark: string): Piece[] {
		const { text } = this;
		const parts: Piece[] = [];
		let [from, quote] = [0, ''];
		for (let at = 0; at < text.length; at++) {
			const character = text[at];
			if (quote === '' && character === mark) {
				parts.push(this.slice(from, at));
				from = at + 1;
			} else if (quote === '' && (character === '"' || character === "'")) quote = character;
			else if (quote === character) quote = '';
		}
		if (quote !== '') throw this.mistake(`a quote (${quote}) is not closed in "${text.trim()}"`);
		return [...parts, this.slice(from)];
	}

	/** Its text without surrounding space and enclosing quotes. */
	unquoted(): string {
		const trimmed = this.text.trim();
		return /^("[^"]*"|'[^']*')$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
	}

	/** The text in the source. */
	written(): string {
		const { source } = this.whole;
		return source.slice(this.offsetOf(0), this.offsetOf(this.text.length));
	}

	/** A mistake at a character of the piece. */
	mistake(what: string, index = 0): OperatorError {
		return templateMistake(this.whole.source, this.offsetOf(index), what);
	}

	line(): number {
		return positionOf(this.whole.source, this.offsetOf(0)).line;
	}

	/** The beginning of a sentence about a document: `Line 12 of the template`. */
	place(): string {
		return `Line ${this.line()} of the template`;
	}

	/** Places are mostly requested in order, so it continues from the last: a text may have megabytes. */
	private offsetOf(index: number): number {
		const { whole } = this;
		const { source, at, hasReferences } = whole;
		const wanted = this.start + index;
		if (wanted < whole.index) [whole.index, whole.offset] = [0, at.start];
		while (whole.index < wanted && whole.offset < at.end) {
			WRITTEN.lastIndex = whole.offset;
			const [written, isNumber, name] = WRITTEN.exec(source) ?? [''];
			const isReference = hasReferences && written.startsWith('&');
			whole.index += isReference ? unitsOf(isNumber, name) : 1;
			whole.offset += isReference || written === '\r\n' ? written.length : 1;
		}
		return whole.offset;
	}
}

/** A text of the template, and the last position found in the source. */
interface Whole {
	readonly source: string;
	readonly at: Span;
	readonly hasReferences: boolean;
	index: number;
	offset: number;
}

/** How many UTF-16 units a reference becomes. */
function unitsOf(isNumber?: string, name?: string): number {
	if (!isNumber) return 1;
	const isHexadecimal = isNumber.toLowerCase() === '#x';
	return parseInt(name ?? '', isHexadecimal ? 16 : 10) > 0xffff ? 2 : 1;
}
