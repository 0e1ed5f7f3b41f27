import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type {
	Database,
	RunLocks,
	Transaction,
} from '../../../../nodes/DeliveryLedger/store/database';
import type { LedgerStore, RunStart } from '../../../../nodes/DeliveryLedger/store/ledgerStore';
import type { StoreSettings } from '../../../../nodes/DeliveryLedger/store/openStore';
import { PostgresDatabase } from '../../../../nodes/DeliveryLedger/store/postgres/postgresDatabase';
import { PostgresRunLocks } from '../../../../nodes/DeliveryLedger/store/postgres/postgresRunLocks';
import { SqlLedgerStore } from '../../../../nodes/DeliveryLedger/store/sqlLedgerStore';
import { SqliteDatabase } from '../../../../nodes/DeliveryLedger/store/sqlite/sqliteDatabase';
import { SqliteRunLocks } from '../../../../nodes/DeliveryLedger/store/sqlite/sqliteRunLocks';
import { fileOf, keyOf, planned, SERVER } from '../support/ledgerSetup';

/** A separate process that works with a ledger. It starts each job on a signal, and ends on the next one. */
export type Job = { settings: StoreSettings } & (
	| { what: 'begin'; start: RunStart }
	| { what: 'intend'; run: string; writer: string; keys: string[] }
	/** A whole run, until it dies at a point: before or behind a statement, or behind a commit. 0: it lives. */
	| { what: 'deliver'; start: RunStart; keys: string[]; dieAt: number }
);

/** What it says, a line each. */
export interface Told {
	did: string;
	result?: unknown;
	error?: string;
}

const job = JSON.parse(process.argv[2]) as Job;
const lines = createInterface({ input: process.stdin });
const told = lines[Symbol.asyncIterator]();

void work();

async function work(): Promise<void> {
	const { database, locks } = partsOf(job.settings);
	let points = 0;
	const store = new SqlLedgerStore(
		counted(database, () => {
			points++;
			if (job.what === 'deliver' && points === job.dieAt) process.kill(process.pid, 'SIGKILL');
		}),
		locks,
	);
	tell({ did: 'ready' });
	await told.next();
	try {
		await JOBS[job.what](store);
		tell({ did: 'all', result: points });
	} catch (error) {
		tell({ did: 'failed', error: (error as Error).message });
	}
	await told.next();
	process.exit();
}

const JOBS = {
	begin: async (store: LedgerStore) => {
		const { start } = job as Job & { what: 'begin' };
		tell({ did: 'begin', result: await store.beginRun(start) });
		// Told on: it works on, if it may.
		await told.next();
		tell({ did: 'touch', result: await store.touchRun(start.run) });
	},
	intend: async (store: LedgerStore) => {
		const { run, writer, keys } = job as Job & { what: 'intend' };
		const answers = await Promise.all(
			keys.map(async (key) => await intend(store, run, key, writer)),
		);
		tell({ did: 'intend', result: answers.map(({ granted }) => granted) });
	},
	deliver: async (store: LedgerStore) => {
		const { start, keys } = job as Job & { what: 'deliver' };
		const { run } = start;
		const writer = 'killed';
		await store.beginRun(start);
		tell({ did: 'begun' });
		await store.writePlan(
			run,
			keys.map((key) => planned(key)),
		);
		tell({ did: 'planned' });
		await Promise.all(
			keys.map(async (key) => {
				await intend(store, run, key, writer);
				tell({ did: 'intended', result: key });
			}),
		);
		const [failing, ...fine] = keys;
		const failed = { outcome: 'failed', message: 'Broke off', partRemoved: true } as const;
		await store.recordOutcome({ ...keyOf(failing), run, writer, ...failed });
		tell({ did: 'failed', result: failing });
		await Promise.all(
			fine.map(async (key) => {
				await store.recordOutcome({ ...keyOf(key), run, writer, outcome: 'delivered' });
				tell({ did: 'delivered', result: key });
			}),
		);
		await store.recordAcknowledgement({ ...keyOf(fine[0]), run, ok: true });
		tell({ did: 'acknowledged', result: fine[0] });
		await store.closeDocument(run, keyOf(fine[0]));
		await store.endRun(run, 'finished');
		tell({ did: 'ended' });
	},
};

async function intend(store: LedgerStore, run: string, key: string, writer: string) {
	const files = [fileOf(`${key}.csv`), fileOf(`${key}.xml`)];
	return await store.intend({ ...keyOf(key), run, writer, server: SERVER, files });
}

/** As `openStore` puts them together. */
function partsOf(settings: StoreSettings): { database: Database; locks: RunLocks } {
	if (settings.store === 'sqlite') {
		const { file } = settings;
		return { database: new SqliteDatabase(file), locks: new SqliteRunLocks(file) };
	}
	const database = new PostgresDatabase(settings);
	return { database, locks: new PostgresRunLocks(database, settings) };
}

/** The same database, which says when a transaction begins, a statement is done and a transaction is kept. */
function counted(database: Database, point: () => void): Database {
	return {
		place: database.place,
		backUp: async (path) => await database.backUp(path),
		close: async () => await database.close(),
		transaction: async (work, access) => {
			const result = await database.transaction(async (on) => {
				point();
				const all: Transaction['all'] = async (sql, values) => {
					const rows = await on.all(sql, values);
					point();
					return rows;
				};
				return await work({ all });
			}, access);
			point();
			return result;
		},
	};
}

/** Written before it continues, so that its report is true even if it dies now. */
function tell(what: Told): void {
	writeSync(1, `${JSON.stringify(what)}\n`);
}
