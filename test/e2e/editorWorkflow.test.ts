import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../sandbox/engine/location';
import { deliverByHand } from './support/deliverByHand';
import type { Editor } from './support/editor';
import type { Environment } from './support/environment';
import { forgetCredentials } from './support/forgetCredentials';
import { horisenFields } from './support/horisenFields';
import { openEditor, type OpenEditor } from './support/openEditor';
import { nodeNames } from './support/shippedWorkflow';

jest.setTimeout(180_000);

const FILE = 'horisen-invoices-to-erp.json';
const PICTURE = join(PROJECT, 'workflows', 'horisen-invoices-to-erp.png');

const SFTP_NODES = ['Upload Temporary File', 'List Directory', 'Rename', 'Remove Temporary File'];

/** What a run by hand that delivers everything has no reason to reach. */
const NOT_REACHED = [
	'Every Morning',
	'Store Key of Present File',
	'Remove Temporary File',
	'End as Failed',
];

let open: OpenEditor;
let editor: Editor;
let environment: Environment;

beforeAll(async () => {
	open = await openEditor();
	({ editor, environment } = open);
	await forgetCredentials(environment);
	await editor.newWorkflow();
});

afterEach(async () => {
	await editor?.screenshot(expect.getState().currentTestName as string);
});

afterAll(async () => await open?.stop());

/** The steps of an operator who starts from nothing, in their order. */
describe('the invoice workflow in the editor', () => {
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
				...missing(['Get Documents'], 'HORISEN Finance'),
				...missing(['Get Traffic'], 'HORISEN Traffic Report'),
				...missing(SFTP_NODES, 'FTP'),
			]),
		);
	});

	it('says below each node of ours what it does', async () => {
		const { canvas } = editor;
		expect(await canvas.subtitle('Get Documents')).toBe('Get Many: Document');
		expect(await canvas.subtitle('Get Traffic')).toBe('For Document as File');
		expect(await canvas.subtitle('Build XML')).toBe('Build XML: Document');
	});

	it('takes a HORISEN credential, entered once, for both of its nodes', async () => {
		const { canvas, credential, form } = editor;
		await canvas.open('Get Documents');
		await form.connect();
		await credential.fill(horisenFields(environment.horisen));
		await editor.screenshot('HORISEN credential filled in');
		await credential.saveNew();
		await form.close();
		expect(Object.keys(await canvas.issues())).toEqual(SFTP_NODES);
	});

	it('takes an SFTP credential, entered once, for all of its nodes', async () => {
		const { canvas, credential, form } = editor;
		const { host, port, username, privateKey } = environment.sftp;
		await canvas.open('Upload Temporary File');
		await form.connect();
		await credential.fill({ host, port: String(port), username, privateKey });
		await credential.saveNew();
		await form.close();
		expect(await canvas.issues()).toEqual({});
	});

	it('can be read as a picture', async () => {
		const picture = await editor.canvas.picture();
		editor.keep('invoice workflow', picture);
		if (process.env.UPDATE_PICTURES) writeFileSync(PICTURE, picture);
		expect(picture.length).toBeGreaterThan(100_000);
	});

	it('delivers, by the button of "Run by Hand", and is green', async () => {
		const expected = await deliverByHand(open, {
			...{ file: FILE, notReached: NOT_REACHED, title: 'invoice workflow' },
		});
		const { form } = editor;
		expect(await form.firstRow()).toMatchObject({
			listed: String(expected),
			delivered: String(expected),
			skipped: '0',
			failed: '0',
		});
	});
});
