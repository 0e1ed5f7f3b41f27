import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../sandbox/engine/location';
import { readTemplate } from '../../sandbox/engine/template';
import { Editor } from './support/editor';
import { TEST_OWNER } from '../../sandbox/engine/userFolder';
import { startPlainN8n, type PlainN8n } from './support/plainN8n';

jest.setTimeout(120_000);

/** What a node of a workflow that was just imported lacks; SFTP Delivery's ledger operations connect to nothing. */
function needsCredential({ type, parameters }: ReturnType<typeof readTemplate>['nodes'][number]) {
	const name = type.split('.').pop() as string;
	if (name === 'sftpDelivery') return parameters.resource !== 'ledger';
	if (name === 'httpRequest' || name === 'webhook') return parameters.authentication !== undefined;
	return /^(horisen.*|postgres|ftp)$/.test(name);
}

let n8n: PlainN8n;
let editor: Editor;

beforeAll(async () => {
	n8n = await startPlainN8n();
	editor = await Editor.open(n8n.url, TEST_OWNER);
}, 900_000);

afterAll(async () => {
	await editor?.close();
	await n8n?.stop();
});

describe.each([
	'ledger-data-table.json',
	'ledger-postgres.json',
	'horisen-delivery-alert.json',
	'horisen-delivery-audit.json',
	'horisen-einvoices-to-erp.json',
	'horisen-invoices-to-erp-fanout.json',
	'horisen-invoices-to-erp-fanout-worker.json',
	'horisen-delivery-watchdog.json',
])('%s in the editor', (file) => {
	it('is imported without a warning or an unknown node, and lacks nothing but credentials', async () => {
		const { canvas } = editor;
		await editor.newWorkflow();
		await canvas.importFile(join(PROJECT, 'workflows', file));
		const { nodes } = readTemplate(file);
		const names = nodes.filter(({ type }) => !type.endsWith('.stickyNote')).map(({ name }) => name);
		expect((await canvas.names()).sort()).toEqual(names.sort());
		expect(await canvas.unknownNodes()).toEqual([]);
		const issues = await canvas.issues();
		expect(Object.keys(issues).sort()).toEqual(
			nodes
				.filter(needsCredential)
				.map(({ name }) => name)
				.sort(),
		);
		for (const messages of Object.values(issues)) {
			expect(messages).toEqual([expect.stringMatching(/^Credentials for .+ are not set\.$/)]);
		}
		expect(await editor.messages()).toEqual([]);
		expect(editor.faults).toEqual([]);
		editor.keep(file.replace('.json', ''), await canvas.picture());
	});
});

describe('the README', () => {
	it('says what an import in the editor changes: the id, and the settings', async () => {
		const { id, name, settings } = readTemplate('horisen-delivery-watchdog.json');
		expect(settings?.saveDataSuccessExecution).toBe('none');
		await editor.page.keyboard.press('Control+s');
		const saved = async () => {
			const all = await n8n.api.call<Array<{ id: string; name: string }>>('GET', '/rest/workflows');
			return all.find((workflow) => workflow.name === name);
		};
		while (!(await saved())) await editor.page.waitForTimeout(200);
		const imported = await saved();
		expect(imported?.id).not.toBe(id);
		const { settings: kept } = await n8n.api.call<{ settings: Record<string, unknown> }>(
			'GET',
			`/rest/workflows/${imported?.id}`,
		);
		expect(kept.saveDataSuccessExecution).toBeUndefined();
	});

	it('counts the nodes that need the Postgres credential', () => {
		const COUNTS = ['eight', 'nine', 'ten', 'eleven', 'twelve'];
		const said = /in its (\w+) Postgres nodes/.exec(
			readFileSync(join(PROJECT, 'README.md'), 'utf8'),
		);
		const asking = readTemplate('ledger-postgres.json').nodes.filter(needsCredential);
		expect(COUNTS.indexOf(said?.[1] ?? '') + 8).toBe(asking.length);
	});
});
