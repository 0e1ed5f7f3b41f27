import { DataTables } from '../../../sandbox/engine/dataTables';
import { importSet } from '../../../sandbox/engine/importSet';
import { startPostgres, type PostgresServer } from '../../../sandbox/postgres/server';
import { callerOf, type Call } from './callWorkflow';
import type { PlainN8n } from './plainN8n';

/** One implementation of the ledger, imported and published. */
export interface Ledger {
	call: Call;
	/** Makes a table of an operator's own beside the ledger's. */
	makeOtherTable(name: string): Promise<void>;
	stop(): Promise<void>;
}

export interface PostgresLedger extends Ledger {
	server: PostgresServer;
}

export async function dataTableLedger(n8n: PlainN8n): Promise<Ledger> {
	const [id] = await importSet(n8n.api, { 'ledger-data-table.json': {} });
	await n8n.api.publish(id);
	return {
		call: await callerOf(n8n, id),
		makeOtherTable: async (name) => await new DataTables(n8n.api).create(name),
		stop: async () => {},
	};
}

export async function postgresLedger(n8n: PlainN8n): Promise<PostgresLedger> {
	const server = await startPostgres((line) => void process.stderr.write(`${line}\n`));
	try {
		const { host, port, database, user, password } = server;
		const name = 'Ledger database';
		const credential = await n8n.api.createCredential(name, 'postgres', {
			...{ host, port, database, user, password },
			...{ ssl: 'disable', sshTunnel: false, maxConnections: 10, allowUnauthorizedCerts: false },
		});
		const [id] = await importSet(
			n8n.api,
			{ 'ledger-postgres.json': {} },
			{ postgres: { id: credential, name } },
		);
		await n8n.api.publish(id);
		const call = await callerOf(n8n, id);
		return {
			call,
			server,
			makeOtherTable: async (ledger) => {
				await call([
					{
						action: 'open',
						ledger,
						token: 'other',
						holder: 'other',
						leaseMinutes: 1,
						create: true,
					},
				]);
			},
			stop: server.remove,
		};
	} catch (error) {
		await server.remove();
		throw error;
	}
}
