import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ftpNodeCredential } from '../../../sandbox/demo/credentials';
import type { WorkflowFile } from '../../../sandbox/engine/api';
import { DataTables } from '../../../sandbox/engine/dataTables';
import { PROJECT } from '../../../sandbox/engine/location';
import { fillIn, readTemplate, type Credentials } from '../../../sandbox/engine/template';
import { DEFAULT_CLIENT } from '../../../sandbox/horisen';
import type { Line } from '../../support/bigDocuments/line';

/** Those that are workflows in n8n. */
export type WorkflowName =
	'documented' | 'guarded' | 'withoutLedger' | 'builtIn' | 'builtInBatches' | 'builtInTuned';

/** `script` is `dedicatedScript.mjs`, without n8n. */
export type ContenderName = WorkflowName | 'script';

const LEDGER = 'delivered_documents';

/** Gives a contender's workflow, set up as an operator does, to a directory that is there. */
type SetUp = (line: Line, remoteDirectory: string) => Promise<WorkflowFile>;

/**
 * Each as it ships: batches of 20 documents, pages of 1,000 rows, nothing acknowledged to the vendor, so that all do the
 * same job. `guarded` may make its ledger, which the others have or make.
 */
export const WORKFLOWS: Record<WorkflowName, SetUp> = {
	documented: async (line, remoteDirectory) =>
		fillIn(
			readTemplate('horisen-invoices-to-erp.json'),
			{ ...line.credentials, ...(await credentialsOfN8nsNodes(line)) },
			{ Settings: { remoteDirectory }, 'Get Documents': { period: 'all' } },
		),
	guarded: async ({ credentials }, remoteDirectory) =>
		fillIn(readTemplate('horisen-invoices-to-erp-guarded.json'), credentials, {
			'Get Documents': { period: 'all' },
			Deliver: { remoteDirectory },
		}),
	withoutLedger: async ({ credentials }, remoteDirectory) =>
		withoutLedger(
			fillIn(readTemplate('horisen-invoices-to-erp-guarded.json'), credentials, {
				'Get Documents': { period: 'all' },
				Deliver: { remoteDirectory },
			}),
		),
	builtIn: async (line, remoteDirectory) => await ofBuiltInNodes(line, remoteDirectory),
	builtInBatches: async (line, remoteDirectory) =>
		await ofBuiltInNodes(line, remoteDirectory, 'builtInBatch.json'),
	builtInTuned: async (line, remoteDirectory) => {
		const workflow = await ofBuiltInNodes(line, remoteDirectory, 'builtInTunedBatch.json');
		return { ...workflow, settings: { ...workflow.settings, saveDataSuccessExecution: 'none' } };
	},
};

const OF_THE_LEDGER = ['Recover', 'Plan', 'Acknowledge', 'Record', 'Finish', 'End as Failed'];

/** The same nodes in the same loop, without those that remember. */
function withoutLedger(workflow: WorkflowFile): WorkflowFile {
	const to = (...names: string[]) => ({
		main: names.map((name) => (name ? [{ node: name, type: 'main', index: 0 }] : [])),
	});
	return {
		...workflow,
		nodes: workflow.nodes.filter(({ name }) => !OF_THE_LEDGER.includes(name)),
		connections: {
			'Run by Hand': to('Get Documents'),
			'Get Documents': to('Next Documents'),
			'Next Documents': to('', 'Get Traffic'),
			'Get Traffic': to('Build XML'),
			'Build XML': to('Deliver'),
			Deliver: to('Next Documents'),
		},
	};
}

/** @param batchFile of the workflow that delivers a batch; without one, the one workflow does it all */
async function ofBuiltInNodes(
	line: Line,
	remoteDirectory: string,
	batchFile?: string,
): Promise<WorkflowFile> {
	const { api, horisen } = line;
	const credentials = await credentialsOfN8nsNodes(line);
	const tables = new DataTables(api);
	await tables.create(LEDGER, ['documentUuid', 'documentNumber', 'fileName']);
	const ledger = await tables.idOf(LEDGER);
	const read = (file: string) => withDataTable(readWorkflow(file), ledger);

	const settings = { Settings: { remoteDirectory, apiBaseUrl: horisen.url } };
	if (batchFile === undefined) return fillIn(read('builtIn.json'), credentials, settings);
	const batch = fillIn(read(batchFile), credentials, {});
	await api.publish(await api.createWorkflow(batch));
	return fillIn(read('builtInBatches.json'), credentials, settings);
}

function readWorkflow(file: string): WorkflowFile {
	const path = join(PROJECT, 'test/bench/workflow', file);
	return JSON.parse(readFileSync(path, 'utf8')) as WorkflowFile;
}

/** Those of the FTP node and of HTTP Request. */
async function credentialsOfN8nsNodes({ api, horisen, sftp }: Line): Promise<Credentials> {
	const create = async (type: string, data: Record<string, unknown>) => ({
		[type]: { id: await api.createCredential(type, type, data), name: type },
	});
	return {
		...(await create('sftp', ftpNodeCredential(sftp))),
		...(await create('oAuth2Api', {
			grantType: 'clientCredentials',
			accessTokenUrl: `${horisen.accountsUrl}/oauth2/access-token`,
			clientId: DEFAULT_CLIENT.id,
			clientSecret: DEFAULT_CLIENT.secret,
			scope: '',
			authentication: 'body',
		})),
	};
}

/** The table picked from the list of each Data Table node. */
function withDataTable(workflow: WorkflowFile, id: string): WorkflowFile {
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.type === 'n8n-nodes-base.dataTable'
				? {
						...node,
						parameters: {
							...node.parameters,
							dataTableId: { __rl: true, mode: 'list', value: id },
						},
					}
				: node,
		),
	};
}
