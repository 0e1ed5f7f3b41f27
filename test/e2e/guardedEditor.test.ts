import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importSet } from '../../sandbox/engine/importSet';
import { PROJECT } from '../../sandbox/engine/location';
import { deliverByHand } from './support/deliverByHand';
import type { Editor } from './support/editor';
import type { Environment } from './support/environment';
import { forgetCredentials } from './support/forgetCredentials';
import { horisenFields } from './support/horisenFields';
import { openEditor, type OpenEditor } from './support/openEditor';
import { nodeNames } from './support/shippedWorkflow';

jest.setTimeout(180_000);

const FILE = 'horisen-invoices-to-erp-guarded.json';
const PICTURE = join(PROJECT, 'workflows', FILE.replace('.json', '.png'));

/** Those that reach the server; Plan does not. */
const SFTP_NODES = ['Check Server', 'Publish Leftovers', 'Sweep', 'Stage', 'Publish'];

/** What a first run by hand that delivers everything has no reason to reach. */
const NOT_REACHED = [
	'Every Morning',
	'Asked by the Watchdog',
	'Published',
	'Kept Out',
	'Failure',
	'Close Failed Request',
	'Close Failed Ledger',
	'End as Stopped',
	'Ledger Is Missing',
	'Leftovers',
	'Take Over',
	'Leftovers Taken',
	'Publish Leftovers',
	'Settled Rows',
	'Write Settled',
	'Read Again Request',
	'Read Ledger Again',
	'Earlier Rows',
	'Take Over Delivered',
	'To Tell HORISEN',
	'Acknowledge',
	'Acknowledged Rows',
	'Write Acknowledged',
	'End as Failed',
];

let open: OpenEditor;
let editor: Editor;
let environment: Environment;

beforeAll(async () => {
	open = await openEditor();
	({ editor, environment } = open);
	await forgetCredentials(environment);
	const [ledger] = await importSet(environment.api, { 'ledger-data-table.json': {} });
	await environment.api.publish(ledger);
	await editor.newWorkflow();
}, 900_000);

afterEach(async () => {
	await editor?.screenshot(expect.getState().currentTestName as string);
});

afterAll(async () => await open?.stop());

/** The steps of an operator who has published the ledger, in their order. */
describe('the guarded workflow in the editor', () => {
	it('is imported from its file without a warning or an unknown node', async () => {
		const { canvas } = editor;
		await canvas.importFile(join(PROJECT, 'workflows', FILE));
		expect((await canvas.names()).sort()).toEqual(nodeNames(FILE));
		expect(await canvas.unknownNodes()).toEqual([]);
		expect(await editor.messages()).toEqual([]);
		expect(editor.faults).toEqual([]);
	});

	it('lacks nothing but credentials', async () => {
		const missing = (nodes: string[], type: string) =>
			nodes.map((name) => [name, [`Credentials for ${type} are not set.`]]);
		expect(await editor.canvas.issues()).toEqual(
			Object.fromEntries([
				...missing(['Get Documents', 'Acknowledge'], 'HORISEN Finance'),
				...missing(['Get Traffic'], 'HORISEN Traffic Report'),
				...missing(SFTP_NODES, 'SFTP Delivery'),
			]),
		);
	});

	it.each([
		['Check Server', 'Check: Server'],
		['Get Documents', 'Get Many: Document'],
		['Publish Leftovers', 'Publish: File'],
		['Sweep', 'Sweep: File'],
		['Plan', 'Plan: Ledger'],
		['Get Traffic', 'For Document as File'],
		['Build XML', 'Build XML: Document'],
		['Stage', 'Stage: File'],
		['Publish', 'Publish: File'],
		['Acknowledge', 'Change Sync Status: Invoice'],
	])('says below "%s" what it does', async (name, subtitle) => {
		expect(await editor.canvas.subtitle(name)).toBe(subtitle);
	});

	it('takes a HORISEN credential, entered once, for its nodes', async () => {
		const { canvas, credential, form } = editor;
		await canvas.open('Get Documents');
		await form.connect();
		await credential.fill(horisenFields(environment.horisen));
		await credential.saveNew();
		await form.close();
		expect(Object.keys(await canvas.issues()).sort()).toEqual([...SFTP_NODES].sort());
	});
});

describe('its SFTP credential', () => {
	it("shows the server's fingerprint while none is filled in", async () => {
		const { canvas, credential, form } = editor;
		const { host, port, username, privateKey, hostKeyFingerprint } = environment.sftp;
		await canvas.open('Check Server');
		await form.connect();
		await editor.screenshot('ERP SFTP credential, empty');
		await credential.fill({ host, port: String(port), username });
		await credential.choose('authentication', 'Private Key');
		await credential.fill({ privateKey, hostKeyFingerprint: '' });
		await editor.screenshot('ERP SFTP credential, without a fingerprint');
		const { connected, text } = await credential.save();
		expect(connected).toBe(false);
		expect(text).toContain(`presents ${hostKeyFingerprint} (ssh-ed25519)`);
		expect(text).toContain('The login was not tried.');
	});

	it('shows both fingerprints where another one is filled in', async () => {
		const { credential } = editor;
		const other = `SHA256:${'A'.repeat(43)}`;
		await credential.fill({ hostKeyFingerprint: other });
		const { connected, text } = await credential.test();
		expect(connected).toBe(false);
		expect(text).toContain(`presents ${environment.sftp.hostKeyFingerprint} (ssh-ed25519)`);
		expect(text).toContain(`the credential has ${other}`);
	});

	it('connects with the right one, and serves every node', async () => {
		const { canvas, credential, form } = editor;
		const { hostKeyFingerprint } = environment.sftp;
		await credential.fill({ hostKeyFingerprint });
		await credential.saveNew();
		const opened = await credential.testOf(async () => await form.openCredential());
		expect(opened).toMatchObject({ connected: true });
		await editor.screenshot('ERP SFTP credential, connected');
		await credential.close();
		await form.close();
		expect(await canvas.issues()).toEqual({});
	});
});

describe('with its credentials it', () => {
	it('can be read as a picture', async () => {
		const picture = await editor.canvas.picture();
		editor.keep('guarded workflow', picture);
		if (process.env.UPDATE_PICTURES) writeFileSync(PICTURE, picture);
		expect(picture.length).toBeGreaterThan(100_000);
	});

	it('delivers by the button of "Run by Hand", and is green', async () => {
		const expected = await deliverByHand(open, {
			...{ file: FILE, notReached: NOT_REACHED, title: 'guarded workflow' },
			settings: { startEmptyLedger: 'yes' },
		});
		const { form } = editor;
		expect(await form.firstRow()).toMatchObject({
			delivered: String(expected),
			held: '0',
			failed: '0',
			problems: '0',
		});
	});
});
