import { create } from 'xmlbuilder2';
import { type Place, escapeAttribute, escapeText } from './text';
import type { Content, Each, Element, Rows, Text, Value, When } from './tree';

/** The meaning of a mark in the layout. */
export type Mark<S> =
	| { kind: 'value'; value: Value<S>; place: Place }
	| { kind: 'open'; group: Group<S> }
	| { kind: 'close' };

/** A unit that vanishes or repeats; a `part` vanishes if a text in it is missing. */
export type Group<S> = Each<S> | When<S> | Rows<S> | { kind: 'part'; optional: boolean };

/** Markup and marks in output order. */
export type Layout<S> = Array<string | Mark<S>>;

const DECLARATION = { version: '1.0', encoding: 'UTF-8' };

/**
 * Lays out a tree as XML, once, with a mark for each value and for each start and end of a part that may vanish or
 * repeat.
 */
export function layOut<S>(content: ReadonlyArray<Content<S>>): Layout<S> {
	const writer = new LayoutWriter<S>(shapesIn(content));
	for (const one of content) writer.add(one);
	return writer.layout;
}

export function xmlDeclaration(): string {
	return create(DECLARATION).end();
}

class LayoutWriter<S> {
	readonly layout: Layout<S> = [];

	constructor(private readonly shapes: ReadonlyMap<string, Shape>) {}

	add(content: Content<S>): void {
		if (typeof content === 'string' || content.kind === 'value' || content.kind === 'markup') {
			this.addText(content, 'text');
		} else if (content.kind === 'cdata') {
			this.layout.push('<![CDATA[');
			for (const text of content.content) this.addText(text, 'cdata');
			this.layout.push(']]>');
		} else if (content.kind === 'element') {
			const { optional = false } = content;
			const mayVanish = optional || mayLackText(content);
			if (mayVanish) this.layout.push({ kind: 'open', group: { kind: 'part', optional } });
			if (content.lead) this.addText(content.lead, 'text');
			this.addElement(content);
			if (mayVanish) this.layout.push({ kind: 'close' });
		} else {
			this.layout.push({ kind: 'open', group: content });
			if (Array.isArray(content.content)) for (const one of content.content) this.add(one);
			this.layout.push({ kind: 'close' });
		}
	}

	private addElement(element: Element<S>): void {
		const { name, attributes = [], content, written } = element;
		if (written) {
			for (const part of written.start) {
				if (typeof part === 'string') this.layout.push(part);
				else this.addAttribute(part.before, part.value, part.after);
			}
			for (const one of content) this.add(one);
			this.layout.push(written.end);
			return;
		}
		const shape = this.shapes.get(shapeKey(element));
		if (!shape) throw new Error(`An element has no shape: ${name}`);
		this.layout.push(shape.start);
		for (const [index, { value }] of attributes.entries()) {
			this.addAttribute(shape.attributes[index], Array.isArray(value) ? value : [value], '"');
		}
		if (content.length === 0) {
			this.layout.push(shape.emptyEnd);
			return;
		}
		this.layout.push(shape.startEnd);
		for (const one of content) this.add(one);
		this.layout.push(shape.end);
	}

	/**
	 * A constant attribute is markup; an attribute whose value may be missing is a part, which vanishes with its name.
	 */
	private addAttribute(before: string, value: Array<Text<S>>, after: '"' | "'"): void {
		const mayVanish = value.some(mayLack);
		const place = after === '"' ? 'attribute' : 'apostrophes';
		if (mayVanish) this.layout.push({ kind: 'open', group: { kind: 'part', optional: false } });
		this.layout.push(before);
		for (const text of value) this.addText(text, place);
		this.layout.push(after);
		if (mayVanish) this.layout.push({ kind: 'close' });
	}

