import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nApi, type Execution } from '../../../sandbox/engine/api';
import { ensureN8n } from '../../../sandbox/engine/install';
import { startN8n, type RunningN8n } from '../../../sandbox/engine/n8n';
import { installPackage } from '../../../sandbox/engine/pack';
import { freePort } from '../../../sandbox/engine/ports';
import { fillIn, readTemplate, type Credentials } from '../../../sandbox/engine/template';
import { startHorisen, type HorisenSimulator } from '../../../sandbox/horisen';
import { DEFAULT_CLIENT } from '../../../sandbox/horisen/options';
import { startSftpServer, type SftpServer } from '../../../sandbox/sftp/server';

export const OWNER = { email: 'test@example.com', password: 'Test-1234' };

/** A real n8n with the built package, the vendor's simulator and an OpenSSH server, all our own. */
export interface Environment {
	horisen: HorisenSimulator;
	sftp: SftpServer;
	n8n: RunningN8n;
	api: N8nApi;
	credentials: Credentials;
	/** Imports a shipped workflow as an operator would set it up. @returns its id */
	importTemplate(file: string, settings: Record<string, string | number>): Promise<string>;
	/** Runs a workflow from its Manual Trigger. */
	run(workflowId: string): Promise<Execution>;
	/** Makes a Data Table of the operator's own. */
	createDataTable(name: string): Promise<void>;
	stop(): Promise<void>;
}

export async function startEnvironment(): Promise<Environment> {
	const home = mkdtempSync(join(tmpdir(), 'telecom-finance-e2e-'));
	const progress = (line: string) => void process.stderr.write(`${line}\n`);
	const pinned = await ensureN8n(progress);
	const horisen = await startHorisen({});
	mkdirSync(join(home, 'sftp'));
	const sftp = await startSftpServer(join(home, 'sftp'), progress);
	const userFolder = join(home, 'n8n');
	installPackage(userFolder);
	const n8n = await startN8n(pinned, { userFolder, port: await freePort() });
	const api = new N8nApi(n8n.url);
	await api.setUpOwner(OWNER);
	const credentials = await createCredentials(api, horisen, sftp);
	return {
		horisen,
		sftp,
		n8n,
		api,
		credentials,
		importTemplate: async (file, settings) =>
			await api.createWorkflow(fillIn(readTemplate(file), credentials, settings)),
		run: async (workflowId) => await api.run(workflowId, 'Run by Hand'),
		createDataTable: async (name) => {
			const { id } = await api.call<{ id: string }>('GET', '/rest/projects/personal');
			await api.call('POST', `/rest/projects/${id}/data-tables`, {
				name,
				columns: [{ name: 'note', type: 'string' }],
			});
		},
		stop: async () => {
			await n8n.stop();
			await sftp.stop();
			await horisen.stop();
			rmSync(home, { recursive: true, force: true });
		},
	};
}

async function createCredentials(
	api: N8nApi,
	horisen: HorisenSimulator,
	sftp: SftpServer,
): Promise<Credentials> {
	const create = async (name: string, type: string, data: Record<string, unknown>) => ({
		[type]: { id: await api.createCredential(name, type, data), name },
	});
	return {
		...(await create('HORISEN', 'horisenOAuth2Api', horisenCredential(horisen))),
		...(await create('ERP inbox', 'sftp', {
			host: sftp.host,
			port: sftp.port,
			username: sftp.username,
			privateKey: sftp.privateKey,
		})),
	};
}

/** What an operator fills into the HORISEN credential to reach a simulator. */
export function horisenCredential(horisen: HorisenSimulator): Record<string, string> {
	return {
		platformDomain: 'horisen.example',
		separator: '.',
		apiBaseUrl: horisen.url,
		accountsBaseUrl: horisen.accountsUrl,
		clientId: DEFAULT_CLIENT.id,
		clientSecret: DEFAULT_CLIENT.secret,
	};
}
