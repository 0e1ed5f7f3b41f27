import { SaxesParser, type SaxesAttributeNS } from 'saxes';
import { unsupportedAt } from '../../xml/text';
import { positionOf, templateMistake } from './mistake';
import { NO_DTD, WRITE_AMP, plainReason } from './parserReasons';

/** A range in the source: `source.slice(start, end)`. */
export interface Span {
	start: number;
	end: number;
}

/** An attribute, including `xmlns` declarations. */
export interface TemplateAttribute {
	/** As written, with its prefix. */
	name: string;
	local: string;
	/** The namespace of the prefix; empty without a prefix. */
	uri: string;
	/** The parsed value: references resolved, white space normalised. */
	value: string;
	/** From the first character of the name to the closing quote. */
	at: Span;
	/** Between the quotes. */
	valueAt: Span;
}

export interface TemplateElement {
	kind: 'element';
	/** As written, with its prefix. */
	name: string;
	local: string;
	/** The namespace of the element; may be empty. */
	uri: string;
	/** In source order. */
	attributes: TemplateAttribute[];
	children: TemplateNode[];
	at: Span;
	startTag: Span;
	/** Missing if it is written as `<name/>`. */
	endTag?: Span;
}

/** Character data, references resolved. Adjacent texts and CDATA sections are separate nodes. */
export interface TemplateText {
	kind: 'text' | 'cdata';
	text: string;
	at: Span;
}

export interface TemplateComment {
	kind: 'comment';
	text: string;
	at: Span;
}

/** A processing instruction. */
export interface TemplateInstruction {
	kind: 'instruction';
	target: string;
	body: string;
	at: Span;
}

export type TemplateNode = TemplateElement | TemplateText | TemplateComment | TemplateInstruction;

/** A template as XML, before its placeholders are read. */
export interface TemplateDocument {
	/** The text that the spans refer to: the template without a byte order mark. */
	source: string;
	/** The XML declaration, if there is one. */
	declaration?: { encoding?: string; standalone?: 'yes' | 'no'; at: Span };
	root: TemplateElement;
	/** Comments and processing instructions before and after the root. */
	before: Array<TemplateComment | TemplateInstruction>;
	behind: Array<TemplateComment | TemplateInstruction>;
}

/** An attribute whose namespace the parser finds at the end of the tag. */
type ReadAttribute = Omit<SaxesAttributeNS, 'uri'> & { uri?: string };

/** Ends the search for names without a prefix and for xml:lang. */
const OUTERMOST_NAMESPACES: Record<string, string> = Object.assign(
	Object.create(null) as Record<string, string>,
	{ '': '', xml: 'http://www.w3.org/XML/1998/namespace' },
);

/** Far above any import format, far below the limit of recursion. */
const DEEPEST = 1000;

/**
 * Reads a template strictly as XML: well-formed by XML 1.0 and its namespaces, without a DTD, so that only XML's five
 * entities exist and nothing outside the template is read.
 *
 * @throws OperatorError with line, column and the line itself, otherwise
 */
export function parseTemplate(text: string): TemplateDocument {
	return new TemplateReader(text.replace(/^\ufeff/, '')).read();
}

class TemplateReader {
	private readonly parser = new SaxesParser({ xmlns: true });
	private readonly open: TemplateElement[] = [];
	private readonly namespaces: Array<Record<string, string>> = [];
	private readonly before: TemplateDocument['before'] = [];
	private readonly behind: TemplateDocument['behind'] = [];
	private root?: TemplateElement;
	private declaration: TemplateDocument['declaration'];
	private attributes: Array<{ attribute: ReadAttribute; at: Span }> = [];
	/** The start of the current token. */
	private start = 0;

	constructor(private readonly source: string) {
		const { parser } = this;
		parser.on('error', ({ message }) => this.refuse(plainReason(message), this.inTag(message)));
		parser.on('doctype', () => this.refuse(NO_DTD, this.start));
		parser.on('xmldecl', ({ version, encoding, standalone }) => {
			if (version !== '1.0') this.refuse(`XML ${version} cannot be written; declare version 1.0`);
			const at = this.token(parser.position);
			this.declaration = { encoding, standalone: standalone as 'yes' | 'no' | undefined, at };
		});
		parser.on('attribute', (attribute) => {
			const before = this.attributes.at(-1)?.at.end ?? endOfName(source, this.start);
			const at = { start: skipSpace(source, before), end: parser.position };
			this.attributes.push({ attribute: attribute as ReadAttribute, at });
		});
		parser.on('opentag', (tag) => {
			this.openElement(tag);
			this.inherit(tag);
		});
		parser.on('closetag', ({ name, isSelfClosing }) => this.closeElement(name, isSelfClosing));
		parser.on('text', (text) => {
			// The mark that ends a text is already read.
			const at = this.token(parser.position - 1);
			this.add({ kind: 'text', text, at });
		});
		parser.on('cdata', (text) => {
			this.add({ kind: 'cdata', text, at: this.token(parser.position) });
		});
		parser.on('comment', (text) => {
			// Only the last character of `-->` remains to be read.
			this.add({ kind: 'comment', text, at: this.token(parser.position + 1) });
		});
		parser.on('processinginstruction', ({ target, body }) => {
			this.add({ kind: 'instruction', target, body, at: this.token(parser.position) });
		});
	}

