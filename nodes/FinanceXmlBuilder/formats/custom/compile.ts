import { hasOwnText } from '../../xml/layout';
import type { Attribute, Content, Element } from '../../xml/tree';
import { type JsonObject, type JsonValue, parseTemplateJson } from './json';
import {
	OUTERMOST_PREFIXES,
	type Prefixes,
	checkName,
	checkUnique,
	prefixesIn,
} from './namespaces';
import { parseRepetition, repeat } from './repetition';
import type { Scope } from './scope';
import { templateError } from './templateError';
import { type FilledText, type Roots, compileText } from './textTemplate';

const DOCUMENT_TEMPLATE = 'Document template';
const ROW_TEMPLATE = 'Row template';

/** What holds at a place of a template. */
interface Place {
	/** Names it in errors, e.g. `Document template, /Invoice/Lines`. */
	name: string;
	roots: Roots;
	prefixes: Prefixes;
	/** Compiles the rows for the place where they go; missing where they cannot. */
	rows?: (place: Place) => Content<Scope>;
}

/**
 * Compiles the two templates of the format "Custom" to one tree. Keys are element names; `@name` is an attribute,
 * `#text` the text of an element that has more, `#rows` the place of the rows, `#each path as name` a repetition;
 * a list is as many elements of one name.
 *
 * @throws OperatorError naming the place in the template and what is wrong there
 */
