import { readTemplate } from '../../../sandbox/engine/template';

/** The nodes that a file in `workflows/` holds, by name in order, without its sticky notes. */
export function nodeNames(file: string): string[] {
	const nodes = readTemplate(file).nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
	return nodes.map(({ name }) => name).sort();
}
