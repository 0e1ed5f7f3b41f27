import { isAbsent, isRecord } from '../../common/value';
import type { Row } from '../traffic/totals';
import { type Held, isDateText } from './likeness';
import { ALSO_CALLED, wordsOf } from './words';

/** A field of the document, of a list's entries or of the rows, as named in a template. */
export interface Candidate extends Held {
	/** E.g. `document.bizPartner.name`, `line.name`, `row.mcc`. */
	path: string;
	/** Its names as words; its own name comes first. */
	names: string[][];
	/** Not always present. */
	mayBeAbsent: boolean;
	/** About the partner of the document. */
	ofPartner: boolean;
}

/** A list for whose entries an element can be repeated. */
export interface List {
	/** Its text in the attribute `each`, e.g. `document.items as line`, or `rows`. */
	each: string;
	candidates: Candidate[];
}

/** Enough to know the fields' content, few enough to compare every value of a sample with each. */
const MOST_ENTRIES = 50;

const DEEPEST = 4;

/** The fields with a single value, at any depth, and the custom attributes. */
export function documentCandidates(document: Row): Candidate[] {
	return fieldsOf([document], 'document', '');
}

/** The lists of objects, at any depth, except custom attributes. */
export function documentLists(document: Row): List[] {
	const lists: List[] = [];
	const look = (value: unknown, path: string, depth: number): void => {
		if (!isRecord(value) || depth > DEEPEST) return;
		for (const [name, field] of Object.entries(value)) {
			const at = step(name);
			if (at === undefined || name === 'customAttributes') continue;
			const entries = Array.isArray(field) ? field.filter(isRecord) : [];
			if (entries.length > 0) {
				const entryName = lists.length === 0 ? 'line' : `entry${lists.length + 1}`;
				lists.push({
					each: `document${path}${at} as ${entryName}`,
					candidates: entryCandidates(entries, entryName, `${name}.`),
				});
			} else look(field, path + at, depth + 1);
		}
	};
	look(document, '', 0);
	return lists;
}

/** The traffic rows; undefined if there are none. */
export function rowList(rows: readonly Row[]): List | undefined {
	if (rows.length === 0) return undefined;
	return { each: 'rows', candidates: entryCandidates(rows, 'row', 'row.') };
}

export function summaryCandidates(summary: Row): Candidate[] {
	return fieldsOf([summary], 'summary', 'summary.').filter(({ path }) =>
		['summary.rowCount', 'summary.messageCount', 'summary.totalAmount'].includes(path),
	);
}

function entryCandidates(entries: readonly Row[], root: string, key: string): Candidate[] {
	const some = entries.slice(0, MOST_ENTRIES);
	const numbers = some.map((_, index) => String(index + 1));
	const number: Candidate = {
		...candidate(`${root}.#number`, `${key}#number`, '#number', numbers),
		kind: 'amount',
		mayBeAbsent: false,
	};
	return [...fieldsOf(some, root, key), number];
}

/** @param key prefix of the fields in `ALSO_CALLED` */
function fieldsOf(objects: readonly Row[], root: string, key: string): Candidate[] {
	const found: Candidate[] = [];
	const look = (values: readonly Row[], path: string, name: string, depth: number): void => {
		for (const field of new Set(values.flatMap((value) => Object.keys(value)))) {
			const at = step(field);
			if (at === undefined) continue;
			const all = values.map((value) => value[field]);
			const present = all.filter((value) => !isAbsent(value));
			const objectsIn = present.filter(isRecord);
			const lists = present.filter((value) => Array.isArray(value));
			if (field === 'customAttributes') found.push(...customAttributes(lists, path));
			else if (objectsIn.length > 0) {
				if (depth < DEEPEST) look(objectsIn, path + at, `${name}${field}.`, depth + 1);
			} else if (lists.length === 0) {
				const one = candidate(`${root}${path}${at}`, key + name + field, field, present);
				found.push({ ...one, mayBeAbsent: present.length < values.length });
			}
		}
	};
	const customAttributes = (lists: readonly unknown[], path: string): Candidate[] =>
		lists.flatMap((list) =>
			(list as unknown[]).filter(isRecord).flatMap(({ codeName, value }) => {
				if (typeof codeName !== 'string' || !/^[^\]{}|"']+$/.test(codeName)) return [];
				if (isRecord(value) || Array.isArray(value)) return [];
				const at = `${root}${path}.customAttributes[codeName=${codeName}].value`;
				const values = isAbsent(value) ? [] : [value];
				return [{ ...candidate(at, at, codeName, values), mayBeAbsent: true }];
			}),
		);
	look(objects, '', '', 0);
	return found;
}

function candidate(
	path: string,
	key: string,
	name: string,
	values: readonly unknown[],
): Omit<Candidate, 'mayBeAbsent'> {
	const others = ALSO_CALLED[key] ?? [];
	return {
		path,
		names: [wordsOf(name), ...others.map((other) => other.split(' '))],
		values: values.map(String),
		kind: kindOf(values),
		ofPartner: /^document\.bizPartner/.test(path),
	};
}

/** A text of digits only is an identifier, e.g. of an account, unless it came as a number. */
function kindOf(values: readonly unknown[]): Candidate['kind'] {
	if (values.length === 0) return 'unknown';
	if (values.every((value) => typeof value === 'string' && isDateText(value))) return 'date';
	const isAmount = (value: unknown) =>
		typeof value === 'number' || (typeof value === 'string' && /^-?\d+\.\d+$/.test(value));
	return values.every(isAmount) ? 'amount' : 'text';
}

/** A field's path after its object's; undefined if no path can express it. */
function step(name: string): string | undefined {
	if (/^[^.[\]|{}"'\s?#]+$/.test(name)) return `.${name}`;
	return /["{}|]/.test(name) ? undefined : `["${name}"]`;
}
