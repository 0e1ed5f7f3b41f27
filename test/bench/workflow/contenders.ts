import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ftpNodeCredential } from '../../../sandbox/demo/credentials';
import type { WorkflowFile } from '../../../sandbox/engine/api';
import { DataTables } from '../../../sandbox/engine/dataTables';
import { importSet } from '../../../sandbox/engine/importSet';
import { PROJECT } from '../../../sandbox/engine/location';
import { fillIn, readTemplate, type Credentials } from '../../../sandbox/engine/template';
import { DEFAULT_CLIENT } from '../../../sandbox/horisen';
import type { Line } from '../../support/bigDocuments/line';

export type ContenderName = 'documented' | 'guarded' | 'builtIn';

const LEDGER = 'delivered_documents';

/** Gives a contender's workflow, set up as an operator does, to a directory that is there. */
type SetUp = (line: Line, remoteDirectory: string) => Promise<WorkflowFile>;

/** Each is set up with what ships, or what n8n chooses; nothing is acknowledged to the vendor. */
export const CONTENDERS: Record<ContenderName, SetUp> = {
	documented: async (line, remoteDirectory) =>
		fillIn(
			readTemplate('horisen-invoices-to-erp.json'),
			{ ...line.credentials, ...(await credentialsOfN8nsNodes(line)) },
			{ remoteDirectory },
		),
	guarded: async ({ api, credentials }, remoteDirectory) => {
		const [ledger] = await importSet(api, { 'ledger-data-table.json': {} });
		await api.publish(ledger);
		const settings = { remoteDirectory, startEmptyLedger: 'yes' };
		return fillIn(readTemplate('horisen-invoices-to-erp-guarded.json'), credentials, settings);
	},
	builtIn: async (line, remoteDirectory) => {
		const file = join(PROJECT, 'test/bench/workflow/builtIn.json');
		const workflow = JSON.parse(readFileSync(file, 'utf8')) as WorkflowFile;
		const columns = ['documentUuid', 'documentNumber', 'fileName'];
		const tables = new DataTables(line.api);
		await tables.create(LEDGER, columns);
		const settings = { remoteDirectory, apiBaseUrl: line.horisen.url };
		return fillIn(
			withDataTable(workflow, await tables.idOf(LEDGER)),
			await credentialsOfN8nsNodes(line),
			settings,
		);
	},
};

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
