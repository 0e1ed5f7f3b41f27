import type {
	TemplateAttribute,
	TemplateElement,
	TemplateNode,
	TemplateText,
} from '../formats/custom/template';
import { isDeclaration } from '../formats/custom/directives';

export function elementsIn({ children }: TemplateElement): TemplateElement[] {
	return children.filter((node): node is TemplateElement => node.kind === 'element');
}

/** Whether something holds for any element inside the element, at any depth. */
export function hasInside(
	element: TemplateElement,
	holds: (inner: TemplateElement) => boolean,
): boolean {
	return elementsIn(element).some((child) => holds(child) || hasInside(child, holds));
}

/** Character data other than white space. */
export function textsIn({ children }: TemplateElement): TemplateText[] {
	return children.filter(
		(node): node is TemplateText => isCharacters(node) && node.text.trim() !== '',
	);
}

export function textOf({ children }: TemplateElement): string {
	return children
		.filter(isCharacters)
		.map(({ text }) => text)
		.join('')
		.trim();
}

/** The attributes about the document, not about XML. */
export function valuesOf({ attributes }: TemplateElement): TemplateAttribute[] {
	return attributes.filter(
		({ name, uri, value }) =>
			!isDeclaration(name) &&
			!name.startsWith('xml:') &&
			uri !== 'http://www.w3.org/2001/XMLSchema-instance' &&
			value.trim() !== '',
	);
}

/** Elements grouped by name, in the order of the first of each. */
export function groupedByName(elements: readonly TemplateElement[]): TemplateElement[][] {
	const groups = new Map<string, TemplateElement[]>();
	for (const element of elements) {
		const group = groups.get(element.name);
		if (group) group.push(element);
		else groups.set(element.name, [element]);
	}
	return [...groups.values()];
}

/** The one with the most texts and attributes. */
export function richestOf(elements: readonly TemplateElement[]): TemplateElement {
	const sizes = elements.map(sizeOf);
	return elements[sizes.indexOf(Math.max(...sizes))];
}

function sizeOf(element: TemplateElement): number {
	const children = elementsIn(element);
	return (
		element.attributes.length +
		Number(children.length === 0) +
		children.reduce((size, child) => size + sizeOf(child), 0)
	);
}

function isCharacters(node: TemplateNode): node is TemplateText {
	return node.kind === 'text' || node.kind === 'cdata';
}
