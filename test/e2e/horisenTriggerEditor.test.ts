import { join } from 'node:path';
import type { Editor } from './support/editor';
import type { Environment } from './support/environment';
import { openEditor, type OpenEditor } from './support/openEditor';

jest.setTimeout(180_000);

const TEMPLATE = join(__dirname, '../../workflows/horisen-margin-report.json');
const TRIGGER = 'HORISEN Finance Trigger';
const TRAFFIC = 'HORISEN Traffic Report';

let open: OpenEditor;
let editor: Editor;
let environment: Environment;

beforeAll(async () => {
	open = await openEditor();
	({ editor, environment } = open);
});

afterEach(async () => {
	await editor?.screenshot(expect.getState().currentTestName as string);
});

afterAll(async () => await open?.stop());

/** Opens a workflow of one node, and the form of that node. */
async function openNode(name: string, type: string, parameters: object): Promise<void> {
	const { horisenOAuth2Api } = environment.credentials;
	const id = await environment.api.createWorkflow({
		name,
		nodes: [
			{
				id: 'node',
				name,
				type: `n8n-nodes-telecom-finance.${type}`,
				typeVersion: 1,
				position: [0, 0],
				parameters: { ...parameters },
				credentials: { horisenOAuth2Api },
			},
		],
		connections: {},
	});
	await editor.page.goto(`${environment.n8n.url}/workflow/${id}`);
	await editor.canvas.open(name);
}

describe('form of HORISEN Finance Trigger', () => {
	const common = [
		'Look Back (Days)',
		'Status',
		'Payment Status',
		'Sync Status',
		'Filters',
		'Search',
		'Options',
	];

	beforeAll(async () => await openNode(TRIGGER, 'horisenFinanceTrigger', {}));

	it('asks for what new documents need', async () => {
		const { form } = editor;
		expect(await form.labels()).toEqual(['Poll Times', 'Trigger On', 'Start', ...common]);
		expect(await form.choices('triggerOn')).toEqual([
			'New Document',
			'Changed Document',
			'New or Changed Document',
		]);
		await form.choose('start', 'From a Date');
		await form.field('startDate').waitFor();
		await form.choose('start', 'From Now');
		expect(await form.optionNames()).toEqual([
			'Events per Poll',
			'Look Back On',
			'Max Tries',
			'Page Size',
			'Remembered Documents',
			'Repeat After a Restart',
			'Request Timeout',
			'Retry Delay',
			'Total Deadline',
		]);
	});

	it('asks for what changes need', async () => {
		const { form } = editor;
		await form.choose('triggerOn', 'Changed Document');
		expect(await form.labels()).toEqual(['Poll Times', 'Trigger On', 'Watch', ...common]);
		await editor.screenshot('form of Changed Document');
		await form.choose('triggerOn', 'New Document');
	});

	it('shows the latest documents with their event', async () => {
		expect(await editor.form.executeStep()).toBe('5 items');
		const row = await editor.form.firstRow();
		expect(row.documentUuid).not.toBe('');
		expect(row.event).toContain('documentCreated');
		await editor.screenshot('latest documents');
		await editor.form.close();
		expect(await editor.canvas.subtitle(TRIGGER)).toBe('New document');
	});
});

describe('form of Margin Report', () => {
	beforeAll(async () => {
		const parameters = { resource: 'marginReport', operation: 'calculate' };
		await openNode(TRAFFIC, 'horisenTrafficReport', parameters);
	});

	it('asks for what a margin needs, and for no credential', async () => {
		const { form } = editor;
		expect(await form.labels()).toEqual([
			'Resource',
			'Operation',
			'Input Binary Field',
			'Traffic Summary Field',
			'Domestic Currency Rate',
			'Output',
			'Options',
		]);
		expect(await editor.page.getByTestId('node-credentials-select').count()).toBe(0);
		await editor.screenshot('form of Margin Report');
		await form.close();
		expect(await editor.canvas.subtitle(TRAFFIC)).toBe('Calculate: Margin Report');
	});
});

describe('the margin report', () => {
	it('imports without an unknown node or an issue but the credentials to pick', async () => {
		await editor.newWorkflow();
		await editor.canvas.importFile(TEMPLATE);
		editor.keep('horisen-margin-report', await editor.canvas.picture());
		expect(await editor.canvas.unknownNodes()).toEqual([]);
		for (const issues of Object.values(await editor.canvas.issues())) {
			for (const issue of issues) expect(issue).toMatch(/^Credentials for/);
		}
	});

	it('leaves nothing refused behind', () => {
		expect(editor.faults).toEqual([]);
	});
});
