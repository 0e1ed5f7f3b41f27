/** The kind of an XML token. `empty` is a complete element without content. */
export type TokenKind = 'text' | 'start' | 'end' | 'empty' | 'cdata' | 'comment' | 'instruction';

export interface Token {
	kind: TokenKind;
	/** Its text, with the brackets. */
	text: string;
}

const [LESS_THAN, GREATER_THAN, SLASH, EXCLAMATION_MARK, QUESTION_MARK, QUOTE, APOSTROPHE] = [
	...'<>/!?"\'',
].map((character) => character.charCodeAt(0));

const COMMENT = '<!--';
const CDATA = '<![CDATA[';
const INSTRUCTION = '<?';

/**
 * Splits well-formed XML without a document type into tokens, piece by piece. It is for XML from this node, so it
 * checks nothing.
 */
export class XmlTokens {
	private rest = '';

	/** The complete tokens so far; the last text waits for the next tag. */
	add(piece: string): Token[] {
		const xml = this.rest + piece;
		const tokens: Token[] = [];
		let from = 0;
		for (;;) {
			const token = tokenAt(xml, from);
			if (!token) break;
			tokens.push(token);
			from += token.text.length;
		}
		this.rest = xml.slice(from);
		return tokens;
	}

	/** The rest after the last piece. */
	end(): Token[] {
		const { rest } = this;
		this.rest = '';
		return rest === '' ? [] : [{ kind: 'text', text: rest }];
	}
}

function tokenAt(xml: string, from: number): Token | undefined {
	if (xml.charCodeAt(from) !== LESS_THAN) {
		return upTo('text', xml, from, xml.indexOf('<', from));
	}
	const next = xml.charCodeAt(from + 1);
	if (next === EXCLAMATION_MARK) {
		if (xml.startsWith(COMMENT, from)) {
			return upTo('comment', xml, from, after('-->', xml, from + COMMENT.length));
		}
		return upTo('cdata', xml, from, after(']]>', xml, from + CDATA.length));
	}
	if (next === QUESTION_MARK) {
		return upTo('instruction', xml, from, after('?>', xml, from + INSTRUCTION.length));
	}
	const end = endOfTag(xml, from);
	if (next === SLASH) return upTo('end', xml, from, end);
	return upTo(xml.charCodeAt(end - 2) === SLASH ? 'empty' : 'start', xml, from, end);
}

function upTo(kind: TokenKind, xml: string, from: number, end: number): Token | undefined {
	return end < 0 ? undefined : { kind, text: xml.slice(from, end) };
}

function after(mark: string, xml: string, from: number): number {
	const found = xml.indexOf(mark, from);
	return found < 0 ? -1 : found + mark.length;
}

/** The position after a tag's `>`; one in an attribute's value does not count. */
function endOfTag(xml: string, from: number): number {
	for (let at = from; at < xml.length; at++) {
		const code = xml.charCodeAt(at);
		if (code === GREATER_THAN) return at + 1;
		if (code === QUOTE || code === APOSTROPHE) {
			at = xml.indexOf(xml[at], at + 1);
			if (at < 0) return -1;
		}
	}
	return -1;
}
