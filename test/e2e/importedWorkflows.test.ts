import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../sandbox/engine/location';
import { credentialTypesOf, readTemplate } from '../../sandbox/engine/template';
import { TEST_OWNER } from '../../sandbox/engine/userFolder';
import { Editor } from './support/editor';
import { nodeNames } from './support/shippedWorkflow';
import { startPlainN8n, type PlainN8n } from './support/plainN8n';

jest.setTimeout(120_000);

const FILES = readdirSync(join(PROJECT, 'workflows')).filter((name) => name.endsWith('.json'));

/** Where `npm run pictures` wants pictures of the drawings. */
const { PICTURES_FOLDER } = process.env;

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

it.each(FILES)(
	'%s can be imported alone, without a warning or an unknown node, and lacks only credentials',
	async (file) => {
		const { canvas } = editor;
		await editor.newWorkflow();
		await canvas.importFile(join(PROJECT, 'workflows', file));
		expect((await canvas.names()).sort()).toEqual(nodeNames(file));
		expect(await canvas.unknownNodes()).toEqual([]);

		const lacking = readTemplate(file).nodes.map((node): [string, number] => [
			node.name,
			credentialTypesOf(node).length,
		]);
		const issues = await canvas.issues();
		expect(
			Object.fromEntries(Object.entries(issues).map(([name, texts]) => [name, texts.length])),
		).toEqual(Object.fromEntries(lacking.filter(([, count]) => count > 0)));
		for (const text of Object.values(issues).flat()) {
			expect(text).toMatch(/^Credentials for .+ are not set\.$/);
		}
		expect(await editor.messages()).toEqual([]);
		expect(editor.faults).toEqual([]);
		await keepPicture(file.replace(/\.json$/, ''));
	},
);

/** The editor as an operator sees it; only the whole drawing, if it is for a page. */
async function keepPicture(name: string): Promise<void> {
	const { canvas } = editor;
	if (PICTURES_FOLDER === undefined) {
		await canvas.fit();
		return await editor.screenshot(name);
	}
	mkdirSync(PICTURES_FOLDER, { recursive: true });
	writeFileSync(join(PICTURES_FOLDER, `${name}.png`), await canvas.picture());
}
