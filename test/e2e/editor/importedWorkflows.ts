import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../../sandbox/engine/location';
import { credentialTypesOf, readTemplate } from '../../../sandbox/engine/template';
import type { Editor } from '../support/editor';
import { nodeNames } from '../support/shippedWorkflow';
import type { OpenEditor } from '../support/useEditor';

const FILES = readdirSync(join(PROJECT, 'workflows')).filter((name) => name.endsWith('.json'));

/** Where `npm run pictures` wants pictures of the drawings. */
const { PICTURES_FOLDER } = process.env;

/** Every shipped workflow as an operator imports it, into an n8n without credentials. */
export function importedWorkflows(open: OpenEditor): void {
	let editor: Editor;

	beforeAll(() => {
		({ editor } = open);
	});

	it.each(FILES)(
		'%s can be imported alone, without a warning or an unknown node, and lacks only credentials',
		async (file) => {
			const { canvas } = editor;
			await editor.emptyWorkflow();
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
		if (PICTURES_FOLDER === undefined) return await canvas.fit();
		mkdirSync(PICTURES_FOLDER, { recursive: true });
		writeFileSync(join(PICTURES_FOLDER, `${name}.png`), await canvas.picture());
	}
}
