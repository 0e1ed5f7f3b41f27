import type { Stamping } from '../../xml/stamping';
import type { Content } from '../../xml/tree';
import type { Scope } from './scope';

/** The contents around the rows, from the outermost to the rows themselves. */
export function pathToRows(
	contents: ReadonlyArray<Content<Scope>>,
): Array<Content<Scope>> | undefined {
	for (const content of contents) {
		if (typeof content === 'string') continue;
		if (content.kind === 'rows') return [content];
		if (content.kind !== 'element' && content.kind !== 'when') continue;
		const path = pathToRows(content.content);
		if (path) return [content, ...path];
	}
	return undefined;
}

/**
 * Evaluates the conditions around the rows, from the outermost to the first that fails. Rows are written as they come,
 * so the elements around them must be decided before the first row.
 */
export function decideAroundRows(
	path: ReadonlyArray<Content<Scope>>,
	scope: Scope,
	stamping: Stamping,
): boolean[] {
	const decisions: boolean[] = [];
	for (const content of path) {
		if (typeof content === 'string' || content.kind !== 'when') continue;
		const holds = content.of(scope, stamping);
		decisions.push(holds);
		if (!holds) break;
	}
	return decisions;
}

/** The contents, with the conditions around the rows replaced by their results. */
export function asDecided(
	contents: ReadonlyArray<Content<Scope>>,
	path: ReadonlyArray<Content<Scope>>,
	decisions: readonly boolean[],
): Array<Content<Scope>> {
	const [around, ...inner] = path;
	return contents.flatMap((content): Array<Content<Scope>> => {
		if (content !== around || typeof content === 'string') return [content];
		if (content.kind === 'when') {
			const [holds, ...others] = decisions;
			return holds ? asDecided(content.content, inner, others) : [];
		}
		if (content.kind !== 'element') return [content];
		return [{ ...content, content: asDecided(content.content, inner, decisions) }];
	});
}
