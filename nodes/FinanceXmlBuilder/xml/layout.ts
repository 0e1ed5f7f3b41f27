import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces';
import type { Content, Each, Element, Rows, Value } from './tree';

/** What a mark in the laid out XML stands for. */
export type Mark<S> =
	| { kind: 'literal'; text: string; place: Place }
	| { kind: 'value'; value: Value<S>; place: Place }
	| { kind: 'open'; group: Element<S> | Each<S> | Rows<S> }
	| { kind: 'close' };

export type Place = 'text' | 'attribute';

/** Markup and marks in the order in which they are written. */
export type Layout<S> = Array<string | Mark<S>>;

/**
 * Marks are written as U+0001 number U+0002, which no text can contain by chance: XML cannot hold these
 * characters, `xmlbuilder2` passes them through, and every text is itself a mark.
 */
const MARK = /\u0001(\d+)\u0002/;

/**
 * Lays a tree out as XML, once: `xmlbuilder2` writes elements, attributes and namespaces, and leaves a
 * mark wherever text goes or a part begins or ends that may vanish or repeat.
 *
 * @param declaration begins with the XML declaration, for a whole file
 */
export function layOut<S>(root: Element<S>, declaration: boolean): Layout<S> {
	const marks: Array<Mark<S>> = [];
	const mark = (what: Mark<S>): string => `\u0001${marks.push(what) - 1}\u0002`;

	const addElement = (parent: XMLBuilder, element: Element<S>): void => {
		const node = parent.ele(element.name);
		for (const { name, value } of element.attributes ?? []) {
			node.att(name, attributeText(name, value, mark));
		}
		for (const child of element.content) addContent(node, child);
	};

	const addContent = (parent: XMLBuilder, content: Content<S>): void => {
		if (typeof content === 'string') {
			parent.txt(mark({ kind: 'literal', text: content, place: 'text' }));
		} else if (content.kind === 'value') {
			parent.txt(mark({ kind: 'value', value: content, place: 'text' }));
		} else if (content.kind === 'element' && !mayVanish(content)) {
			addElement(parent, content);
		} else {
			parent.txt(mark({ kind: 'open', group: content }));
			if (content.kind === 'element') addElement(parent, content);
			else if (Array.isArray(content.content)) {
				for (const child of content.content) addContent(parent, child);
			}
			parent.txt(mark({ kind: 'close' }));
		}
	};

	const document = create({ version: '1.0', encoding: 'UTF-8' });
	addElement(document, root);
	const xml = document.end({ headless: !declaration });
	return xml
		.split(MARK)
		.map((part, index) => (index % 2 === 0 ? part : marks[Number(part)]))
		.filter((part) => part !== '');
}

/** An element vanishes with the text that stands directly in it, or when it is declared optional. */
export function mayVanish<S>(element: Element<S>): boolean {
	return element.optional === true || hasOwnText(element);
}

export function hasOwnText<S>({ content }: Element<S>): boolean {
	return content.some((child) => typeof child !== 'string' && child.kind === 'value');
}

/** Namespace declarations are the layout's own business; every other attribute's text is a mark. */
function attributeText<S>(
	name: string,
	value: string | Value<S>,
	mark: (what: Mark<S>) => string,
): string {
	if (typeof value !== 'string') return mark({ kind: 'value', value, place: 'attribute' });
	if (name === 'xmlns' || name.startsWith('xmlns:')) return value;
	return mark({ kind: 'literal', text: value, place: 'attribute' });
}
