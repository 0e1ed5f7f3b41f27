import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenEditor } from './openEditor';
import { nodeNames, settingPath } from './shippedWorkflow';

interface Delivery {
	file: string;
	/** What such a run has no reason to reach. */
	notReached: string[];
	/** Names the picture that is kept. */
	title: string;
	/** What is filled in beside the directory. */
	settings?: Record<string, string>;
}

/**
 * Runs a delivery of invoices, open in the editor, by its button: every node that it has a reason to reach is green,
 * and every eligible document has its file. `Summary` is open then.
 *
 * @returns how many documents were delivered
 */
export async function deliverByHand(
	{ editor, environment }: OpenEditor,
	{ file, notReached, title, settings = {} }: Delivery,
): Promise<number> {
	const { canvas, form } = editor;
	const inbox = join(environment.sftp.directory, 'inbox');
	mkdirSync(inbox);
	await canvas.open('Settings');
	for (const [field, value] of Object.entries({ remoteDirectory: inbox, ...settings })) {
		await form.type(settingPath(file, field), value);
	}
	await form.close();

	await canvas.execute('Run by Hand');
	const reached = nodeNames(file).filter((name) => !notReached.includes(name));
	expect((await canvas.greenNodes()).sort()).toEqual(reached);
	expect((await editor.messages()).at(-1)).toBe('Workflow executed successfully');
	editor.keep(`${title} after its run`, await canvas.picture());

	const expected = environment.horisen.data.eligible().length;
	expect(expected).toBeGreaterThan(0);
	expect(readdirSync(inbox).filter((name) => name.endsWith('.xml'))).toHaveLength(expected);
	await canvas.open('Summary');
	return expected;
}
