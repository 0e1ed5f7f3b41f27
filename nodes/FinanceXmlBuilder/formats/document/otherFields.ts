import { compileElement, type Skeleton } from '../../xml/skeleton';
import type { Each, Value } from '../../xml/tree';
import { isAbsent, isRecord } from '../../../common/value';
import { singleText } from '../../xml/value';
import type { Scope } from './tree';

/** A named value of any shape. A list is as many entries of one name as it has values. */
interface Entry extends Scope {
	name: string;
	value: unknown;
}

const NOTHING: Entry[] = [];

/**
 * What an object holds beside its known fields, as `<otherField name="…">` sorted by name. An object in such a
 * field is written as the `otherField`s inside it, a list as one `otherField` of the same name a value.
 */
export function otherFields(known: readonly string[]): Each<Scope> {
	const knownNames = new Set(known);
	return entries((scope) => {
		let unknown: string[] | undefined;
		// Asked of every row, and nearly always in vain: no list is made for that.
		for (const name in scope) if (!knownNames.has(name)) (unknown ??= []).push(name);
		return unknown ? entriesOf(scope, unknown) : NOTHING;
	});
}

/** The text of a field that holds any JSON value: empty where the value is an object or a list. */
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

/** What is inside that field, where it holds an object or a list. */
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

/** Compiled when first needed; it contains itself. */
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

/** Absent, or with nothing inside that is not. */
function isEmpty(value: unknown): boolean {
	if (Array.isArray(value)) return value.every(isEmpty);
	return isRecord(value) ? Object.values(value).every(isEmpty) : isAbsent(value);
}
