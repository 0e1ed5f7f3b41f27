import { createStore, type StoreSettings } from '../../../nodes/DeliveryLedger/store/openStore';
import type { LedgerStore } from '../../../nodes/DeliveryLedger/store/ledgerStore';
import { PostgresDatabase } from '../../../nodes/DeliveryLedger/store/postgres/postgresDatabase';
import { type Pooler, startPooler } from '../../../sandbox/postgres/pooler';
import { type PostgresServer, startPostgres } from '../../../sandbox/postgres/server';
import { LedgerProcesses } from './processes/ledgerProcess';
import { planned, runStart, startedRun } from './support/ledgerSetup';
import { postgresPlace } from './support/postgresPlace';
import { contractOf } from './support/storeContract';

let server: PostgresServer;
let pooler: Pooler;
let settings: StoreSettings;
let store: LedgerStore;
let database: PostgresDatabase;
let processes: LedgerProcesses;
let lasting: { run: string; firstBeat: string };

beforeAll(async () => {
	server = await startPostgres(console.log);
	pooler = await startPooler(server, console.log);
	const place = postgresPlace(server, { port: pooler.port });
	settings = place;
	store = await createStore(settings);
	database = new PostgresDatabase(place);
	processes = new LedgerProcesses(process.execPath);
	const { run } = await startedRun(store, 'lasting', [planned('a')]);
	lasting = { run, firstBeat: await beatAt(run) };
}, 120_000);

afterAll(async () => {
	await processes?.end();
	await database?.close();
	await store?.close();
	await pooler?.remove();
	await server?.remove();
});

const beatAt = async (run: string) => {
	const sql = 'SELECT beat_at FROM @runs WHERE run = ?';
	const [row] = await database.transaction(async (on) => await on.all(sql, [run]));
	return String(row.beat_at);
};

describe('a run behind a pooler in transaction mode', () => {
	contractOf(() => store);

	it.each([
		['a minute', 61_000],
		['two months', 60 * 86_400_000],
	])('sends heartbeats, and counts as gone after %s without one', async (name, silenceMs) => {
		const ledger = `beats ${name}`;
		await store.createLedger(ledger, { goLiveDate: '', replaces: [] });
		const start = runStart(ledger);
		const other = await processes.start({ settings, what: 'begin', start });
		other.goOn();
		expect(await other.told('begin')).toMatchObject({ begun: true });
		expect(await beatAt(start.run)).toMatch(/^\d{4}-/);
		await other.kill();
		expect((await store.beginRun(runStart(ledger))).begun).toBe(false);
		const lastBeat = new Date(Date.now() - silenceMs).toISOString();
		await database.transaction(
			async (on) =>
				await on.all('UPDATE @runs SET beat_at = ? WHERE run = ? RETURNING run', [
					lastBeat,
					start.run,
				]),
		);
		const next = await store.beginRun(runStart(ledger));
		expect(next).toMatchObject({ begun: true, ended: start.run });
		await store.endRun(next.run.run, 'finished');
	});

	it('sends heartbeats as long as it lasts', async () => {
		const deadline = Date.now() + 20_000;
		while ((await beatAt(lasting.run)) === lasting.firstBeat) {
			expect(Date.now()).toBeLessThan(deadline);
			await new Promise((resolve) => setTimeout(resolve, 500));
		}
		await store.endRun(lasting.run, 'finished');
	});
});
