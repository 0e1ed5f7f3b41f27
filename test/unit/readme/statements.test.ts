import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FORMATTERS } from '../../../nodes/FinanceXmlBuilder/formats/custom/formatters';
import { PROJECT, README, tableBelow } from './readme';

interface WorkflowNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
}

const WORKFLOW = 'workflows/horisen-invoices-to-erp.json';
const manifest = JSON.parse(file('package.json')) as {
	homepage: string;
	n8n: { nodes: string[]; credentials: string[] };
};
const workflow = JSON.parse(file(WORKFLOW)) as { nodes: WorkflowNode[] };

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

	it("lists the workflow's settings with their defaults", () => {
		const { assignments } = workflow.nodes.find(({ name }) => name === 'Settings')?.parameters as {
			assignments: { assignments: Array<{ name: string; value: unknown }> };
		};

		expect(tableBelow('### Settings').map(([name, value]) => [name, value])).toEqual(
			assignments.assignments.map(({ name, value }) => [
				name,
				value === '' ? 'empty' : String(value),
			]),
		);
	});

	it('lists every formatter', () => {
		const listed = README.slice(README.indexOf('| formatter'), README.indexOf('#### '));

		for (const name of ['optional', 'default', ...Object.keys(FORMATTERS)]) {
			expect(listed).toMatch(new RegExp(`\`${name}\\b`));
		}
	});

	it('names only nodes that the workflow has, and counts those that need a credential', () => {
		const names = workflow.nodes.map(({ name }) => name);
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