export function compileTemplates(documentTemplate: string, rowTemplate: string): Element<Scope> {
	const json = parseTemplateJson(documentTemplate, DOCUMENT_TEMPLATE);
	const [name, ...more] = isObject(json) ? Object.keys(json) : [];
	if (!isObject(json) || name === undefined || more.length > 0 || /^[@#]/.test(name)) {
		throw templateError(DOCUMENT_TEMPLATE, 'it must be an object with one key, the root element');
	}
	const root = elementOf(name, json[name], {
		name: `${DOCUMENT_TEMPLATE}, /${name}`,
		roots: new Set(['document', 'summary']),
		prefixes: OUTERMOST_PREFIXES,
		rows: once((place) => rowsOf(rowTemplate, place)),
	});
	if (mayLackText(root)) {
		throw templateError(`${DOCUMENT_TEMPLATE}, /${name}`, 'the root element cannot be optional');
	}
	return root;
}

export function containsRows({ content }: Element<Scope>): boolean {
	return content.some(
		(part) =>
			typeof part !== 'string' &&
			(part.kind === 'rows' || (part.kind === 'element' && containsRows(part))),
	);
}

function rowsOf(rowTemplate: string, { prefixes, roots }: Place): Content<Scope> {
	const json = parseTemplateJson(rowTemplate, ROW_TEMPLATE);
	if (!isObject(json))
		throw templateError(ROW_TEMPLATE, 'it must be an object, the elements of a row');
	const place = { name: `${ROW_TEMPLATE}, `, roots: new Set([...roots, 'row']), prefixes };
	return { kind: 'rows', content: elementsIn(json, place) };
}

/** Rows can be written in one place only, since they are read only once. */
function once(compileRows: (place: Place) => Content<Scope>): Place['rows'] {
	let used = false;
	return (place) => {
		if (used) throw templateError(place.name, 'the rows already stand somewhere else');
		used = true;
		return compileRows(place);
	};
}

function elementOf(name: string, value: JsonValue, outer: Place): Element<Scope> {
	const prefixes = isObject(value) ? prefixesIn(value, outer.prefixes, outer.name) : outer.prefixes;
	const place = { ...outer, prefixes };
	checkName(name, prefixes, place.name);
	if (value === null) {
		throw templateError(place.name, 'null is nothing to write; write "" for an empty element');
	}
	if (Array.isArray(value)) throw templateError(place.name, 'a list cannot stand inside a list');
	if (!isObject(value)) return { kind: 'element', name, content: textOf(value, place) };
	const element: Element<Scope> = {
		kind: 'element',
		name,
		attributes: attributesOf(value, place),
		content: contentOf(value, place),
	};
	element.optional = !hasOwnText(element) && isAllOptional(element);
	if (hasOwnText(element) && containsRows(element)) {
		throw templateError(
			place.name,
			'an element around "#rows" cannot have a text with placeholders',
		);
	}
	return element;
}

function attributesOf(element: JsonObject, place: Place): Array<Attribute<Scope>> {
	const keys = Object.keys(element).filter((key) => key.startsWith('@'));
	const attributes = keys.map((key) => attributeOf(key, element[key], place));
	const names = attributes.map(({ name }) => name).filter((name) => !isDeclaration(name));
	checkUnique(names, place.prefixes, place.name);
	return attributes;
}

function attributeOf(
	key: string,
	value: JsonValue,
	{ name: placeName, prefixes, roots }: Place,
): Attribute<Scope> {
	const name = key.slice(1);
	const at = `${placeName}/${key}`;
	if (isDeclaration(name)) return { name, value: String(value) };
	checkName(name, prefixes, at);
	if (typeof value === 'object') throw templateError(at, 'an attribute needs a text');
	return { name, value: compileText(String(value), at, roots) };
}

function contentOf(element: JsonObject, place: Place): Array<Content<Scope>> {
	return Object.entries(element).flatMap(([key, value]) => {
		if (key.startsWith('@')) return [];
		const at = { ...place, name: `${place.name}/${key}` };
		if (key === '#text') {
			if (typeof value === 'object') throw templateError(at.name, 'a text is expected');
			return textOf(value, at);
		}
		return partOf(key, value, at);
	});
}

/** The content of a row or a repetition: elements alone. */
function elementsIn(object: JsonObject, place: Place): Array<Content<Scope>> {
	return Object.entries(object).flatMap(([key, value]) => {
		const at = { ...place, name: `${place.name}/${key}` };
		if (key.startsWith('@') || key === '#text') {
			throw templateError(
				at.name,
				'only elements can stand here, with their attributes and text inside',
			);
		}
		return partOf(key, value, at);
	});
}

function partOf(key: string, value: JsonValue, place: Place): Array<Content<Scope>> {
	if (key === '#rows') {
		if (value !== true)
			throw templateError(place.name, 'the place of the rows is written "#rows": true');
		if (!place.rows)
			throw templateError(place.name, 'rows cannot stand in a repetition or in a row');
		return [place.rows(place)];
	}
	if (/^#each\b/.test(key)) return [repetitionOf(key, value, place)];
	if (key.startsWith('#')) {
		throw templateError(place.name, 'there are "#text", "#rows" and "#each path"');
	}
	if (!Array.isArray(value)) return [elementOf(key, value, place)];
	return value.map((one, index) =>
		elementOf(key, one, { ...place, name: `${place.name}[${index}]` }),
	);
}

function repetitionOf(key: string, value: JsonValue, place: Place): Content<Scope> {
	if (!isObject(value)) {
		throw templateError(place.name, 'an object is expected, the elements to repeat');
	}
	const repetition = parseRepetition(key, place.name, place.roots);
	const roots = new Set([...place.roots, repetition.entryName]);
	return repeat(repetition, elementsIn(value, { ...place, roots, rows: undefined }), place.name);
}

function textOf(value: string | boolean, place: Place): Array<Content<Scope>> {
	const text = compileText(String(value), place.name, place.roots);
	return text === '' ? [] : [text];
}

/** An element of which everything may be left out is left out with it. */
function isAllOptional({ attributes = [], content }: Element<Scope>): boolean {
	const parts = [
		...attributes.filter(({ name }) => !isDeclaration(name)).map(({ value }) => value),
		...content,
	];
	return parts.length > 0 && parts.every(isOptional);
}

function isOptional(part: Content<Scope>): boolean {
	if (typeof part === 'string') return false;
	if (part.kind === 'value') return (part as FilledText).optional;
	return part.kind === 'element' && (part.optional === true || mayLackText(part));
}

function mayLackText({ content }: Element<Scope>): boolean {
	return content.some(
		(part) => typeof part !== 'string' && part.kind === 'value' && isOptional(part),
	);
}

function isDeclaration(attribute: string): boolean {
	return attribute === 'xmlns' || attribute.startsWith('xmlns:');
}

function isObject(value: JsonValue): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
