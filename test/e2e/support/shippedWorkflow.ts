import { readTemplate } from '../../../sandbox/engine/template';

/** The nodes that a file in `workflows/` holds, by name in order, without its sticky notes. */
export function nodeNames(file: string): string[] {
	const nodes = readTemplate(file).nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
	return nodes.map(({ name }) => name).sort();
}

/** Where the form of a workflow's `Settings` has the value of a field. */
export function settingPath(file: string, field: string): string {
	const settings = readTemplate(file).nodes.find(({ name }) => name === 'Settings');
	const { assignments } = settings?.parameters as {
		assignments: { assignments: Array<{ name: string }> };
	};
	const index = assignments.assignments.findIndex(({ name }) => name === field);
	return `assignments.assignments.${index}.value`;
}
