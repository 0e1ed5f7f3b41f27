import { isAbsent, isRecord } from '../../../common/value';
import { DOCUMENT, type Fields, TRAFFIC_ROW } from '../document/documentElements';
import { didYouMean } from './nearest';
import { type Path, type Step, take } from './path';

/** The known shape of a value. */
type Shape =
	| { kind: 'value' }
	| { kind: 'any' }
	| { kind: 'object'; fields: ReadonlyMap<string, Shape> }
	| { kind: 'list'; entry: Shape };

/** How many paths of an item to compare for a suggestion. */
const MOST_SUGGESTED = 2000;

/** The fields that HORISEN publishes: of a document, and of the rows of both traffic reports. */
const CATALOGUE: Readonly<Record<string, Shape>> = {
	document: shapeOf(DOCUMENT),
	row: shapeOf([...TRAFFIC_ROW.customer, ...TRAFFIC_ROW.control]),
};

function shapeOf(fields: Fields): Shape {
	return {
		kind: 'object',
		fields: new Map(
			fields.map((field): [string, Shape] => {
				if ('entry' in field) return [field.name, { kind: 'list', entry: shapeOf(field.fields) }];
				if ('fields' in field) return [field.name, shapeOf(field.fields)];
				return [field.name, { kind: field.type === 'any' ? 'any' : 'value' }];
			}),
		),
	};
}

/** A template's path from `document` or `row`, even if its own root is an entry of a list. */
export interface CheckedPath {
	path: Path;
	root: 'document' | 'row';
	steps: readonly Step[];
	/** How many of the steps lead to the path's own root. */
	own: number;
}

/** Whether the catalogue has the path; then no item needs to confirm it. A `?` in it skips the check. */
export function isInCatalogue({ root, steps }: CheckedPath): boolean {
	return isInShape(CATALOGUE[root], steps);
}

/** Whether the steps lead from a document of HORISEN to something that it has. */
export function isFieldOfDocument(steps: readonly Step[]): boolean {
	return isInShape(CATALOGUE.document, steps);
}

function isInShape(outermost: Shape, steps: readonly Step[]): boolean {
	let shape: Shape | undefined = outermost;
	for (const step of steps) {
		if (!shape || shape.kind === 'any') break;
		if (step.kind === 'field') {
			if (step.mayLack) return true;
			shape = shape.kind === 'object' ? shape.fields.get(step.name) : undefined;
		} else {
			shape = shape.kind === 'list' ? shape.entry : undefined;
			if (step.kind === 'where' && shape?.kind === 'object' && !shape.fields.has(step.name)) {
				return false;
			}
		}
	}
	return shape !== undefined;
}

/**
 * Refuses a path that neither the catalogue nor the item has. Below a field that is empty in the item, or in an empty
 * list, the path cannot be checked and passes.
 *
 * @param value the item's document, or its first row
 * @throws OperatorError with line, column and the nearest valid path
 */
export function checkPath(checked: CheckedPath, value: unknown): void {
	const { steps } = checked;
	let values = [value];
	for (const step of steps) {
		if (step.kind === 'field') {
			if (step.mayLack || values.every(isAbsent)) return;
			const having = values.filter((one) => isRecord(one) && Object.hasOwn(one, step.name));
			if (having.length === 0) throw unknown(checked, value);
			values = having.map((one) => take(one, step));
		} else {
			values = values.flatMap((one) => (Array.isArray(one) ? (one as unknown[]) : []));
			if (values.length === 0) return;
			if (step.kind === 'where') checkFilter(checked, step.name, values);
		}
	}
}

/** The field by which a path finds an entry, e.g. `codeName`, must be in one of them. */
function checkFilter({ path }: CheckedPath, name: string, entries: readonly unknown[]): void {
	const names = new Set(entries.flatMap((entry) => (isRecord(entry) ? Object.keys(entry) : [])));
	if (names.has(name)) return;
	throw path.piece.mistake(
		`"${path.text}": no entry of the list has a "${name}"${didYouMean(name, names)}`,
	);
}

function unknown({ path, root, steps, own }: CheckedPath, value: unknown): Error {
	const known = new Set([
		...pathsBelow(shapeAt(CATALOGUE[root], steps.slice(0, own)), path.root),
		...valuePaths(valueAt(value, steps.slice(0, own)), path.root),
		...(path.root === 'document' ? [] : pathsBelow(CATALOGUE.document, 'document')),
	]);
	const who =
		root === 'row'
			? 'neither a traffic report nor the first row of this item has it'
			: 'neither a HORISEN document nor this item has it';
	const hint = lastNameAnywhere(path, known) ?? didYouMean(path.text, known);
	return path.piece.mistake(
		`there is no "${path.text}": ${who}${hint || `; if only some have it, write "${path.text}?"`}`,
	);
}

/** A correct name in the wrong place: `document.name` for `document.bizPartner.name`. */
function lastNameAnywhere({ text }: Path, known: ReadonlySet<string>): string | undefined {
	const name = text.slice(text.lastIndexOf('.'));
	const ending = [...known].filter((one) => one.toLowerCase().endsWith(name.toLowerCase()));
	const size = (one: string) => one.length + (one.includes('[') ? 1000 : 0);
	const [best] = ending.sort((one, other) => size(one) - size(other));
	return best === undefined ? undefined : `; did you mean "${best}"?`;
}

function shapeAt(shape: Shape | undefined, steps: readonly Step[]): Shape | undefined {
	let at = shape;
	for (const step of steps) {
		if (step.kind === 'field') at = at?.kind === 'object' ? at.fields.get(step.name) : undefined;
		else at = at?.kind === 'list' ? at.entry : undefined;
	}
	return at;
}

function valueAt(value: unknown, steps: readonly Step[]): unknown {
	return steps.reduce(take, value);
}

function pathsBelow(shape: Shape | undefined, text: string): string[] {
	if (shape?.kind === 'object') {
		return [...shape.fields].flatMap(([name, field]) => {
			const path = `${text}.${name}`;
			return [path, ...pathsBelow(field, path)];
		});
	}
	return shape?.kind === 'list' ? pathsBelow(shape.entry, `${text}[0]`) : [];
}

function valuePaths(value: unknown, text: string): string[] {
	const paths: string[] = [];
	const add = (one: unknown, path: string): void => {
		if (paths.length >= MOST_SUGGESTED) return;
		if (Array.isArray(one)) add(one[0], `${path}[0]`);
		else if (isRecord(one)) {
			for (const [name, field] of Object.entries(one)) {
				paths.push(`${path}.${name}`);
				add(field, `${path}.${name}`);
			}
		}
	};
	add(value, text);
	return paths;
}
