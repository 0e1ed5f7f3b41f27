import { OperatorError } from '../../common/errors';
import type { Token } from './xmlTokens';

/** How much to buffer until an element's end shows whether it has text; after that, text is refused. */
const WAITING_CHARACTERS = 256 * 1024;

const WHITE = /^[ \t\r\n]*$/;
const XML_SPACE = /\sxml:space\s*=\s*["'](preserve|default)["']/;

/** An open element. */
interface Level {
	name: string;
	hasElements: boolean;
	/** Whether its white space stays; undefined if not yet known. */
	keeps?: boolean;
	/** In `xml:space="preserve"`. */
	preserves: boolean;
}

/** A place where white space is or may be: between two tags, a tag and a comment, and so on. */
interface Gap {
	original: string;
	level: Level;
	laidOut: string;
}

/**
 * Changes the layout of elements: compact, or one element per line. It changes white space only in an element with
 * child elements and no text, because elsewhere it is content; so everything after a tag waits until that is known.
 */
export class WhiteSpace {
	private readonly levels: Level[] = [
		{ name: '', hasElements: true, keeps: false, preserves: false },
	];

	private white = '';
	private waiting: Array<string | Gap> = [];
	private waitingCharacters = 0;

	/**
	 * @param indentation of one level; undefined for compact
	 * @param isFirst whether nothing precedes the first token
	 */
	constructor(
		private readonly indentation: string | undefined,
		private isFirst: boolean,
		private readonly documentLabel: string,
	) {}

	add({ kind, text }: Token): void {
		const level = this.levels[this.levels.length - 1];
		if (kind === 'text') {
			if (WHITE.test(text)) this.white = text;
			else this.addText(text, level);
		} else if (kind === 'cdata') {
			this.addGap(level);
			this.addText(text, level);
		} else if (kind === 'end') {
			this.levels.pop();
			level.keeps ??= !level.hasElements;
			this.addGap(level);
			this.push(text);
		} else {
			if (kind === 'start' || kind === 'empty') level.hasElements = true;
			this.addGap(level);
			this.push(text);
			if (kind === 'start') this.levels.push(levelOf(text, level));
		}
	}

	/** The part that need not wait any longer. */
	take(): string {
		let xml = '';
		let taken = 0;
		for (const part of this.waiting) {
			if (typeof part === 'string') {
				xml += part;
				this.waitingCharacters -= part.length;
			} else {
				if (part.level.keeps === undefined) {
					if (this.waitingCharacters < WAITING_CHARACTERS) break;
					part.level.keeps = false;
				}
				xml += part.level.keeps ? part.original : part.laidOut;
			}
			taken++;
		}
		if (taken > 0) this.waiting = this.waiting.slice(taken);
		return xml;
	}

	private addText(text: string, level: Level): void {
		if (level.keeps === false) throw lateText(level, text, this.documentLabel);
		level.keeps = true;
		this.push(text);
	}

	private addGap(level: Level): void {
		const { white, indentation, isFirst } = this;
		this.white = '';
		this.isFirst = false;
		const laidOut =
			indentation === undefined || isFirst ? '' : `\n${indentation.repeat(this.levels.length - 1)}`;
		if (white !== '' || laidOut !== '') this.waiting.push({ original: white, level, laidOut });
	}

	private push(text: string): void {
		this.waiting.push(text);
		this.waitingCharacters += text.length;
	}
}

function levelOf(startTag: string, parent: Level): Level {
	const space = XML_SPACE.exec(startTag)?.[1];
	const preserves = space === undefined ? parent.preserves : space === 'preserve';
	return {
		name: /[^\s<>/]+/.exec(startTag)?.[0] ?? '',
		hasElements: false,
		keeps: preserves ? true : undefined,
		preserves,
	};
}

function lateText({ name }: Level, text: string, documentLabel: string): OperatorError {
	return new OperatorError(
		`${documentLabel}: <${name}> has more than ${WAITING_CHARACTERS / 1024} KB of elements and then text, ${JSON.stringify(text.trim().slice(0, 40))}, so its layout cannot be changed`,
		{
			description:
				'White space would become part of its text. Set "Layout" to "Unchanged", or give the element xml:space="preserve" in the template.',
		},
	);
}
