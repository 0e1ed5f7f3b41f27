import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { horisenCredential, sftpCredential } from '../../sandbox/demo/credentials';
import { startPartners, type Partners } from '../../sandbox/demo/services';
import { PROJECT } from '../../sandbox/engine/location';
import { TEST_OWNER } from '../../sandbox/engine/userFolder';
import { Editor } from './support/editor';
import { countHands } from './support/handCount';
import { startPlainN8n, type PlainN8n } from './support/plainN8n';
import { nodeNames } from './support/shippedWorkflow';

jest.setTimeout(180_000);

const FILE = 'horisen-invoices-to-erp-guarded.json';

let home: string;
let partners: Partners;
let n8n: PlainN8n;
let editor: Editor;

beforeAll(async () => {
	home = mkdtempSync(join(tmpdir(), 'telecom-finance-first-delivery-'));
	partners = await startPartners(home, () => {});
	n8n = await startPlainN8n();
	editor = await Editor.open(n8n.url, TEST_OWNER);
}, 900_000);

afterAll(async () => {
	await editor?.close();
	await n8n?.stop();
	await partners?.stop();
	rmSync(home, { recursive: true, force: true });
});

/** The fields of a credential, but for those that the form fills in by itself. */
function entered(data: Record<string, string | number>, byItself: string[]) {
	return Object.fromEntries(
		Object.entries(data)
			.filter(([name]) => !byItself.includes(name))
			.map(([name, value]) => [name, String(value)]),
	);
}

describe('the first delivery, in an empty n8n', () => {
	it('needs an import, two credentials, one directory and a click; the output says what happened', async () => {
		const { canvas, form, credential } = editor;
		const inbox = join(partners.sftp.directory, 'inbox');
		mkdirSync(inbox);
		await editor.newWorkflow();
		const hands = await countHands(editor.page);

		await canvas.importFile(join(PROJECT, 'workflows', FILE));
		await canvas.fit();
		await editor.screenshot('guarded imported');
		expect(Object.keys(await canvas.issues())).toHaveLength(5);

		await canvas.open('Get Documents');
		await form.connect('HORISEN');
		await credential.fill(entered(horisenCredential(partners.horisen), ['separator']));
		await credential.saveNew();
		await form.close();

		await canvas.open('Deliver');
		await form.type('remoteDirectory', inbox);
		await form.connect('ERP SFTP');
		await credential.choose('authentication', 'Private Key');
		await credential.fill(entered(sftpCredential(partners.sftp), ['authentication']));
		await credential.saveNew();
		await form.close();
		expect(await canvas.issues()).toEqual({});

		await canvas.execute('Run by Hand');
		const { clicks, fields } = await hands();
		console.log(`From an empty n8n to the first delivery: ${clicks} clicks, ${fields} fields`);
		const unused = ['Every Morning', 'End as Failed'];
		expect((await canvas.greenNodes()).sort()).toEqual(
			nodeNames(FILE).filter((name) => !unused.includes(name)),
		);
		expect((await editor.messages()).at(-1)).toBe('Workflow executed successfully');
		await canvas.fit();
		await editor.screenshot('guarded after its first run');

		const expected = partners.horisen.data.eligible().length;
		expect(readdirSync(inbox).filter((name) => name.endsWith('.xml'))).toHaveLength(expected);
		await canvas.open('Finish');
		await editor.page.getByTestId('output-panel').getByText('1 item').first().waitFor();
		await editor.screenshot('guarded output of Finish');
		expect(await form.firstRow()).toMatchObject({
			title: expect.stringContaining(`${expected} delivered`) as string,
			result: 'fine',
		});
		await form.close();
	});

	it('is not repeated by a second run, which says so', async () => {
		const { canvas, form } = editor;
		const inbox = join(partners.sftp.directory, 'inbox');
		const before = readdirSync(inbox);
		await canvas.execute('Run by Hand');
		expect(readdirSync(inbox)).toEqual(before);
		await canvas.open('Finish');
		expect((await form.firstRow()).title).toMatch(/: \d+ with nothing to do$/);
		await form.close();
	});
});