	read(): TemplateDocument {
		const { source, parser } = this;
		if (source.trim() === '') this.refuse('it is empty; an XML document is expected');
		const unsupported = unsupportedAt(source);
		if (unsupported >= 0) this.refuse('XML does not allow this character', unsupported);
		parser.write(source).close();
		const { root, declaration, before, behind } = this;
		if (!root) throw new Error('The parser has read to the end without a root');
		return { source, declaration, root, before, behind };
	}

	private token(end: number): Span {
		const { start } = this;
		this.start = end;
		return { start, end };
	}

	private openElement(tag: { name: string; local: string; uri: string }): void {
		const { open, root, source } = this;
		if (open.length >= DEEPEST)
			this.refuse(`elements are nested more than ${DEEPEST} deep`, this.start);
		const attributes = this.attributes.map(({ attribute, at }) => {
			const { name, local, uri = '', value } = attribute;
			const quote = source[at.end - 1];
			const valueAt = { start: source.indexOf(quote, at.start) + 1, end: at.end - 1 };
			return { name, local, uri, value, at, valueAt };
		});
		this.attributes = [];
		const startTag = this.token(this.parser.position);
		const { name, local, uri } = tag;
		const element: TemplateElement = {
			kind: 'element',
			name,
			local,
			uri,
			attributes,
			children: [],
			at: { ...startTag },
			startTag,
		};
		if (root) this.add(element);
		else this.root = element;
		open.push(element);
	}

	/**
	 * The parser searches outwards through all elements for each prefix, up to a thousand in a deep template. So an
	 * element without declarations shares those of its parent.
	 */
	private inherit(tag: { ns: Record<string, string> }): void {
		const outer = this.namespaces.at(-1) ?? OUTERMOST_NAMESPACES;
		const own = Object.entries(tag.ns);
		if (own.length === 0) tag.ns = outer;
		else Object.setPrototypeOf(tag.ns, outer);
		this.namespaces.push(tag.ns);
	}

	private closeElement(name: string, isSelfClosing: boolean): void {
		const element = this.open.pop();
		this.namespaces.pop();
		if (!element) throw new Error('The parser closes an element that is not open');
		if (!isSelfClosing) {
			const endTag = this.token(this.parser.position);
			const written = this.source.slice(endTag.start, endTag.end);
			if (written.slice('</'.length, -'>'.length).trimEnd() !== name) {
				const { line } = positionOf(this.source, element.startTag.start);
				const expected = `</${name}> is expected, to close <${name}> of line ${line}`;
				throw templateMistake(this.source, endTag.start, `found ${written}, but ${expected}`);
			}
			element.endTag = endTag;
		}
		element.at.end = (element.endTag ?? element.startTag).end;
	}

	private add(node: TemplateNode): void {
		const parent = this.open.at(-1);
		if (parent) parent.children.push(node);
		else if (node.kind === 'comment' || node.kind === 'instruction') {
			(this.root ? this.behind : this.before).push(node);
		}
	}

	/** The place of what the parser finds only at the end of a tag: the element's prefix, or its first attribute not taken. */
	private inTag(said: string): number | undefined {
		const found = WRONG_IN_TAG.exec(said);
		if (!found) return undefined;
		const { attributes, source, start } = this;
		if (source.startsWith(`${found[1]}:`, start + 1)) return start;
		return attributes.find(({ attribute }) => attribute.uri === undefined)?.at.start;
	}

	private refuse(reason: string, offset = Math.max(0, this.parser.position - 1)): never {
		const isAtEnd = /^(unclosed tag|unexpected end)/.test(reason);
		const [place, what] = isAtEnd ? this.unfinished() : [offset, reason];
		throw templateMistake(this.source, place, what);
	}

	/** The construct still open at the end, and its start. */
	private unfinished(): [offset: number, what: string] {
		const { open, source, start } = this;
		const rest = source.slice(start);
		const begun = BEGUN.find(([mark]) => rest.startsWith(mark));
		if (begun && begun[0] !== '<') return [start, begun[1]];
		const ampersand = rest.search(BARE_AMPERSAND);
		if (ampersand >= 0) return [start + ampersand, WRITE_AMP];
		const innermost = open.at(-1);
		if (begun || !innermost) return [start, 'this is not closed'];
		return [innermost.startTag.start, `<${innermost.name}> is not closed`];
	}
}

const BEGUN: ReadonlyArray<[mark: string, what: string]> = [
	['<!--', 'the comment that begins here is not closed with -->'],
	['<![CDATA[', 'the CDATA section that begins here is not closed with ]]>'],
	['<?', 'the processing instruction that begins here is not closed with ?>'],
	['<', ''],
];

const BARE_AMPERSAND = /&(?!(?:[^\s&;<#]+|#\d+|#x[\da-f]+);)/i;

const WRONG_IN_TAG = /unbound namespace prefix: "(.*)"|duplicate attribute/;

/** The end of the name of the element that begins there. */
function endOfName(source: string, start: number): number {
	const behind = /\s/g;
	behind.lastIndex = start;
	return behind.exec(source)?.index ?? source.length;
}

function skipSpace(source: string, offset: number): number {
	const behind = /\S/g;
	behind.lastIndex = offset;
	return behind.exec(source)?.index ?? source.length;
}
