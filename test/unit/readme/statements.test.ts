import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FORMATTERS } from '../../../nodes/FinanceXmlBuilder/formats/custom/formatters';
import { download } from '../../../nodes/Rainbow/Invoicing/download';
import { RainbowData } from '../../../sandbox/rainbow/data/data';
import { PROJECT, README, example, tableBelow } from './readme';

interface WorkflowNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
}

interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	settings: { saveDataSuccessExecution: string };
}

/** The one that has the sections "The workflow" and "Settings"; each other one has a section of its own. */
const MAIN = 'horisen-invoices-to-erp.json';
const manifest = JSON.parse(file('package.json')) as {
	homepage: string;
	n8n: { nodes: string[]; credentials: string[] };
};
const workflows = new Map(
	readdirSync(join(PROJECT, 'workflows'))
		.filter((name) => name.endsWith('.json'))
		.map((name) => [name, JSON.parse(file(join('workflows', name))) as Workflow]),
);
const workflow = workflows.get(MAIN) as Workflow;

describe('the README', () => {
	it('has the headings that nodes and credentials link to', () => {
		const sources = [...manifest.n8n.nodes, ...manifest.n8n.credentials].flatMap((path) => {
			const source = path.replace(/^dist\//, '').replace(/\.js$/, '');
			return [`${source}.ts`, ...(source.endsWith('.node') ? [`${source}.json`] : [])];
		});
		const start = `${manifest.homepage.replace(/#.*$/, '')}#`;
		const linked = sources.flatMap((source) =>
			[...file(source).matchAll(/https:[^'"]+/g)]
				.map(([url]) => url)
				.filter((url) => url.startsWith(start))
				.map((url) => url.slice(start.length)),
		);

		expect(linked.length).toBeGreaterThanOrEqual(manifest.n8n.nodes.length);
		expect(anchors()).toEqual(expect.arrayContaining(linked));
	});

	it('has the headings that it links to itself', () => {
		const linked = [...README.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);

		expect(linked).not.toEqual([]);
		expect(anchors()).toEqual(expect.arrayContaining(linked));
	});

	it('names every node and credential of the package in a heading', () => {
		const headings = README.split('\n').filter((line) => line.startsWith('## '));
		for (const path of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
			const source = file(path.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
			const [, displayName] = /displayName(?::| =) '([^']+)'/.exec(source) ?? [];

			expect(headings).toContain(
				`## ${path.includes('/nodes/') ? 'Node' : 'Credential'}: ${displayName}`,
			);
		}
	});

	it('has every node and every workflow in its first table, with a link', () => {
		const systems = tableBelow('# n8n-nodes-telecom-finance').map((cells) => cells.join(' '));
		const nodes = README.split('\n')
			.filter((line) => line.startsWith('## Node: '))
			.map((line) => line.replace('## Node: ', ''));
		const linked = [...nodes, ...[...workflows.values()].map(({ name }) => name)];

		for (const name of linked) expect(systems.join('\n')).toContain(`[${name}](#`);
	});

	const settingsOf = ({ nodes }: Workflow) => nodes.find(({ name }) => name === 'Settings');
	// Those of the fan-out's worker are the fan-out's.
	const isOperators = (shipped: Workflow) =>
		settingsOf(shipped) && !shipped.name.endsWith('fan-out worker');
	const withSettings = [...workflows].filter(([, shipped]) => isOperators(shipped));

	it('names the file of each workflow', () => {
		for (const name of workflows.keys()) {
			if (name !== MAIN) expect(README).toMatch(new RegExp(`\`(workflows/)?${name}\``));
		}
	});

	it.each(withSettings)('lists the settings of %s with their defaults', (name, shipped) => {
		const { assignments } = settingsOf(shipped)?.parameters as {
			assignments: { assignments: Array<{ name: string; value: unknown }> };
		};
		const heading = name === MAIN ? '### Settings' : `### Workflow: ${shipped.name}`;

		expect(tableBelow(heading).map(([field, value]) => [field, value])).toEqual(
			assignments.assignments.map((setting) => [
				setting.name,
				setting.value === '' ? 'empty' : String(setting.value),
			]),
		);
		if (name !== MAIN) expect(README).toContain(`\`workflows/${name}\``);
	});

	it('tells that n8n keeps no data of successful scheduled runs', () => {
		for (const [name, { settings }] of workflows) {
			expect([name, settings.saveDataSuccessExecution]).toEqual([name, 'none']);
		}
		expect(README).toContain('That of successful scheduled runs is not kept');
	});

	it('lists every formatter', () => {
		const listed = README.slice(README.indexOf('| formatter'), README.indexOf('#### '));

		for (const name of ['optional', 'default', ...Object.keys(FORMATTERS)]) {
			expect(listed).toMatch(new RegExp(`\`${name}\\b`));
		}
	});

	it('shows n8n reading a file that Rainbow Invoicing downloads, from its field and with its delimiter', () => {
		const { nodes } = JSON.parse(example('extract-from-file')) as { nodes: WorkflowNode[] };
		const field = download.fields.find(({ name }) => name === 'binaryProperty');
		const data = new RainbowData('2023-07-10');
		const [[header]] = data.files.map((listed) => data.content(listed).toString().split('\r\n'));

		expect(nodes).toMatchObject([
			{
				type: 'n8n-nodes-base.extractFromFile',
				parameters: {
					operation: 'csv',
					binaryPropertyName: field?.default,
					options: { delimiter: /\W/.exec(header)?.[0] },
				},
			},
		]);
	});

	it('names only nodes that a workflow has, and counts those that need a credential', () => {
		const names = [...workflows.values()].flatMap(({ nodes }) => nodes.map(({ name }) => name));
		const named = [...README.matchAll(/\*\*([A-Z][\w ?]+)\*\*/g)]
			.map(([, name]) => name)
			.filter((name) =>
				/^(Settings|Summary|Build XML|Get Documents|Every |Run by|Anything)/.test(name),
			);
		const count = (part: string) => workflow.nodes.filter(({ type }) => type.includes(part)).length;

		expect(named).not.toEqual([]);
		expect(names).toEqual(expect.arrayContaining(named));
		expect([count('.horisen'), count('n8n-nodes-base.ftp')]).toEqual([2, 4]);
		expect(README).toContain('two HORISEN nodes and the four SFTP nodes');
	});

	it('quotes messages that the code has', () => {
		const texts = [
			...['credentials', 'nodes'].flatMap(sourcesBelow).map(file),
			...workflow.nodes.map(({ parameters }) => String(parameters.jsCode ?? '')),
		].join('\n');
		const quoted = [
			...README.slice(README.indexOf('## When things fail')).matchAll(/^\| `.*? \|/gm),
		]
			.map(([cell]) => cell)
			.filter((cell) => cell.includes('…') || /\. *`/.test(cell));
		const parts = quoted
			.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text))
			.flatMap((text) => text.split('…'))
			.map((part) => part.replace(/^[:,. ]+/, '').trim())
			.filter((part) => part.length > 3);

		expect(parts.length).toBeGreaterThan(15);
		expect(parts.filter((part) => !texts.includes(part))).toEqual([]);
	});
});

function file(path: string): string {
	return readFileSync(join(PROJECT, path), 'utf8');
}

function sourcesBelow(folder: string): string[] {
	return readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.ts'))
		.map((path) => join(folder, path));
}

/** The anchors that GitHub makes of headings. */
function anchors(): string[] {
	return README.split('\n')
		.filter((line) => /^#+ /.test(line))
		.map((line) =>
			line
				.replace(/^#+ /, '')
				.toLowerCase()
				.replace(/[^\w\- ]/g, '')
				.replaceAll(' ', '-'),
		);
}
