import { parseName } from '../../xml/names';
import { hasUnsupportedCharacter } from '../../xml/text';
import type { JsonObject } from './json';
import { templateError } from './templateError';

/** The prefixes that may be used at a place, with what they stand for. */
export type Prefixes = ReadonlyMap<string, string>;

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

/** "Namespaces in XML 1.0" lets nobody declare these. */
const RESERVED_NAMESPACES = [XML_NAMESPACE, 'http://www.w3.org/2000/xmlns/'];

export const OUTERMOST_PREFIXES: Prefixes = new Map([['xml', XML_NAMESPACE]]);

/** The prefixes inside an element: those around it and those that it declares with `@xmlns:prefix`. */
export function prefixesIn(element: JsonObject, outer: Prefixes, place: string): Prefixes {
	const declared = Object.keys(element)
		.filter((key) => key === '@xmlns' || key.startsWith('@xmlns:'))
		.map((key) => declaration(key, element[key], `${place}/${key}`));
	return new Map([...outer, ...declared]);
}

/** Refuses a name that XML cannot hold, and a prefix that nobody declared. */
export function checkName(name: string, prefixes: Prefixes, place: string): void {
	const parts = parseName(name);
	if (!parts) throw templateError(place, `"${name}" is not a name that XML can hold`);
	const { prefix } = parts;
	if (prefix !== undefined && !prefixes.has(prefix)) {
		throw templateError(
			place,
			`nothing around it declares the prefix "${prefix}"; write "@xmlns:${prefix}"`,
		);
	}
}

/** Refuses a second attribute of the same name, which it may have under another prefix too. */
export function checkUnique(attributes: string[], prefixes: Prefixes, place: string): void {
	const seen = new Set<string>();
	for (const attribute of attributes) {
		const { prefix, local } = parseName(attribute) ?? { local: attribute };
		const name = JSON.stringify([prefix && prefixes.get(prefix), local]);
		if (seen.has(name)) {
			throw templateError(
				place,
				`"@${attribute}" is the same as another attribute of this element`,
			);
		}
		seen.add(name);
	}
}

function declaration(key: string, uri: unknown, place: string): [prefix: string, uri: string] {
	const prefix = key.slice('@xmlns:'.length);
	if (typeof uri !== 'string' || /\$\{/.test(uri) || hasUnsupportedCharacter(uri)) {
		throw templateError(place, 'a namespace is a text that never changes, without placeholders');
	}
	if (RESERVED_NAMESPACES.includes(uri)) {
		throw templateError(place, `"${uri}" is XML's own and cannot be declared`);
	}
	const isPrefix = parseName(prefix)?.local === prefix && !/^xml(ns)?$/.test(prefix);
	if (key !== '@xmlns' && (uri === '' || !isPrefix)) {
		throw templateError(place, `"${prefix}" cannot be declared as a prefix of "${uri}"`);
	}
	return [prefix, uri];
}
