import type { LedgerStore } from '../../../nodes/DeliveryLedger/store/ledgerStore';
import {
	createStore,
	findStore,
	type StoreSettings,
} from '../../../nodes/DeliveryLedger/store/openStore';
import { type PostgresServer, startPostgres } from '../../../sandbox/postgres/server';
import { contractOf } from './support/storeContract';

let server: PostgresServer;
let settings: StoreSettings;
let store: LedgerStore;

beforeAll(async () => {
	server = await startPostgres(console.log);
	const { host, port, database, user, password } = server;
	const schema = `Delivery "ledger" of '26? $1 $& @now`;
	settings = {
		...{ store: 'postgres', host, port, database, user, password, schema },
		...{ ssl: 'off', caCertificate: '' },
	};
	expect(await findStore(settings)).toBeUndefined();
	store = await createStore(settings);
}, 120_000);

afterAll(async () => {
	await store?.close();
	await server?.remove();
});

contractOf(() => store);
