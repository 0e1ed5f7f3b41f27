import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type INode, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import type { WorkflowNode } from '../../../sandbox/engine/api';
import { PROJECT } from '../../../sandbox/engine/location';
import { packageManifest } from '../../../sandbox/engine/pack';
import { readTemplate } from '../../../sandbox/engine/template';

/** How many working nodes a workflow may have at most: one screen, and a person who reads it. */
const SIZES: Record<string, number> = {
	'horisen-invoices-to-erp.json': 24,
	'horisen-invoices-to-erp-guarded.json': 14,
	'horisen-invoices-to-erp-fanout.json': 14,
	'horisen-invoices-to-erp-fanout-worker.json': 8,
	'horisen-einvoices-to-erp.json': 14,
	'rainbow-files-to-erp.json': 12,
	'voipcloud-statements-to-erp.json': 12,
	'horisen-rate-changes.json': 12,
	'horisen-margin-report.json': 12,
	'delivery-audit.json': 10,
	'delivery-watchdog.json': 6,
	'delivery-alert.json': 5,
};

/** The workflows that may have Code nodes, and the lines of the longest. */
const CODE_IN = ['horisen-invoices-to-erp.json', 'delivery-alert.json'];
const CODE_LINES = 15;

const OWN = 'n8n-nodes-telecom-finance.';
const files = readdirSync(join(PROJECT, 'workflows')).filter((name) => name.endsWith('.json'));

const descriptions = new Map<string, INodeTypeDescription>(
	packageManifest().n8n.nodes.map((path) => {
		const source = join(PROJECT, path.replace(/^dist\//, '').replace(/\.js$/, ''));
		const [made] = Object.values(
			jest.requireActual<Record<string, new () => INodeType>>(source),
		);
		const { description } = new made();
		return [OWN + description.name, description];
	}),
);

function isNote({ type }: WorkflowNode): boolean {
	return type.endsWith('.stickyNote');
}

it('the workflows are the described ones', () => {
	expect(files.sort()).toEqual(Object.keys(SIZES).sort());
});

describe.each(files)('%s', (file) => {
	const workflow = readTemplate(file);
	const working = workflow.nodes.filter((node) => !isNote(node));

	it('is small', () => {
		expect(working.length).toBeLessThanOrEqual(SIZES[file]);
	});

	it('can be imported alone: no id, no credential, no other workflow', () => {
		expect(workflow.id).toBeUndefined();
		expect(workflow.settings?.errorWorkflow).toBeUndefined();
		for (const node of workflow.nodes) {
			expect(node.credentials).toBeUndefined();
			expect(node.type).not.toMatch(/\.executeWorkflow$/);
		}
	});

	it('has no code beyond a few lines, and only where intended', () => {
		const code = working.filter(({ type }) => type.endsWith('.code'));
		if (!CODE_IN.includes(file)) expect(code.map(({ name }) => name)).toEqual([]);
		for (const { parameters } of code) {
			expect(String(parameters.jsCode).split('\n').length).toBeLessThanOrEqual(CODE_LINES);
		}
	});

	it('has at most five settings, and says in notes what to fill in', () => {
		for (const { type, parameters } of working) {
			if (!type.endsWith('.set')) continue;
			const { assignments } = parameters.assignments as { assignments: unknown[] };
			expect(assignments.length).toBeLessThanOrEqual(5);
		}
		const notes = workflow.nodes.filter(isNote);
		expect(notes.length).toBeGreaterThan(0);
		expect(notes.map(({ parameters }) => parameters.content).join('\n')).toMatch(/\*\*/);
	});

	it('goes on if nothing is listed, so that Finish says so', () => {
		const connections = workflow.connections as Record<string, { main: Array<Array<{ node: string }>> }>;
		const lists = (connections.Recover?.main ?? []).flat().map(({ node }) => node);
		for (const name of lists) {
			expect(working.find((node) => node.name === name)).toMatchObject({ alwaysOutputData: true });
		}
	});

	it('connects only nodes that it has', () => {
		const names = new Set(workflow.nodes.map(({ name }) => name));
		const connections = workflow.connections as Record<
			string,
			{ main: Array<Array<{ node: string }>> }
		>;
		for (const [from, { main }] of Object.entries(connections)) {
			expect(names).toContain(from);
			for (const { node } of main.flat()) expect(names).toContain(node);
		}
	});

	it('fills in only parameters that our nodes have', () => {
		for (const node of working.filter(({ type }) => type.startsWith(OWN))) {
			const description = descriptions.get(node.type);
			if (!description) throw new Error(`${node.name} is of no type of this package`);
			const { properties } = description;
			const asNode = node as unknown as INode;
			// As n8n does before it runs a node: fields that the file leaves out have their defaults.
			const whole = NodeHelpers.getNodeParameters(
				properties,
				asNode.parameters,
				true,
				false,
				asNode,
				description,
			);
			expect({ node: node.name, fields: Object.keys(node.parameters).sort() }).toEqual({
				node: node.name,
				fields: Object.keys(node.parameters)
					.filter((field) => properties.some(({ name }) => name === field))
					.sort(),
			});
			const filled = { ...asNode, parameters: whole ?? {} };
			const issues = NodeHelpers.getNodeParametersIssues(properties, filled, description);
			expect({ node: node.name, issues }).toEqual({ node: node.name, issues: null });
		}
	});
});
