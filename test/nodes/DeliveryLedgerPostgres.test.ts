import { Client } from 'pg';
import type { StoreSettings } from '../../nodes/DeliveryLedger/store/openStore';
import { createStore, findStore } from '../../nodes/DeliveryLedger/store/openStore';
import { type PostgresServer, startPostgres } from '../../sandbox/postgres/server';
import { deliveriesOf, documentOf, ledgerBench, NODES } from './deliveryLedgerSetup';
import { rowScenesOf } from './deliveryLedgerRowScenes';
import { runScenesOf } from './deliveryLedgerRunScenes';
import { createHarness } from './harness';

const n8n = createHarness(NODES);

let server: PostgresServer;
let settings: StoreSettings;

beforeAll(async () => {
	server = await startPostgres(console.log);
	const { host, port, database, user, password } = server;
	settings = {
		...{ store: 'postgres', host, port, database, user, password },
		...{ schema: 'ledger', ssl: 'off', caCertificate: '' },
	};
}, 120_000);

afterAll(async () => {
	await (await findStore(settings))?.close();
	await server?.remove();
});

runScenesOf(() => ledgerBench(n8n, settings));
rowScenesOf(() => ledgerBench(n8n, settings));

it('is started anew if its schema was removed while n8n runs, and is found again once it is restored', async () => {
	const removed = { ...settings, schema: 'removed' } as StoreSettings;
	const bench = ledgerBench(n8n, removed);
	const plan = async (parameters = {}) => await bench.run('plan', [documentOf('a')], parameters);
	const begun = await plan();
	await bench.run('finish', begun.outputs[0]);
	await asAdministrator('ALTER SCHEMA removed RENAME TO away');
	expect((await plan()).error?.description).toContain('Start New Ledger in Plan');
	const startNew = { ifNoLedger: 'startNew', goLiveDate: '2023-06-30' };
	const anew = await plan(startNew);
	expect(anew.error).toBeUndefined();
	expect(deliveriesOf(anew.outputs[0])).toMatchObject([{ key: 'a', action: 'deliver' }]);
	await bench.run('finish', anew.outputs[0]);
	await asAdministrator('DROP SCHEMA removed CASCADE', 'ALTER SCHEMA away RENAME TO removed');
	expect((await plan()).error).toBeUndefined();
	await (await bench.store()).close();
});

async function asAdministrator(...statements: string[]): Promise<void> {
	const { host, port, database, user, password } = server;
	const client = new Client({ host, port, database, user, password, ssl: false });
	await client.connect();
	for (const statement of statements) await client.query(statement);
	await client.end();
}

describe("the credential's Test", () => {
	const testOf = async (more: Record<string, unknown>) => {
		const { store, ...fields } = settings;
		const data = { store, ...fields, ...more } as never;
		return await n8n.testCredential(
			n8n.saveCredential('deliveryLedgerApi', data),
			'deliveryLedgerApi',
		);
	};

	it('finds the ledger, or says that none exists yet and creates nothing', async () => {
		await createStore(settings);
		expect(await testOf({})).toEqual({
			status: 'OK',
			message: 'Connection successful: the ledger exists',
		});
		for (let time = 0; time < 2; time++) {
			expect(await testOf({ schema: 'elsewhere' })).toEqual({
				status: 'OK',
				message: expect.stringContaining('There is no ledger yet') as string,
			});
		}
	});

	it.each([
		[{ password: 'topsecret' }, 'refused the login of user'],
		[{ database: 'nowhere' }, 'has no database nowhere. Correct the database'],
		[{ ssl: 'verify' }, 'offers no encryption. Switch TLS on'],
		[{ host: ' ' }, 'Host of the Delivery Ledger credential is empty'],
		[{ schema: '' }, 'Schema of the Delivery Ledger credential is empty'],
		[{ store: 'redis' }, 'Store cannot be "redis"'],
	])('says what is wrong: %j', async (more, message) => {
		const { status, message: told } = await testOf(more);
		expect({ status, told }).toEqual({
			status: 'Error',
			told: expect.stringContaining(message) as string,
		});
		expect(told).not.toContain('topsecret');
		if ('password' in settings) expect(told).not.toContain(settings.password);
	});
});
