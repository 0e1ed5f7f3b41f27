import type { INodeProperties } from 'n8n-workflow';
import type {
	Example,
	FormatterKind,
} from '../../nodes/FinanceXmlBuilder/formats/custom/formatter';
import type { Message } from './messages';
import { cell, fieldRows, operationRows, type FieldRow, type Only } from './fields';

/** A node's or credential's class description. */
export interface Described {
	name: string;
	displayName: string;
	properties: INodeProperties[];
}

/** A workflow file of the package. */
export interface Template {
	nodes: Array<{ name: string; type: string; parameters: Record<string, unknown> }>;
}

/** Tables of a form: one per operation, and one for the fields that several operations share. */
export function fieldTables({ properties }: Described, only?: Only): string {
	const all = operationRows(properties).length;
	const rows = fieldRows(properties, only);
	if (all < 2) return table(HEAD, rows.map(cellsOf));
	const titles = [...new Set(rows.map(titleOf))];
	return titles
		.map((title) => {
			const own = rows.filter((row) => titleOf(row) === title);
			const written =
				title === SHARED
					? table(
							[...HEAD, 'In'],
							own.map((row) => [...cellsOf(row), whereOf(row, all)]),
						)
					: table(HEAD, own.map(cellsOf));
			return `**${title}**\n\n${written}`;
		})
		.join('\n\n');
}

const HEAD = ['Field', 'What it is', 'Default'];

const SHARED = 'In several operations';

/** A longer list of defaults does not help a reader, who sees the default in the form. */
const MOST_DEFAULTS = 3;

function cellsOf({ label, condition, what, defaults }: FieldRow): string[] {
	const shown = defaults.length > MOST_DEFAULTS ? 'by operation' : defaults.join('; ');
	return [label, [condition, what].filter(Boolean).join(' '), shown];
}

function titleOf({ operations }: FieldRow): string {
	return operations.length === 1 ? operations[0] : SHARED;
}

function whereOf({ operations }: FieldRow, all: number): string {
	if (operations.length === 0 || operations.length === all) return 'all';
	return operations.join(', ');
}

/** One line for each operation of a node. */
export function operationTable({ properties }: Described): string {
	return table(['Operation', 'What it does'], operationRows(properties));
}

/**
 * The nodes of a workflow in order, with their function; n8n's own nodes with their type.
 */
export function nodeTable({ nodes }: Template, described: Map<string, Described>): string {
	const rows = nodes
		.filter(({ type }) => !type.endsWith('.stickyNote'))
		.map(({ name, type, parameters }) => [
			`**${cell(name)}**`,
			doesWhat(type, parameters, described),
		]);
	return table(['Node', 'What it is'], rows);
}

/** The formatters of templates, with an example of each. */
export function formatterTable(formatters: Readonly<Record<string, FormatterKind>>): string {
	const rows = Object.values(formatters).map(({ usage, description, examples: [example] }) => [
		`\`${cell(usage)}\``,
		cell(description),
		example ? exampleText(example) : '',
	]);
	return table(['Formatter', 'What it does', 'Example'], rows);
}

function exampleText({ value, formatter, text }: Example): string {
	const given = value === null ? 'nothing' : `\`${cell(JSON.stringify(value))}\``;
	const made =
		text === undefined ? 'left out' : text === '' ? 'an empty text' : `\`${cell(text)}\``;
	return `${given} by \`${cell(formatter)}\`: ${made}`;
}

/** Messages with their advice; the same message only once. */
export function messageTable(messages: Message[]): string {
	const rows = messages.map(({ text, advice }) => [
		`\`${text.replaceAll('|', '\\|')}\``,
		cell(advice),
	]);
	const once = new Map(rows.map((row) => [row.join('\n'), row]));
	return table(['Message', 'What to do'], [...once.values()]);
}

/** A Markdown table without padding. */
export function table(head: string[], rows: string[][]): string {
	return [head, head.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`.replace(/ {2,}\|/g, ' |'))
		.join('\n');
}

function doesWhat(
	type: string,
	{ resource, operation }: Record<string, unknown>,
	described: Map<string, Described>,
): string {
	const name = type.slice(type.lastIndexOf('.') + 1);
	const ours = type.startsWith('n8n-nodes-telecom-finance.') ? described.get(name) : undefined;
	if (!ours) return `n8n's \`${name}\``;
	const chosen = (field: string, value: unknown, ofResource?: unknown) =>
		ours.properties
			.filter(
				({ name: own, displayOptions }) =>
					own === field &&
					(ofResource === undefined ||
						displayOptions?.show?.resource === undefined ||
						displayOptions.show.resource.includes(ofResource as string)),
			)
			.flatMap(({ options = [] }) => options)
			.find((option) => 'value' in option && option.value === value)?.name;
	const does = [chosen('resource', resource), chosen('operation', operation, resource)].filter(
		Boolean,
	);
	return does.length > 0 ? `${ours.displayName}, ${does.join(': ')}` : ours.displayName;
}
