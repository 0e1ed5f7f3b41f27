/**
 * The benchmark of the ledger: with 100,000 deliveries in it, the cost of 200 documents in SQLite and in Postgres. Plan
 * covers the node's calls to the store: begin, rows of the keys, open rows, decisions, written plan. Prints medians of
 * `--rounds`. Ends with exit code 1 if Plan takes half a second or more.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
	planDeliveries,
	type PlanSettings,
} from '../../../nodes/DeliveryLedger/rules/planDeliveries';
import { PRESETS } from '../../../nodes/DeliveryLedger/run/presets';
import type { Database } from '../../../nodes/DeliveryLedger/store/database';
import type { DeliveryKey, LedgerStore } from '../../../nodes/DeliveryLedger/store/ledgerStore';
import { createStore, type StoreSettings } from '../../../nodes/DeliveryLedger/store/openStore';
import { PostgresDatabase } from '../../../nodes/DeliveryLedger/store/postgres/postgresDatabase';
import { SqliteDatabase } from '../../../nodes/DeliveryLedger/store/sqlite/sqliteDatabase';
import { startPostgres } from '../../../sandbox/postgres/server';
import { runIn } from '../runIn';

const ROWS = 100_000;
const DOCUMENTS = 200;
const TARGET_MS = 500;
const LEDGER = 'bench';
const SERVER = { hostKeyFingerprint: 'SHA256:bench', username: 'erp' };

const SETTINGS: PlanSettings = {
	...PRESETS.horisen.fields,
	ignoredFields: PRESETS.horisen.fields.ignoredFields.split(', '),
	goLiveDate: '',
	onChange: 'hold',
	onCancellation: 'hold',
	acknowledge: false,
};

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });

async function main(home: string): Promise<boolean> {
	const sqlite = { store: 'sqlite', file: join(home, 'ledger.sqlite') } as const;
	const isFast = [await measure('SQLite', sqlite, new SqliteDatabase(sqlite.file))];
	const server = await startPostgres(console.log);
	try {
		const { host, port, database, user, password } = server;
		const address = { host, port, database, user, password, schema: 'bench' };
		const settings = { store: 'postgres', ...address, ssl: 'off', caCertificate: '' } as const;
		isFast.push(await measure('Postgres', settings, new PostgresDatabase(settings)));
	} finally {
		await server.remove();
	}
	return isFast.every((one) => one);
}

async function measure(
	title: string,
	settings: StoreSettings,
	database: Database,
): Promise<boolean> {
	const store = await createStore(settings);
	await store.createLedger(LEDGER, { goLiveDate: '', replaces: [] });
	await store.bindServer(LEDGER, SERVER, 'keep');
	await fill(database);
	const times: Record<string, number[]> = { plan: [], intents: [], outcomes: [] };
	for (let round = 0; round < Number(values.rounds); round++) {
		const of = await runOnce(store, round);
		for (const [name, milliseconds] of Object.entries(of)) times[name].push(milliseconds);
	}
	const [plan, intents, outcomes] = Object.values(times).map(median);
	console.log(
		`${title}, ${ROWS} rows, ${DOCUMENTS} documents: Plan ${plan} ms, intents ${intents} ms, outcomes ${outcomes} ms`,
	);
	await store.close();
	await database.close();
	return plan < TARGET_MS;
}

/** Half of the documents were delivered before. */
async function runOnce(store: LedgerStore, round: number) {
	const documents = Array.from({ length: DOCUMENTS }, (_, index) => ({
		documentUuid: index % 2 === 0 ? `old-${index * 400}` : `new-${round}-${index}`,
		documentNumber: `${round}-${index}`,
		documentDate: '2023-06-30',
		total: 12.66,
		currencyCode: 'EUR',
	}));
	const run = randomUUID();
	const started = performance.now();
	await store.beginRun({
		run,
		ledger: LEDGER,
		workflowId: 'w',
		executionId: '1',
		ifUnderWay: 'skip',
	});
	const keys = documents.map(({ documentUuid }) => documentUuid);
	const rows = await store.rowsOf(LEDGER, 'horisen', keys);
	const open = await store.openRows(LEDGER, 'horisen');
	const { planned } = planDeliveries(documents, [...rows, ...open], SETTINGS);
	const entries = planned.map(({ document, decision }) => ({
		...document,
		event: decision.event,
		action: decision.action,
		reason: decision.reason ?? '',
	}));
	await store.writePlan(run, entries);
	const plannedAt = performance.now();
	const toDeliver = entries.filter(({ action }) => action === 'deliver');
	const of = (key: DeliveryKey) => ({ ...key, run, writer: 'w' });
	await inBatches(toDeliver, async (entry) => {
		const file = { directory: '/in', part: 'p', bytes: 1, sha256: 'a', marker: '' };
		const files = [{ ...file, name: `${entry.key}.xml` }];
		await store.intend({ ...of(entry), server: SERVER, files });
	});
	const intendedAt = performance.now();
	await inBatches(toDeliver, async (entry) => {
		await store.recordOutcome({ ...of(entry), outcome: 'delivered' });
	});
	const ended = performance.now();
	await store.endRun(run, 'finished');
	return {
		plan: plannedAt - started,
		intents: intendedAt - plannedAt,
		outcomes: ended - intendedAt,
	};
}

