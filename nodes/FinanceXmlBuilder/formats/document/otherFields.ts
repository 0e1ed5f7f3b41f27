import { compileElement, type Skeleton } from '../../xml/skeleton';
import type { Each, Value } from '../../xml/tree';
import { isAbsent, isRecord } from '../../../common/value';
import { singleText } from '../../xml/xmlValue';
import type { Scope } from './documentElements';

/** A named value of any shape. A list becomes several entries with the same name. */
interface Entry extends Scope {
	name: string;
	value: unknown;
}

const NOTHING: Entry[] = [];

/**
 * The unknown fields of an object, as `<otherField name="…">` sorted by name. An object becomes nested `otherField`s, a
 * list one `otherField` with the same name per value.
 */
export function otherFields(known: readonly string[]): Each<Scope> {
	const knownNames = new Set(known);
	return entries((scope) => {
		let unknown: string[] | undefined;
		// Called for every row, almost always without a result, so it avoids making a list.
		for (const name in scope) if (!knownNames.has(name)) (unknown ??= []).push(name);
		return unknown ? entriesOf(scope, unknown) : NOTHING;
	});
}

/** The text of a field with any JSON value: empty for an object or a list. */
export function anyText(field: string): Value<Scope> {
	return {
		kind: 'value',
		field,
		of: (scope, stamping) => {
			const value = scope[field];
			if (isEmpty(value)) return undefined;
			return isRecord(value) || Array.isArray(value) ? '' : singleText(value, field, stamping);
		},
	};
}

/** The content of that field, if it is an object or a list. */
export function anyEntries(field: string): Each<Scope> {
	return entries((scope) => {
		const value = scope[field];
		if (Array.isArray(value)) return listed('entry', value);
		return isRecord(value) ? entriesOf(value, Object.keys(value)) : NOTHING;
	});
}

function entries(of: (scope: Scope) => Entry[]): Each<Scope> {
	return { kind: 'each', step: (entry) => String(entry.name), of, content: otherField };
}

let compiled: Skeleton<Scope> | undefined;

/** Compiled at first use, because it contains itself. */
function otherField(): Skeleton<Scope> {
	compiled ??= compileElement({
		kind: 'element',
		name: 'otherField',
		attributes: [
			{ name: 'name', value: { kind: 'value', field: '', of: ({ name }) => String(name) } },
		],
		content: [{ ...anyText('value'), field: '' }, anyEntries('value')],
	});
	return compiled;
}

function entriesOf(object: Scope, names: string[]): Entry[] {
	return names.sort().flatMap((name) => {
		const value = object[name];
		return Array.isArray(value) ? listed(name, value) : present({ name, value });
	});
}

function listed(name: string, values: unknown[]): Entry[] {
	return values.flatMap((value) =>
		present({ name, value: Array.isArray(value) ? { [name]: value } : value }),
	);
}

function present(entry: Entry): Entry[] {
	return isEmpty(entry.value) ? NOTHING : [entry];
}

/** Absent, or with only absent values inside. */
function isEmpty(value: unknown): boolean {
	if (Array.isArray(value)) return value.every(isEmpty);
	return isRecord(value) ? Object.values(value).every(isEmpty) : isAbsent(value);
}
