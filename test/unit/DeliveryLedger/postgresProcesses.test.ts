import { createStore } from '../../../nodes/DeliveryLedger/store/openStore';
import { PostgresDatabase } from '../../../nodes/DeliveryLedger/store/postgres/postgresDatabase';
import { type PostgresServer, startPostgres } from '../../../sandbox/postgres/server';
import { type Place, processScenesOf } from './processes/processScenes';
import { postgresPlace } from './support/postgresPlace';

let server: PostgresServer;
let place: Place;

beforeAll(async () => {
	server = await startPostgres(console.log);
	const settings = postgresPlace(server);
	const store = await createStore(settings);
	place = { settings, store, database: new PostgresDatabase(settings) };
}, 120_000);

afterAll(async () => {
	await place?.store.close();
	await place?.database.close();
	await server?.remove();
});

processScenesOf(() => place, 3);
