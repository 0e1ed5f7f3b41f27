import { parseName } from '../../xml/names';
import { hasUnsupportedCharacter } from '../../xml/text';
import type { JsonObject } from './json';
import { templateError } from './templateError';

/** The prefixes that may be used at a place. */
export type Prefixes = ReadonlySet<string>;

export const NO_PREFIXES: Prefixes = new Set(['xml']);

/** The prefixes inside an element: those around it and those that it declares with `@xmlns:prefix`. */
export function prefixesIn(element: JsonObject, outer: Prefixes, place: string): Prefixes {
	const declared = Object.keys(element)
		.filter((key) => key === '@xmlns' || key.startsWith('@xmlns:'))
		.map((key) => declaredPrefix(key, element[key], `${place}/${key}`));
	return new Set([...outer, ...declared]);
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

function declaredPrefix(key: string, uri: unknown, place: string): string {
	const prefix = key.slice('@xmlns:'.length);
	if (typeof uri !== 'string' || /\$\{/.test(uri) || hasUnsupportedCharacter(uri)) {
		throw templateError(place, 'a namespace is a text that never changes, without placeholders');
	}
	if (
		prefix !== '' &&
		(uri === '' || !parseName(prefix) || /^xml(ns)?$/.test(prefix) || prefix.includes(':'))
	) {
		throw templateError(place, `"${prefix}" cannot be declared as a prefix of "${uri}"`);
	}
	return prefix;
}