	private addText(text: Text<S>, place: Place): void {
		if (typeof text !== 'string') {
			this.layout.push(text.kind === 'markup' ? text.xml : { kind: 'value', value: text, place });
		} else if (place === 'cdata') this.layout.push(text);
		else this.layout.push(place === 'text' ? escapeText(text) : escapeAttribute(text));
	}
}

/** The markup of all elements with the same name and attributes. */
interface Shape {
	/** `<name` */
	start: string;
	/** ` attribute="`, one for each */
	attributes: string[];
	/** `>` */
	startEnd: string;
	/** `/>` */
	emptyEnd: string;
	/** `</name>` */
	end: string;
}

/** No text contains it by chance: XML does not allow the character, but `xmlbuilder2` passes it through. */
const GAP = '\u0001';

/**
 * Unused letters of the last plane that are valid in names: one for the colon in a name, one before `xmlns`. They hide
 * prefixes from `xmlbuilder2`: if two prefixes have the same namespace, or a default namespace is declared again, it
 * would write another prefix than the tree has.
 */
const COLON = '\u{eff3a}';
const HIDDEN = '\u{eff3b}';

/** Separates two elements that `xmlbuilder2` writes. */
const NEXT = '\u0002';

/** Lets `xmlbuilder2` write every kind of element once, and splits the result at the gaps. */
function shapesIn<S>(contents: ReadonlyArray<Content<S>>): ReadonlyMap<string, Shape> {
	const elements = new Map<string, Element<S>>();
	collectElements(contents, elements);
	const all = create().ele('a');
	all.ele('a').up().txt(NEXT);
	for (const { name, attributes = [] } of elements.values()) {
		const element = all.ele(hide(name));
		for (const attribute of attributes) element.att(hide(attribute.name), GAP);
		element.txt(GAP);
		all.txt(NEXT);
	}
	const written = all.end({ headless: true }).replaceAll(COLON, ':').replaceAll(HIDDEN, '');
	const [empty, ...wholes] = written.slice('<a>'.length).split(NEXT);
	const emptyEnd = empty.slice('<a'.length);
	return new Map([...elements.keys()].map((key, index) => [key, shapeOf(wholes[index], emptyEnd)]));
}

function collectElements<S>(
	contents: ReadonlyArray<Content<S>>,
	elements: Map<string, Element<S>>,
): void {
	for (const content of contents) {
		if (typeof content === 'string') continue;
		if (content.kind === 'element') {
			if (!content.written) elements.set(shapeKey(content), content);
			collectElements(content.content, elements);
		} else if (content.kind === 'when' || content.kind === 'rows' || content.kind === 'each') {
			if (Array.isArray(content.content)) collectElements(content.content, elements);
		}
	}
}

function shapeKey<S>({ name, attributes = [] }: Element<S>): string {
	return [name, ...attributes.map((attribute) => attribute.name)].join(' ');
}

function shapeOf(whole: string, emptyEnd: string): Shape {
	const parts = whole.split(GAP);
	const end = parts.pop() ?? '';
	const nameEnd = parts[0].search(/[ >]/);
	return {
		start: parts[0].slice(0, nameEnd),
		// After the closing quote of the previous one.
		attributes: parts.slice(0, -1).map((part, index) => part.slice(index === 0 ? nameEnd : 1)),
		startEnd: '>',
		emptyEnd,
		end,
	};
}

function hide(name: string): string {
	if (/[\u{eff3a}\u{eff3b}]/u.test(name))
		throw new Error(`A name contains one of our marks: ${name}`);
	return (name === 'xmlns' ? HIDDEN + name : name).replaceAll(':', COLON);
}

/** An element vanishes if a text directly in it is missing. */
export function mayLackText<S>({ content }: Element<S>): boolean {
	return content.some((child) =>
		typeof child === 'object' && child.kind === 'cdata'
			? child.content.some(mayLack)
			: mayLack(child),
	);
}

function mayLack<S>(content: Content<S>): boolean {
	return typeof content !== 'string' && content.kind === 'value' && content.always !== true;
}
