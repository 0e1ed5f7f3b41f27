import type { Editor } from './support/editor';
import type { Environment } from './support/environment';
import { isDrawn } from './support/isDrawn';
import { openEditor, type OpenEditor } from './support/openEditor';

jest.setTimeout(180_000);

/** n8n adds it to every node with a credential; it leads to the HTTP Request node. */
const CUSTOM_CALL = 'Custom API Call';

const CHOICE = ['Resource', 'Operation'];
const TIMES = ['Connect Timeout', 'Keepalive', 'Step Timeout'];
const READING = ['Date Field', 'Cancelled Field', 'Cancelled Value', 'Ignored Fields'];

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

describe('the form of ERP SFTP', () => {
	beforeAll(async () => await editor.openCredential(environment.credentials.erpSftpApi.name));

	it('asks for what an operator knows', async () => {
		expect(await editor.credential.labels()).toEqual([
			'Host',
			'Port',
			'Username',
			'Authentication',
			'Private Key',
			'Passphrase',
			'Host Key Fingerprint',
		]);
	});

	it("shows the server's fingerprint while none is pinned, and connects once it is copied", async () => {
		const { hostKeyFingerprint } = environment.sftp;
		await editor.credential.fill({ hostKeyFingerprint: '' });
		const empty = await editor.credential.test();
		expect(empty).toMatchObject({ connected: false });
		expect(empty.text).toContain(`presents ${hostKeyFingerprint} (ssh-ed25519)`);

		await editor.credential.fill({ hostKeyFingerprint });
		expect(await editor.credential.test()).toMatchObject({ connected: true });
	});
});

describe('SFTP Delivery in the node panel', () => {
	beforeAll(async () => await editor.newWorkflow());

	it('is found, with what it is for, its icon and its actions as sentences', async () => {
		const { panel } = editor;
		expect(await panel.search('SFTP Delivery')).toEqual(['SFTP Delivery']);
		expect(await panel.descriptionOf('SFTP Delivery')).toContain('once, whole and checked');
		expect(await isDrawn(panel.iconOf('SFTP Delivery'))).toBe(true);
		expect(await panel.actionsOf('SFTP Delivery')).toEqual([
			'Deliver a file',
			'List files',
			'Publish a staged file',
			'Stage a file',
			'Sweep old temporary files',
			'Audit documents against ledger and server',
			'Plan deliveries by the ledger',
			'Check a server',
		]);
	});
});

describe('the form of SFTP Delivery', () => {
	beforeAll(async () => await editor.panel.add('SFTP Delivery', 'Deliver a file'));

	afterAll(async () => await editor.form.close());

	it('offers the operations of each resource', async () => {
		const { form } = editor;
		const offered: Record<string, string[]> = {};
		for (const resource of await form.choices('resource')) {
			if (resource === CUSTOM_CALL) continue;
			await form.choose('resource', resource);
			const operations = await form.choices('operation');
			offered[resource] = operations.filter((name) => name !== CUSTOM_CALL);
		}
		expect(offered).toEqual({
			File: ['Deliver', 'List', 'Publish', 'Stage', 'Sweep'],
			Ledger: ['Audit', 'Plan'],
			Server: ['Check'],
		});
	});

	const sending = ['Input Binary Field', 'Remote Directory', 'File Name', 'If File Exists'];

	it.each([
		[
			'File',
			'Deliver',
			[...sending, 'Options'],
			['Checksum File', 'Compress', 'Create Directories', 'Expected SHA-256'],
		],
		[
			'File',
			'Stage',
			[...sending, 'Options'],
			['Checksum File', 'Compress', 'Create Directories', 'Expected SHA-256'],
		],
		[
			'File',
			'Publish',
			[...sending.slice(1), 'Bytes', 'SHA-256', 'If File Is Gone', 'Options'],
			['Checksum File', 'Verify Staged'],
		],
		['File', 'List', ['Remote Directory', 'Options'], ['Checksums', 'Include Temporary']],
		['File', 'Sweep', ['Remote Directory', 'Older Than (Hours)', 'Keep File Names', 'Options'], []],
		['Server', 'Check', ['Remote Directory', 'Options'], ['Write Probe']],
	])('asks for what %s: %s needs', async (resource, operation, fields, options) => {
		const { form } = editor;
		await form.choose('resource', resource);
		await form.choose('operation', operation);
		expect(await form.labels()).toEqual([...CHOICE, ...fields]);
		expect((await form.optionNames()).sort()).toEqual([...options, ...TIMES].sort());
		expect(await form.hasCredential()).toBe(true);
	});

	it.each([
		[
			'Plan',
			['Ledger Rows', 'Key Field', 'Go-Live Date', 'On Change', 'On Cancellation', 'Acknowledge'],
		],
		['Audit', ['Ledger Rows', 'Files', 'Period From', 'Period To', 'Key Field', 'Go-Live Date']],
	])('asks for what Ledger: %s needs, and for no credential', async (operation, fields) => {
		const { form } = editor;
		await form.choose('resource', 'Ledger');
		await form.choose('operation', operation);
		expect(await form.labels()).toEqual([...CHOICE, ...fields, ...READING]);
		expect(await form.hasCredential()).toBe(false);
	});
});
