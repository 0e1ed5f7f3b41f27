import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { horisenCredential, sftpCredential } from '../../../sandbox/demo/credentials';
import { PROJECT } from '../../../sandbox/engine/location';
import type { Editor } from '../support/editor';
import { countHands } from '../support/handCount';
import type { Environment } from '../support/environment';
import type { OpenEditor } from '../support/useEditor';
import { nodeNames } from '../support/shippedWorkflow';

const FILE = 'horisen-invoices-to-erp-guarded.json';

/** The fields of a credential, but for those that the form fills in by itself. */
function entered(data: Record<string, string | number>, byItself: string[]) {
	return Object.fromEntries(
		Object.entries(data)
			.filter(([name]) => !byItself.includes(name))
			.map(([name, value]) => [name, String(value)]),
	);
}

/** From an empty n8n to the first delivered files, by hand; counts the clicks. */
export function firstDelivery(open: OpenEditor): void {
	let editor: Editor;
	let environment: Environment;

	beforeAll(() => {
		({ editor, environment } = open);
	});

	describe('the first delivery, in an empty n8n', () => {
		it('needs an import, two credentials, one directory and a click; the output says what happened', async () => {
			const { canvas, form, credential } = editor;
			const inbox = join(environment.sftp.directory, 'inbox');
			mkdirSync(inbox);
			await editor.newWorkflow();
			const hands = await countHands(editor.page);

			await canvas.importFile(join(PROJECT, 'workflows', FILE));
			await canvas.fit();
			await editor.screenshot('guarded imported');
			expect(Object.keys(await canvas.issues())).toHaveLength(5);

			await canvas.open('Get Documents');
			await form.connect('HORISEN');
			await credential.fill(entered(horisenCredential(environment.horisen), ['separator']));
			await credential.saveNew();
			await form.close();

			await canvas.open('Deliver');
			await form.type('remoteDirectory', inbox);
			await form.connect('ERP SFTP');
			await credential.choose('authentication', 'Private Key');
			await credential.fill(entered(sftpCredential(environment.sftp), ['authentication']));
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

			const expected = environment.horisen.data.eligible().length;
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
			const inbox = join(environment.sftp.directory, 'inbox');
			const before = readdirSync(inbox);
			await canvas.execute('Run by Hand');
			expect(readdirSync(inbox)).toEqual(before);
			await canvas.open('Finish');
			expect((await form.firstRow()).title).toMatch(/: \d+ with nothing to do$/);
			await form.close();
		});
	});
}
