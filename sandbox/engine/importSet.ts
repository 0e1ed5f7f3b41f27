import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { N8nApi, WorkflowFile } from './api';
import type { PinnedN8n } from './install';
import { fillIn, readTemplate, type Credentials } from './template';

/** File name in `workflows/` → what an operator fills in in its `Settings`. */
export type WorkflowSet = Record<string, Record<string, string | number>>;

/**
 * Imports shipped workflows that refer to each other, under the ids in their files, with credentials and
 * settings filled in. One that is there is unpublished and overwritten, as `n8n import:workflow` does.
 *
 * @returns their ids, in the order of the set: that in which they can be published
 */
export async function importSet(
	api: N8nApi,
	set: WorkflowSet,
	credentials: Credentials = {},
): Promise<string[]> {
	const ids: string[] = [];
	for (const [file, settings] of Object.entries(set)) {
		ids.push(await importWithItsId(api, fillIn(readTemplate(file), credentials, settings)));
	}
	return ids;
}

/** Imports one workflow under its own id, over the one that is there. @returns the id */
export async function importWithItsId(api: N8nApi, workflow: WorkflowFile): Promise<string> {
	const { id } = workflow;
	if (!id) throw new Error(`The workflow "${workflow.name}" has no id of its own`);
	if (!(await api.hasWorkflow(id))) return await api.createWorkflow(workflow);
	await api.unpublish(id);
	await api.replaceWorkflow(id, workflow);
	return id;
}

/**
 * Imports a folder of workflow files as the README tells operators to, with n8n's own command beside the
 * running n8n.
 *
 * @param userFolder of the n8n that is meant
 * @returns what the command printed
 */
export async function importByCommand(
	pinned: PinnedN8n,
	userFolder: string,
	directory: string,
): Promise<string> {
	const { stdout, stderr } = await promisify(execFile)(
		pinned.node,
		[pinned.bin, 'import:workflow', '--separate', `--input=${directory}`],
		{
			env: {
				PATH: process.env.PATH,
				HOME: userFolder,
				N8N_USER_FOLDER: userFolder,
				N8N_DIAGNOSTICS_ENABLED: 'false',
			},
		},
	);
	return stdout + stderr;
}
