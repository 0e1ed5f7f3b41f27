import { randomUUID } from 'node:crypto';
import type {
	DeliveryRow,
	LedgerStore,
	ResolutionRule,
} from '../../../../nodes/DeliveryLedger/store/ledgerStore';
import { fileOf, keyOf, planned, runStart, SERVER, startedRun } from './ledgerSetup';

/** The contract of every store; each test gets a fresh ledger name. */
export function contractOf(storeOf: () => LedgerStore): void {
	let store: LedgerStore;
	let ledger: string;

	beforeEach(() => {
		store = storeOf();
		ledger = `ledger-${randomUUID()}`;
	});

	const intend = async (run: string, key: string, writer = 'w1', name = `${key}.xml`) =>
		await store.intend({
			...keyOf(key),
			run,
			writer,
			server: SERVER,
			files: [fileOf(`${name}.csv`), fileOf(name)],
		});
	const outcome = async (
		run: string,
		key: string,
		more: Partial<Parameters<LedgerStore['recordOutcome']>[0]>,
	) =>
		await store.recordOutcome({ ...keyOf(key), run, writer: 'w1', outcome: 'delivered', ...more });
	const rowOf = async (key: string): Promise<DeliveryRow | undefined> =>
		(await store.rowsOf(ledger, 'horisen', [key])).at(0);

	describe('ledgers', () => {
		it('are created once, found by name, and replaced', async () => {
			expect(await store.findLedger(ledger)).toBeUndefined();
			const made = await store.createLedger(ledger, { goLiveDate: '2023-07-01', replaces: ['x'] });
			expect(made).toMatchObject({ name: ledger, goLiveDate: '2023-07-01', replaces: ['x'] });
			await expect(store.createLedger(ledger, { goLiveDate: '', replaces: [] })).rejects.toThrow(
				'already exists',
			);
			await store.replaceLedger(ledger, 'y');
			await store.replaceLedger(ledger, 'y');
			expect(await store.findLedger(ledger)).toEqual({ ...made, replaces: ['x', 'y'] });
			expect(made.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
		});

		it('belong to one server until they are told to change it', async () => {
			await store.createLedger(ledger, { goLiveDate: '', replaces: [] });
			const other = { ...SERVER, username: 'test' };
			expect(await store.bindServer(ledger, SERVER, 'keep')).toEqual(SERVER);
			expect(await store.bindServer(ledger, other, 'keep')).toEqual(SERVER);
			expect(await store.bindServer(ledger, other, 'replace')).toEqual(other);
			expect((await store.findLedger(ledger))?.server).toEqual(other);
			await expect(store.bindServer('nowhere', SERVER, 'keep')).rejects.toThrow(
				'There is no ledger "nowhere"',
			);
		});
	});

	describe('runs', () => {
		it('begin one at a time: the second is skipped and does not change the first', async () => {
			const first = await startedRun(store, ledger, [planned('a')]);
			const start = runStart(ledger, { executionId: '12' });
			const second = await store.beginRun(start);
			expect(second).toMatchObject({
				begun: false,
				run: { state: 'skipped', note: expect.stringContaining('execution 11') as string },
			});
			expect(second.underWay?.run).toBe(first.run);
			const { begun, run } = second;
			expect(await store.beginRun(start)).toEqual({ begun, run });
			expect((await store.touchRun(first.run)).state).toBe('running');
			await store.endRun(second.run.run, 'finished');
			expect((await store.findRun(second.run.run))?.state).toBe('skipped');
			expect((await store.findRun(first.run))?.state).toBe('running');
			await store.endRun(first.run, 'finished');
			const third = await store.beginRun(runStart(ledger));
			expect(third.begun).toBe(true);
			await store.endRun(third.run.run, 'finished');
		});

		it('begin one at a time, however many begin at once', async () => {
			await store.createLedger(ledger, { goLiveDate: '', replaces: [] });
			const begun = await Promise.all(
				Array.from({ length: 8 }, async () => await store.beginRun(runStart(ledger))),
			);
			const winners = begun.filter((one) => one.begun);
			expect(winners).toHaveLength(1);
			await store.endRun(winners[0].run.run, 'finished');
		});

		it('are taken over if that is chosen, and then refused', async () => {
			const first = await startedRun(store, ledger, [planned('a')]);
			const second = await startedRun(store, ledger, [planned('a')], {
				executionId: '12',
				ifUnderWay: 'takeOver',
			});
			await expect(intend(first.run, 'a')).rejects.toThrow(
				/execution 11 of .* has ended\. Ended by execution 12\./,
			);
			await expect(store.writePlan(first.run, [])).rejects.toMatchObject({
				description: expect.stringContaining('Run the workflow from its start') as string,
			});
			expect((await intend(second.run, 'a')).granted).toBe(true);
			await store.endRun(second.run, 'finished');
		});

		it('that were left block nobody, and are accepted until another begins', async () => {
			const first = await startedRun(store, ledger, [planned('a')]);
			await store.leaveRun(first.run);
			await store.leaveRun(first.run);
			expect((await intend(first.run, 'a')).granted).toBe(true);
			expect((await store.publishingRows(ledger))[0].runIsAlive).toBe(false);
			const second = await store.beginRun(runStart(ledger, { executionId: '12' }));
			expect(second).toMatchObject({ begun: true, ended: first.run });
			await expect(store.touchRun(first.run)).rejects.toThrow('has ended');
			await store.endRun(second.run.run, 'finished');
			await store.leaveRun(second.run.run);
			expect((await store.findRun(second.run.run))?.state).toBe('finished');
		});

		it('are unknown to another ledger store', async () => {
			await expect(store.touchRun(randomUUID())).rejects.toThrow('does not know the run');
			expect(await store.findRun('none')).toBeUndefined();
		});

		it('keep what was planned, in order and once', async () => {
			const documents = Array.from({ length: 120 }, (_, index) => planned(`d${index}`));
			const { run } = await startedRun(store, ledger, documents);
			await store.writePlan(run, documents);
			const found = await store.documentsOf(run);
			expect(found.map(({ key }) => key)).toEqual(documents.map(({ key }) => key));
			expect(found[7]).toEqual({
				...documents[7],
				...{ outcome: '', how: '', message: '', advice: '', node: '', fileNames: [] },
				...{ acknowledgement: '', acknowledgementMessage: '', isClosed: false },
			});
			await store.endRun(run, 'finished');
		});

		it('keep texts with characters that a database cannot hold', async () => {
			const documents = [planned('a', { partner: 'NUL \0 and half of a pair \ud83d' })];
			const { run } = await startedRun(store, ledger, documents);
			const [{ partner }] = await store.documentsOf(run);
			expect(partner).toBe('NUL \ufffd and half of a pair \ufffd');
			await store.endRun(run, 'finished');
		});
	});

	describe('a delivery', () => {
		let run: string;
		beforeEach(async () => {
			const documents = ['a', 'b', 'c'].map((key) => planned(key));
			run = (await startedRun(store, ledger, documents)).run;
		});
		afterEach(async () => void (await store.endRun(run, 'finished')));

		it('goes from intent to delivered to acknowledged', async () => {
			const intent = await intend(run, 'a');
			expect(intent).toMatchObject({
				granted: true,
				row: {
					...keyOf('a'),
					ledger,
					state: 'publishing',
					attempts: 1,
					documentNumber: 'N-a',
					total: '12.66',
					run,
					writer: 'w1',
					server: SERVER,
					files: [fileOf('a.xml.csv'), fileOf('a.xml')],
					deliveredAt: '',
				},
			});
			expect(await outcome(run, 'a', { how: 'takenAtOnce' })).toMatchObject({
				recorded: true,
				row: { state: 'delivered', how: 'takenAtOnce', acknowledgedAt: '' },
			});
			expect((await rowOf('a'))?.deliveredAt).not.toBe('');
			const told = { ...keyOf('a'), run };
			await store.recordAcknowledgement({ ...told, ok: false, message: 'busy' });
			expect((await rowOf('a'))?.state).toBe('delivered');
			await store.recordAcknowledgement({ ...told, ok: true });
			expect(await rowOf('a')).toMatchObject({ state: 'acknowledged' });
			expect((await store.documentsOf(run))[0]).toMatchObject({
				outcome: 'delivered',
				how: 'takenAtOnce',
				fileNames: ['a.xml.csv', 'a.xml'],
				acknowledgement: 'done',
				acknowledgementMessage: '',
			});
		});

		it('is granted again to the same writer, and to nobody else', async () => {
			await intend(run, 'a');
			expect((await intend(run, 'a')).granted).toBe(true);
			expect((await rowOf('a'))?.attempts).toBe(1);
			expect(await intend(run, 'a', 'w2')).toMatchObject({
				granted: false,
				isAlive: true,
				row: { writer: 'w1' },
			});
			expect(await outcome(run, 'a', { writer: 'w2', outcome: 'failed' })).toMatchObject({
				recorded: false,
				row: { state: 'publishing', writer: 'w1' },
			});
			expect((await store.documentsOf(run))[0].outcome).toBe('waiting');
		});

		it.each(['failed', 'conflict', 'void'] as const)(
			'may be intended again after %s, once its temporary file is gone',
			async (state) => {
				await intend(run, 'a');
				await outcome(run, 'a', { outcome: state, message: 'broke off' });
				expect(await rowOf('a')).toMatchObject({ state: 'publishing', reason: 'broke off' });
				expect((await intend(run, 'a', 'w2')).granted).toBe(false);
				await outcome(run, 'a', { outcome: state, message: 'broke off', partRemoved: true });
				expect(await rowOf('a')).toMatchObject({ state, reason: 'broke off' });
				expect(await intend(run, 'a', 'w2', 'other.xml')).toMatchObject({
					granted: true,
					row: { attempts: 2, writer: 'w2', reason: '', files: [{}, fileOf('other.xml')] },
				});
				expect(await outcome(run, 'a', {})).toMatchObject({ recorded: false });
			},
		);

		it('is recorded without an intent if it failed before that, or was there already', async () => {
			await outcome(run, 'a', { outcome: 'failed', message: 'no traffic', node: 'Get Traffic' });
			expect(await rowOf('a')).toMatchObject({ state: 'failed', reason: 'no traffic', files: [] });
			await outcome(run, 'a', { how: 'alreadyDelivered', files: [fileOf('a.xml')] });
			expect(await rowOf('a')).toMatchObject({
				state: 'delivered',
				how: 'alreadyDelivered',
				reason: '',
				files: [fileOf('a.xml')],
			});
			await outcome(run, 'b', { outcome: 'conflict', message: 'another file' });
			expect(await rowOf('b')).toMatchObject({ state: 'conflict' });
			await outcome(run, 'c', { outcome: 'waiting' });
			expect(await rowOf('c')).toBeUndefined();
		});

		it('is never taken back', async () => {
			await intend(run, 'a');
			await outcome(run, 'a', {});
			for (const state of ['failed', 'conflict', 'void', 'inferred'] as const) {
				await outcome(run, 'a', { outcome: state, partRemoved: true });
				expect((await rowOf('a'))?.state).toBe('delivered');
				expect((await store.documentsOf(run))[0].outcome).toBe('delivered');
			}
			expect(await intend(run, 'a', 'w2')).toMatchObject({ granted: false });
		});

		it('that is inferred is never acknowledged, and only its file proves it', async () => {
			await intend(run, 'a');
			await outcome(run, 'a', { outcome: 'inferred', message: 'gone' });
			await store.recordAcknowledgement({ ...keyOf('a'), run, ok: true });
			expect((await rowOf('a'))?.state).toBe('inferred');
			await outcome(run, 'a', { outcome: 'failed', writer: 'w2', partRemoved: true });
			expect((await rowOf('a'))?.state).toBe('inferred');
			expect((await intend(run, 'a', 'w2')).granted).toBe(false);
			await outcome(run, 'a', { writer: 'w2', how: 'alreadyDelivered' });
			expect((await rowOf('a'))?.state).toBe('delivered');
		});

		it('is refused if the run did not plan it, and to another server', async () => {
			await expect(intend(run, 'z')).rejects.toThrow('did not plan document "z"');
			await store.bindServer(ledger, { ...SERVER, username: 'test' }, 'replace');
			await expect(intend(run, 'a')).rejects.toThrow('belongs to another server');
			expect(await rowOf('a')).toBeUndefined();
		});

		it('is granted to one of many writers that ask at once', async () => {
			const answers = await Promise.all(
				Array.from({ length: 10 }, async (_, writer) => await intend(run, 'a', `w${writer}`)),
			);
			expect(answers.filter(({ granted }) => granted)).toHaveLength(1);
		});

		it('may be refused while others are granted in the same transaction', async () => {
			const answers = await Promise.allSettled([
				intend(run, 'a'),
				intend(run, 'z'),
				intend(randomUUID(), 'b'),
				intend(run, 'c'),
			]);
			expect(answers.map(({ status }) => status)).toEqual([
				'fulfilled',
				'rejected',
				'rejected',
				'fulfilled',
			]);
			expect(await rowOf('c')).toMatchObject({ state: 'publishing' });
		});
	});

	describe('what a run left behind', () => {
		it('is settled for the writer that was read, and not while its run is alive', async () => {
			const { run } = await startedRun(store, ledger, [planned('a'), planned('b')]);
			await intend(run, 'a');
			expect(await store.publishingRows(ledger)).toMatchObject([{ key: 'a', runIsAlive: true }]);
			await store.endRun(run, 'gone');
			const [row] = await store.publishingRows(ledger);
			expect(row).toMatchObject({ runIsAlive: false, files: [{}, { name: 'a.xml' }] });
			const settlement = { id: row.id, state: 'void', reason: 'part removed' } as const;
			expect(await store.settle({ ...settlement, writer: 'other' })).toBe(false);
			expect(await store.settle({ ...settlement, writer: row.writer })).toBe(true);
			expect(await store.settle({ ...settlement, writer: row.writer })).toBe(true);
			expect(await store.settle({ ...settlement, state: 'inferred', writer: row.writer })).toBe(
				false,
			);
			expect(await rowOf('a')).toMatchObject({ state: 'void', reason: 'part removed' });
			expect(await store.openRows(ledger, 'horisen')).toEqual([]);
		});
	});

	describe('rows', () => {
		it('are found by key, state, number, source and date', async () => {
			const { run } = await startedRun(store, ledger, [
				planned('a', { documentDate: '2023-06-01' }),
				planned('b', { documentDate: '2023-06-30' }),
				planned('b', { source: 'rainbow', documentDate: '' }),
			]);
			await intend(run, 'a');
			await outcome(run, 'b', {});
			await outcome(run, 'b', { source: 'rainbow', outcome: 'failed' });
			const all = { states: [], source: '', document: '', from: '', to: '' };
			const found = async (filter: object) =>
				(await store.getMany(ledger, { ...all, ...filter })).map((row) => row.source + row.key);
			expect(await found({})).toEqual(['rainbowb', 'horisenb', 'horisena']);
			expect(await found({ limit: 1 })).toEqual(['rainbowb']);
			expect(await found({ states: ['publishing', 'delivered'] })).toEqual([
				'horisenb',
				'horisena',
			]);
			expect(await found({ document: 'N-b', source: 'horisen' })).toEqual(['horisenb']);
			expect(await found({ document: 'a' })).toEqual(['horisena']);
			expect(await found({ to: '2023-06-29' })).toEqual(['rainbowb', 'horisena']);
			expect(await found({ from: '2023-06-02' })).toEqual(['horisenb']);
			expect((await store.openRows(ledger, 'rainbow')).map(({ key }) => key)).toEqual(['b']);
			expect((await store.openRows(ledger, '')).map(({ key }) => key)).toEqual(['a', 'b']);
			const delivered = await store.deliveredWithNumbers(ledger, ['N-a', 'N-b', 'N-c']);
			expect(delivered.map(({ source, key }) => source + key)).toEqual(['horisenb']);
			await store.endRun(run, 'finished');
			expect(await store.health(ledger)).toMatchObject({
				lastRun: { run, state: 'finished', isAlive: false },
				lastFinished: { run },
				counts: { publishing: 1, delivered: 1, failed: 1, void: 0 },
				attention: [{ key: 'a' }, { key: 'b' }],
			});
		});

		it('are many', async () => {
			const documents = Array.from({ length: 450 }, (_, index) => planned(`d${index}`));
			const { run } = await startedRun(store, ledger, documents);
			await Promise.all(documents.map(async ({ key }) => await intend(run, key)));
			const keys = documents.map(({ key }) => key);
			expect(await store.rowsOf(ledger, 'horisen', keys)).toHaveLength(450);
			expect(await store.publishingRows(ledger)).toHaveLength(450);
			await store.endRun(run, 'finished');
		});
	});

	describe('a resolution', () => {
		const log = {
			what: 'byHand',
			note: 'sent by mail',
			executionId: '13',
			workflowId: 'w1',
		} as const;

		it('changes the row, and returns it before and after', async () => {
			const { run } = await startedRun(store, ledger, [planned('a'), planned('b')]);
			await outcome(run, 'a', { outcome: 'failed', message: 'no' });
			const rule: ResolutionRule = ([row]) => ({
				delivery: row,
				state: 'delivered',
				how: 'byHand',
				reason: 'ok',
			});
			expect(await store.resolve(ledger, 'N-a', rule, log)).toMatchObject({
				before: { state: 'failed' },
				after: { state: 'delivered', how: 'byHand', reason: 'ok' },
			});
			const made: ResolutionRule = (rows, [decision]) => {
				expect(rows).toEqual([]);
				return { delivery: decision, state: 'void', how: 'deliverAgain', reason: '' };
			};
			const resolved = await store.resolve(ledger, 'b', made, { ...log, what: 'deliverAgain' });
			expect(resolved.before).toBeUndefined();
			expect(resolved.after).toMatchObject({ key: 'b', state: 'void' });
			await store.endRun(run, 'finished');
		});
	});
}
