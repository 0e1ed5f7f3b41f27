import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database, Row } from '../../../../nodes/DeliveryLedger/store/database';
import type { LedgerStore } from '../../../../nodes/DeliveryLedger/store/ledgerStore';
import type { StoreSettings } from '../../../../nodes/DeliveryLedger/store/openStore';
import { fileOf, keyOf, planned, runStart, SERVER, startedRun } from '../support/ledgerSetup';
import { type LedgerProcess, LedgerProcesses } from './ledgerProcess';

export interface Place {
	settings: StoreSettings;
	store: LedgerStore;
	/** Reads the tables past the store. */
	database: Database;
}

const KEYS = ['a', 'b', 'c'];

/** How long a database may take to see that a process is gone. */
const NOTICED_MS = 30_000;

/**
 * Guarantees between processes: some die at any point, many want the same, one is paused for a while.
 *
 * @param everyPoint 1: dies at each point; 3: at every third point, for a database that sees a kill as a broken
 * connection
 */
export function processScenesOf(placeOf: () => Place, everyPoint: 1 | 3): void {
	let processes: LedgerProcesses;
	let ledger: string;

	beforeAll(() => (processes = new LedgerProcesses(process.execPath)));
	afterAll(async () => await processes?.end());
	beforeEach(() => (ledger = `ledger-${randomUUID()}`));

	const createLedger = async () => {
		const { store } = placeOf();
		await store.createLedger(ledger, { goLiveDate: '', replaces: [] });
		await store.bindServer(ledger, SERVER, 'keep');
	};
	const select = async (sql: string, ...values: string[]): Promise<Row[]> =>
		await placeOf().database.transaction(async (on) => await on.all(sql, values), 'read');

	describe('a process killed at any point of a run', () => {
		/** A process that is ready to run, in its own ledger, until it dies. */
		const readyToDeliver = async (dieAt: number) => {
			const { settings, store } = placeOf();
			const name = `ledger-${randomUUID()}`;
			await store.createLedger(name, { goLiveDate: '', replaces: [] });
			await store.bindServer(name, SERVER, 'keep');
			const start = runStart(name);
			const process = await processes.start({
				settings,
				what: 'deliver',
				start,
				keys: KEYS,
				dieAt,
			});
			return { name, run: start.run, process };
		};

		it('leaves nothing half done, keeps what it recorded, and the next run finishes the rest', async () => {
			const { process: living } = await readyToDeliver(0);
			living.goOn();
			const points = Number(await living.told('all'));
			await living.kill();
			// Begin, plan, intents, outcomes, acknowledgement and end: with fewer, the test would miss steps.
			expect(points).toBeGreaterThan(60);
			let following = readyToDeliver(1);
			for (let dieAt = 1; dieAt <= points; dieAt += everyPoint) {
				const { name, run, process: dying } = await following;
				ledger = name;
				dying.goOn();
				// Starting takes longer than all the rest.
				following = readyToDeliver(dieAt + everyPoint);
				await dying.untilEnded();
				expect(dying.said.some(({ did }) => did === 'all')).toBe(false);
				await expectWhole();
				await expectKept(run, dying);
				await converge();
				await expectWhole();
				expect(await select('SELECT state FROM @deliveries WHERE ledger = ?', ledger)).toEqual(
					KEYS.map(() => ({ state: 'acknowledged' })),
				);
			}
			await (await following).process.kill();
		}, 240_000);

		/** No row without what belongs to it. */
		const expectWhole = async () => {
			const rows = await select(
				`SELECT state, (SELECT count(*) FROM @delivery_files WHERE delivery = @deliveries.id) AS files
				FROM @deliveries WHERE ledger = ?`,
				ledger,
			);
			for (const { files } of rows) expect(files).toBe(2);
			const runs = await select(
				`SELECT state, (SELECT count(*) FROM @run_documents d WHERE d.run = r.run) AS documents
				FROM @runs r WHERE ledger = ?`,
				ledger,
			);
			for (const { documents } of runs) expect([0, KEYS.length]).toContain(documents);
			expect(
				await select(
					'SELECT id FROM @files WHERE NOT EXISTS (SELECT 1 FROM @delivery_files WHERE file = @files.id)',
				),
			).toEqual([]);
			expect(
				await select(
					`SELECT name FROM @ledgers WHERE name = ? AND current_run <> ''
					AND NOT EXISTS (SELECT 1 FROM @runs WHERE run = current_run)`,
					ledger,
				),
			).toEqual([]);
		};

		const expectKept = async (run: string, { said }: LedgerProcess) => {
			const { store } = placeOf();
			const did = (what: string) => said.filter((one) => one.did === what);
			if (did('begun').length > 0) expect(await store.findRun(run)).toBeDefined();
			if (did('ended').length > 0) expect((await store.findRun(run))?.state).toBe('finished');
			if (did('planned').length > 0) expect(await store.documentsOf(run)).toHaveLength(3);
			const states = new Map(
				(await store.rowsOf(ledger, 'horisen', KEYS)).map(({ key, state }) => [key, state]),
			);
			for (const { result } of did('intended')) expect(states.has(String(result))).toBe(true);
			for (const { result } of did('failed')) expect(states.get(String(result))).toBe('failed');
			for (const { result } of did('delivered')) {
				expect(states.get(String(result))).toMatch(/^(delivered|acknowledged)$/);
			}
			for (const { result } of did('acknowledged')) {
				expect(states.get(String(result))).toBe('acknowledged');
			}
		};

		/** As the workflow does it: Recover, Plan, Deliver, Record, Finish. */
		const converge = async () => {
			const { store } = placeOf();
			await untilNobodyIsAlive();
			for (const row of await store.publishingRows(ledger)) {
				const { id, writer } = row;
				expect(await store.settle({ id, writer, state: 'void' })).toBe(true);
			}
			const begun = await store.beginRun(runStart(ledger, { executionId: '12' }));
			expect(begun.begun).toBe(true);
			const { run } = begun.run;
			await store.writePlan(
				run,
				KEYS.map((key) => planned(key)),
			);
			for (const key of KEYS) {
				const [row] = await store.rowsOf(ledger, 'horisen', [key]);
				if (!['delivered', 'acknowledged'].includes(row?.state)) {
					const files = [fileOf(`${key}.csv`), fileOf(`${key}.xml`)];
					const to = { ...keyOf(key), run, writer: 'next', server: SERVER };
					expect(await store.intend({ ...to, files })).toMatchObject({ granted: true });
					await store.recordOutcome({ ...to, outcome: 'delivered' });
				}
				await store.recordAcknowledgement({ ...keyOf(key), run, ok: true });
			}
			await store.endRun(run, 'finished');
		};
	});

	const untilNobodyIsAlive = async () => {
		const deadline = performance.now() + NOTICED_MS;
		while ((await placeOf().store.health(ledger)).lastRun?.isAlive) {
			expect(performance.now()).toBeLessThan(deadline);
			await wait(10);
		}
	};

	/** Starts them, lets them begin at the same time, and waits for what each reports. */
	const atOnce = async (jobs: Array<Parameters<LedgerProcesses['start']>[0]>, did: string) => {
		const started = await Promise.all(jobs.map(async (job) => await processes.start(job)));
		started.forEach((one) => one.goOn());
		return {
			started,
			results: await Promise.all(started.map(async (one) => await one.told(did))),
			end: async () => void (await Promise.all(started.map(async (one) => await one.kill()))),
		};
	};

	it('grants each intent to exactly one of many processes that ask for it', async () => {
		const { settings, store } = placeOf();
		const keys = Array.from({ length: 40 }, (_, index) => `d${index}`);
		const { run } = await startedRun(
			store,
			ledger,
			keys.map((key) => planned(key)),
		);
		const jobs = Array.from({ length: 6 }, (_, index) => ({
			...{ settings, what: 'intend' as const, run, writer: `w${index}` },
			// Each begins elsewhere, so that no one is the first everywhere.
			keys: [...keys.slice(index * 6), ...keys.slice(0, index * 6)],
		}));
		const { results, end } = await atOnce(jobs, 'intend');
		const grantedTo = new Map<string, string[]>(keys.map((key) => [key, []]));
		jobs.forEach(({ keys: own, writer }, index) =>
			own.forEach((key, place) => {
				if ((results[index] as boolean[])[place]) grantedTo.get(key)!.push(writer);
			}),
		);
		const rows = await store.rowsOf(ledger, 'horisen', keys);
		expect(rows).toHaveLength(40);
		for (const { key, writer, state, files } of rows) {
			expect({ key, writers: grantedTo.get(key) }).toEqual({ key, writers: [writer] });
			expect([state, files.length]).toEqual(['publishing', 2]);
		}
		await end();
		await store.endRun(run, 'finished');
	});

	const runsInState = async (state: string) =>
		(await select('SELECT run FROM @runs WHERE ledger = ? AND state = ?', ledger, state)).length;

	it('begins one run if many processes begin at once', async () => {
		await createLedger();
		const { settings, store } = placeOf();
		const jobs = Array.from({ length: 6 }, (_, index) => ({
			...{ settings, what: 'begin' as const },
			start: runStart(ledger, { executionId: String(index) }),
		}));
		const { results, end } = await atOnce(jobs, 'begin');
		expect(results.filter((one) => (one as { begun: boolean }).begun)).toHaveLength(1);
		expect([await runsInState('running'), await runsInState('skipped')]).toEqual([1, 5]);
		await end();
		await untilNobodyIsAlive();
		expect((await store.beginRun(runStart(ledger))).begun).toBe(true);
		expect([await runsInState('running'), await runsInState('gone')]).toEqual([1, 1]);
	});

	it('lets one go on if some skip and some take over at once, and refuses the others', async () => {
		await createLedger();
		const { settings, store } = placeOf();
		const jobs = Array.from({ length: 6 }, (_, index) => ({
			...{ settings, what: 'begin' as const },
			start: runStart(ledger, {
				executionId: String(index),
				ifUnderWay: index % 2 === 0 ? 'takeOver' : 'skip',
			}),
		}));
		const { started, results, end } = await atOnce(jobs, 'begin');
		expect(await runsInState('running')).toBe(1);
		started.forEach((one) => one.goOn());
		const worked = await Promise.all(
			started.map(async (one) => await one.told('touch').catch(({ message }: Error) => message)),
		);
		const went = worked.filter((one) => typeof one === 'object');
		expect(went).toHaveLength(1);
		results.forEach((result, index) => {
			const { begun } = result as { begun: boolean };
			if (typeof worked[index] !== 'object') expect(worked[index]).toContain('has ended');
			// Who takes over is never turned away.
			if (index % 2 === 0) expect(begun).toBe(true);
		});
		await end();
		await untilNobodyIsAlive();
		await store.beginRun(runStart(ledger));
	});

	it('keeps the run of a process that is only paused, and refuses it after another took over', async () => {
		await createLedger();
		const { settings, store } = placeOf();
		const stopped = await processes.start({ settings, what: 'begin', start: runStart(ledger) });
		stopped.goOn();
		await stopped.told('begin');
		stopped.signal('SIGSTOP');
		expect((await store.beginRun(runStart(ledger))).begun).toBe(false);
		const next = await store.beginRun(
			runStart(ledger, { executionId: '12', ifUnderWay: 'takeOver' }),
		);
		expect(next.begun).toBe(true);
		stopped.signal('SIGCONT');
		stopped.goOn();
		await expect(stopped.told('touch')).rejects.toThrow('Ended by execution 12.');
		await stopped.kill();
		await store.endRun(next.run.run, 'finished');
	});
}
