import { OperatorError } from '../../../common/errors';
import type { Content, Each } from '../../xml/tree';
import { type Path, parsePath } from './path';
import { type Scope, lookUp } from './scope';
import { templateError } from './templateError';
import { type Roots, checkRoot } from './textTemplate';

/** What `#each items as line | optional` says. */
export interface Repetition {
	path: Path;
	/** What its placeholders begin with. */
	entryName: string;
	optional: boolean;
}

const KEY =
	/^#each\s+(?<path>.+?)(?:\s+as\s+(?<name>[A-Za-z_]\w*))?\s*(?:\|\s*(?<optional>optional))?\s*$/;

/** A path without one of the roots is a field of the document: `items` is `document.items`. */
export function parseRepetition(key: string, place: string, roots: Roots): Repetition {
	const groups = KEY.exec(key)?.groups;
	if (!groups) throw templateError(place, 'a repetition is written like "#each items as line"');
	const { path: pathText, name: entryName = 'item', optional } = groups;
	if (entryName === 'row' || (entryName !== 'item' && roots.has(entryName))) {
		throw templateError(place, `"${entryName}" already has a meaning here; choose another name`);
	}
	const given = parsePath(pathText, place);
	const path = roots.has(given.root) ? given : parsePath(`document.${pathText}`, place);
	checkRoot({ path }, place, roots);
	return { path, entryName, optional: optional !== undefined };
}

/** Writes the content once for every entry of the list. */
export function repeat(
	{ path, entryName, optional }: Repetition,
	content: Array<Content<Scope>>,
	place: string,
): Each<Scope> {
	return {
		kind: 'each',
		step: (_, index) => `${path.text}[${index}]`,
		of: (scope, stamping) => {
			const list = lookUp(path, scope, stamping);
			if (Array.isArray(list)) {
				return list.map((value: unknown, index) => ({
					...scope,
					entries: { ...scope.entries, [entryName]: { value, number: index + 1 } },
				}));
			}
			if (optional && (list === undefined || list === null || list === '')) return [];
			throw new OperatorError(`${stamping.label(path.text)} is not a list`, {
				description: `The template repeats it at ${place}. Correct the path, or write "| optional" behind it where the list may be missing.`,
			});
		},
		content,
	};
}
