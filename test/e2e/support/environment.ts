import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCredentials } from '../../../sandbox/demo/credentials';
import { startServices, type Services } from '../../../sandbox/demo/services';
import { N8nApi, type Execution } from '../../../sandbox/engine/api';
import { DataTables } from '../../../sandbox/engine/dataTables';
import { ensureN8n } from '../../../sandbox/engine/install';
import { freePort } from '../../../sandbox/engine/ports';
import {
	fillIn,
	readTemplate,
	type Credentials,
	type Forms,
} from '../../../sandbox/engine/template';
import { copyPreparedFolder, TEST_OWNER } from '../../../sandbox/engine/userFolder';

/** A real n8n with the built package, the vendors' simulators and an OpenSSH server, all our own. */
export interface Environment extends Services {
	api: N8nApi;
	credentials: Credentials;
	/** Imports a shipped workflow as an operator would set it up. @returns its id */
	importTemplate(file: string, forms: Forms): Promise<string>;
	/** Runs a workflow from its Manual Trigger. */
	run(workflowId: string): Promise<Execution>;
	/** Makes a Data Table of the operator's own. */
	createDataTable(name: string): Promise<void>;
}

/** Starts all of it; when one part cannot start, those before it are ended. */
export async function startEnvironment(): Promise<Environment> {
	const progress = (line: string) => void process.stderr.write(`${line}\n`);
	const pinned = await ensureN8n(progress);
	const home = mkdtempSync(join(tmpdir(), 'telecom-finance-e2e-'));
	const isPrepared = copyPreparedFolder(join(home, 'n8n'));
	const services = await startServices(pinned, home, await freePort(), () => {});
	const stop = async () => {
		await services.stop();
		rmSync(home, { recursive: true, force: true });
	};
	try {
		const api = new N8nApi(services.n8n.url);
		await (isPrepared ? api.logIn(TEST_OWNER) : api.setUpOwner(TEST_OWNER));
		const credentials = await createCredentials(api, services);
		return {
			...services,
			api,
			credentials,
			importTemplate: async (file, forms) => {
				const workflow = fillIn(readTemplate(file), credentials, forms);
				// The simulators' days are those of UTC.
				const settings = { ...workflow.settings, timezone: 'UTC' };
				return await api.createWorkflow({ ...workflow, settings });
			},
			run: async (workflowId) => await api.run(workflowId, 'Run by Hand'),
			createDataTable: async (name) => await new DataTables(api).create(name),
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
