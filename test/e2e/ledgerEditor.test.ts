import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../sandbox/engine/location';
import { readTemplate } from '../../sandbox/engine/template';
import { Editor } from './support/editor';
import { TEST_OWNER } from '../../sandbox/engine/userFolder';
import { startPlainN8n, type PlainN8n } from './support/plainN8n';

jest.setTimeout(120_000);

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

/** Every node that asks the database. */
const POSTGRES_NODES = readTemplate('ledger-postgres.json')
	.nodes.filter(({ type }) => type === 'n8n-nodes-base.postgres')
	.map(({ name }) => name);

describe.each([
	['ledger-data-table.json', []],
	['ledger-postgres.json', POSTGRES_NODES],
	['horisen-delivery-alert.json', []],
	['horisen-delivery-watchdog.json', []],
])('%s in the editor', (file, asking) => {
	it('is imported without a warning or an unknown node, and lacks nothing but credentials', async () => {
		const { canvas } = editor;
		await editor.newWorkflow();
		await canvas.importFile(join(PROJECT, 'workflows', file));
		const names = readTemplate(file)
			.nodes.filter(({ type }) => !type.endsWith('.stickyNote'))
			.map(({ name }) => name);
		expect((await canvas.names()).sort()).toEqual(names.sort());
		expect(await canvas.unknownNodes()).toEqual([]);
		expect(await canvas.issues()).toEqual(
			Object.fromEntries(asking.map((name) => [name, ['Credentials for Postgres are not set.']])),
		);
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
		expect(COUNTS.indexOf(said?.[1] ?? '') + 8).toBe(POSTGRES_NODES.length);
	});
});