/** Twenty at a time, as in the guarded workflow. */
async function inBatches<Entry>(entries: Entry[], work: (entry: Entry) => Promise<void>) {
	for (let from = 0; from < entries.length; from += 20) {
		await Promise.all(entries.slice(from, from + 20).map(work));
	}
}

async function fill(database: Database): Promise<void> {
	const columns =
		'ledger, source, document_key, revision, event, document_id, document_number, document_date, partner, currency, total, state, how, reason, attempts, run, writer, host_key, username, created_at, updated_at, delivered_at, acknowledged_at';
	for (let from = 0; from < ROWS; from += 500) {
		const rows = Array.from({ length: 500 }, (_, index) => {
			const key = `old-${from + index}`;
			const state = (from + index) % 1000 === 1 ? 'failed' : 'acknowledged';
			return [
				...[LEDGER, 'horisen', key, '0123456789ab', 'invoice', key, key, '2023-05-31', 'Orange'],
				...['EUR', '12.66', state, '', '', 1, 'r', 'w', SERVER.hostKeyFingerprint],
				...[SERVER.username, '', '', '2023-06-01T00:00:00.000Z', ''],
			];
		});
		await database.transaction(async ({ all }) => {
			const marks = `(${rows[0].map(() => '?').join(', ')})`;
			const ids = await all(
				`INSERT INTO @deliveries (${columns}) VALUES ${rows.map(() => marks).join(', ')} RETURNING id`,
				rows.flat(),
			);
			await all(
				`INSERT INTO @files (directory, part, name, bytes, sha256, marker) SELECT '/in', '', document_key, 1, 'a', '' FROM @deliveries WHERE id >= ? RETURNING id`,
				[ids[0].id],
			);
			await all(
				`INSERT INTO @delivery_files (delivery, file, place) SELECT @deliveries.id, @files.id, 0 FROM @deliveries JOIN @files ON name = document_key WHERE @deliveries.id >= ? AND @files.id >= ? RETURNING file`,
				[ids[0].id, ids[0].id],
			);
		}, 'write');
	}
}

function median(numbers: number[]): number {
	return Math.round([...numbers].sort((one, other) => one - other)[numbers.length >> 1]);
}

const bundled = join(
	process.cwd(),
	`node_modules/node-${process.platform}-${process.arch}/bin/node`,
);
if (process.getBuiltinModule('node:sqlite')) {
	runIn('telecom-finance-ledger-', main);
} else if (existsSync(bundled)) {
	const { status } = spawnSync(bundled, process.argv.slice(1), { stdio: 'inherit' });
	process.exitCode = status ?? 1;
} else {
	throw new Error('This Node has no node:sqlite: run the benchmark with Node 24');
}
