import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Only } from './fields';
import { type Message, readMessages } from './messages';
import { FORMATTERS } from '../../nodes/FinanceXmlBuilder/formats/custom/formatters';
import {
	fieldTables,
	formatterTable,
	messageTable,
	nodeTable,
	operationTable,
	type Described,
	type Template,
} from './tables';

/** The sources of the pages' generated parts. */
export interface Sources {
	/** Nodes and credentials, by their name. */
	described: Map<string, Described>;
	/** Workflow files, by their file name. */
	templates: Map<string, Template>;
	/** What operators may read when something fails. */
	messages: Message[];
}

const PART = /(<!-- generated: (?<what>[^>]+?) -->\n)[\s\S]*?(<!-- end of generated -->)/g;

/**
 * The page with its generated parts updated from nodes, credentials and workflows. Such a part begins with `<!--
 * generated: fields horisenFinance -->` (or `operations horisenFinance`, `nodes <workflow file>`; `fields
 * financeXmlBuilder format=ubl` for the fields that show only for that format, `format!=ubl` for the others;
 * `formatters` of templates; `messages Horisen/ common` for the messages of folders, with a slash those of subfolders,
 * too) and ends with `<!-- end of generated -->`.
 *
 * @throws Error if a part refers to something that does not exist
 */
export function filled(page: string, sources: Sources): string {
	return page.replace(PART, (_, start: string, what: string, end: string) =>
		[
			start,
			'<!-- prettier-ignore-start -->\n\n',
			generated(what, sources),
			'\n\n<!-- prettier-ignore-end -->\n',
			end,
		].join(''),
	);
}

function generated(what: string, { described, templates, messages }: Sources): string {
	const [kind, ...names] = what.split(' ');
	const [name, condition] = names;
	if (kind === 'messages') return messageTable(messagesIn(names, messages));
	if (kind === 'formatters') return formatterTable(FORMATTERS);
	const template = templates.get(name);
	if (kind === 'nodes' && template) return nodeTable(template, described);
	const form = described.get(name);
	if (kind === 'operations' && form) return operationTable(form);
	if (kind === 'fields' && form) return fieldTables(form, onlyOf(condition));
	throw new Error(
		`A page asks for "${what}", which is neither a node nor a credential nor a workflow.`,
	);
}

function messagesIn(folders: string[], messages: Message[]): Message[] {
	const isIn = (file: string) =>
		folders.some((folder) =>
			folder.endsWith('/') ? file.startsWith(folder) : posix.dirname(file) === folder,
		);
	return messages.filter(({ file }) => isIn(file));
}

function onlyOf(condition: string | undefined): Only | undefined {
	const parts = /^(?<field>\w+)(?<not>!?)=(?<value>[\w-]+)$/.exec(condition ?? '')?.groups;
	return parts && { field: parts.field, value: parts.value, exclusively: parts.not === '' };
}

/**
 * Loads every node and credential that package.json lists.
 *
 * @param code folder with `nodes` and `credentials`, as source or compiled
 * @param project folder with package.json and `workflows`
 */
export async function readSources(
	code: string,
	project: string,
	workflows: string[],
): Promise<Sources> {
	const { n8n } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const described = new Map<string, Described>();
	for (const path of [...n8n.nodes, ...n8n.credentials]) {
		const module = (await import(
			join(code, path.replace(/^dist\//, '').replace(/\.js$/, ''))
		)) as Record<string, new () => Described | { description: Described }>;
		const [Type] = Object.values(module).filter((value) => typeof value === 'function');
		const instance = new Type();
		const itself = 'description' in instance ? instance.description : instance;
		described.set(itself.name, itself);
	}
	const templates = new Map(
		workflows.map((file) => [
			file,
			JSON.parse(readFileSync(join(project, 'workflows', file), 'utf8')) as Template,
		]),
	);
	return { described, templates, messages: readMessages(join(project, 'nodes')) };
}
