import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { DeliveryKey, PlannedDocument } from '../../nodes/DeliveryLedger/store/ledgerStore';
import { fileOf, runStart, SERVER } from '../unit/DeliveryLedger/support/ledgerSetup';
import { deliveriesOf, documentOf, jsonOf, type LedgerBench } from './deliveryLedgerSetup';

const ANY = { states: [], source: '', document: '', from: '', to: '' };

/** A run for an operator, with any store: Plan, Record, Finish. */
export function runScenesOf(newBench: () => LedgerBench): void {
	let bench: LedgerBench;
	beforeEach(() => (bench = newBench()));

	const A = documentOf('a');
	const B = documentOf('b', { total: 0.1 });

	/** As Deliver does it: intent and outcome. */
	const deliver = async (item: INodeExecutionData, outcome = 'delivered') => {
		const store = await bench.store();
		const { run, ...key } = item.json.delivery as unknown as DeliveryKey & { run: string };
		await store.bindServer(bench.name, SERVER, 'keep');
		const files = [fileOf(`${key.key}.xml`)];
		await store.intend({ ...key, run, writer: 'w', server: SERVER, files });
		await store.recordOutcome({
			...{ ...key, run, writer: 'w', outcome: outcome as 'delivered' },
			...{ message: outcome === 'delivered' ? '' : 'Broke off', partRemoved: true },
		});
		return { ...item, json: { ...item.json, outcome } } as INodeExecutionData;
	};
	const runOf = ({ json }: INodeExecutionData) => (json.delivery as IDataObject).run;
	const acknowledged = (item: INodeExecutionData, ok = true): INodeExecutionData => ({
		...item,
		json: { ...item.json, acknowledgement: { status: 'exported', ok, message: ok ? '' : 'busy' } },
	});

	describe('Plan, Record, Finish', () => {
		it('take a run from its documents to its summary', async () => {
			const planned = await bench.run('plan', [A, B]);
			expect(planned.error).toBeUndefined();
			expect(planned.outputs[1]).toEqual([]);
			const [first, second] = planned.outputs[0];
			expect(first.json).toEqual({
				...A,
				delivery: {
					ledger: bench.name,
					run: expect.any(String) as string,
					source: 'horisen',
					key: 'a',
					revision: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
					event: 'invoice',
					action: 'deliver',
				},
			});
			const done = [acknowledged(await deliver(first)), await deliver(second, 'failed')];
			const recorded = await bench.run('record', done);
			expect(recorded.error).toBeUndefined();
			expect(deliveriesOf(recorded.outputs[0]).map(({ state }) => state)).toEqual([
				'acknowledged',
				undefined,
			]);
			const { outputs, error } = await bench.run('finish', recorded.outputs[0]);
			expect(error).toBeUndefined();
			expect(outputs[0]).toEqual([]);
			expect(jsonOf(outputs[1])).toMatchObject([
				{
					title: '2 documents: 1 delivered, 1 failed',
					result: 'needsAttention',
					counts: { documents: 2, delivered: 1, failed: 1 },
					amounts: [{ currency: 'EUR', documents: 2, delivered: '12.66', notDelivered: '0.1' }],
					needsAttention: [
						{
							documentNumber: 'N-b',
							partner: 'Orange',
							result: 'failed',
							reason: 'Broke off',
							whatToDo: 'The next run tries again.',
						},
					],
					documents: [{ acknowledged: 'yes', fileName: 'a.xml' }, {}],
					run: { ledger: bench.name, state: 'finished' },
				},
			]);
			const again = await bench.run('plan', [A, B], { acknowledge: true });
			expect(deliveriesOf(again.outputs[0])).toMatchObject([{ key: 'b', action: 'deliver' }]);
			expect(deliveriesOf(again.outputs[1])).toMatchObject([
				{ key: 'a', action: 'skipped', reason: expect.stringContaining('"a.xml"') as string },
			]);
			await bench.run('finish', again.outputs[0]);
		});

		it('say that a document failed if no step reported on it', async () => {
			const planned = await bench.run('plan', [A]);
			const { outputs } = await bench.run('finish', planned.outputs[0]);
			expect(jsonOf(outputs[1])[0]).toMatchObject({
				title: '1 document: 1 failed',
				needsAttention: [{ reason: 'No step reported its outcome.' }],
				text: expect.stringContaining(
					'Needs attention:\n- N-a, Orange, 12.66 EUR: failed.',
				) as string,
			});
		});

		it.each([[[]], [[{}]]])('give one item each if nothing is listed: %j', async (input) => {
			const planned = await bench.run('plan', input.length ? input : [{}]);
			expect(planned.outputs[1]).toEqual([]);
			expect(deliveriesOf(planned.outputs[0])).toEqual([
				{ ledger: bench.name, run: expect.any(String) as string, action: 'none' },
			]);
			const recorded = await bench.run('record', planned.outputs[0]);
			expect(recorded.outputs[0].map(({ json }) => json)).toEqual(jsonOf(planned.outputs[0]));
			const { outputs } = await bench.run('finish', recorded.outputs[0]);
			expect(jsonOf(outputs[0])).toMatchObject([
				{ title: 'No documents were listed: nothing to do.', result: 'fine' },
			]);
		});

		it('record failures, and failures after the delivery as such', async () => {
			const planned = await bench.run('plan', [A, B]);
			const failure = { node: 'Get Traffic', message: 'HORISEN is away', advice: 'Wait.' };
			const [first, second] = planned.outputs[0];
			const failed = { ...first, json: { ...first.json, failure } };
			const sent = await deliver(second);
			const later = { node: 'Acknowledge', message: 'refused', advice: '' };
			const recorded = await bench.run('record', [
				failed,
				{ ...sent, json: { ...sent.json, failure: later } },
			]);
			expect(deliveriesOf(recorded.outputs[0]).map(({ state }) => state)).toEqual([
				'failed',
				'delivered',
			]);
			const { outputs } = await bench.run('finish', recorded.outputs[0]);
			expect(jsonOf(outputs[1])[0]).toMatchObject({
				title: '2 documents: 1 delivered, 1 failed; 1 not acknowledged',
				needsAttention: [
					{ result: 'failed', reason: 'Get Traffic: HORISEN is away', whatToDo: 'Wait.' },
					{ result: 'delivered', acknowledged: 'no' },
				],
			});
		});

		it('acknowledge an earlier delivery later, and do not count an error report as an acknowledgement', async () => {
			const first = await bench.run('plan', [A]);
			const sent = await deliver(first.outputs[0][0]);
			await bench.run('record', [acknowledged(sent, false)]);
			expect(jsonOf((await bench.run('finish', [sent])).outputs[1])[0]).toMatchObject({
				counts: { delivered: 1, acknowledgementsFailed: 1 },
			});
			const second = await bench.run('plan', [A], { acknowledge: true });
			expect(deliveriesOf(second.outputs[0])).toMatchObject([{ action: 'acknowledge' }]);
			const error = { status: 'error', ok: true };
			const told = second.outputs[0].map((item) => ({
				...item,
				json: { ...item.json, acknowledgement: error },
			}));
			await bench.run('record', told);
			expect((await (await bench.store()).getMany(bench.name, ANY))[0].state).toBe('delivered');
			await bench.run('record', [acknowledged(second.outputs[0][0])]);
			const { outputs } = await bench.run('finish', second.outputs[0]);
			expect(jsonOf(outputs[0])[0]).toMatchObject({ title: '1 document: 1 acknowledged' });
			expect((await (await bench.store()).getMany(bench.name, ANY))[0].state).toBe('acknowledged');
		});
	});

	describe('Plan', () => {
		/** A run of another execution that is still active. */
		const underWay = async (documents: IDataObject[]) => {
			const planned = await bench.run('plan', documents);
			await bench.run('finish', planned.outputs[0]);
			const store = await bench.store();
			const { run } = await store.beginRun(runStart(bench.name, { executionId: '99' }));
			const [{ source, key, revision, event }] = deliveriesOf(planned.outputs[0]);
			const label = { documentId: 'a', documentNumber: 'N-a', documentDate: '' };
			const amounts = { partner: '', currency: '', total: '' };
			const entry = { source, key, revision, event, ...label, ...amounts } as PlannedDocument;
			await store.writePlan(run.run, [{ ...entry, action: 'deliver', reason: '' }]);
			return planned.outputs[0].map(({ json }) => ({
				json: { ...json, delivery: { ...(json.delivery as IDataObject), run: run.run } },
			}));
		};

		it('skips if another run is under way, and Finish leaves that run alone', async () => {
			const [first] = await underWay([A]);
			const second = await bench.run('plan', [A]);
			expect(deliveriesOf(second.outputs[0])).toMatchObject([
				{
					action: 'none',
					reason: expect.stringMatching(/^execution 99, .* is under way\.$/) as string,
				},
			]);
			const { outputs } = await bench.run('finish', second.outputs[0]);
			expect(jsonOf(outputs[0])[0]).toMatchObject({
				title: expect.stringMatching(/^Skipped: execution 99/) as string,
				text: expect.stringContaining('set to Take Over') as string,
				run: { state: 'skipped' },
			});
			await deliver(first);
			expect(jsonOf((await bench.run('finish', [first])).outputs[0])).toHaveLength(1);
		});

		it('blocks nobody once its execution has ended without Finish, and can be continued by hand until then', async () => {
			const alone = await bench.run('plan', [A]);
			await untilLeft(alone.outputs[0]);
			await deliver(alone.outputs[0][0]);
			const next = await bench.run('plan', [A]);
			expect(deliveriesOf(next.outputs[1])).toMatchObject([{ key: 'a', action: 'skipped' }]);
			const late = await bench.run('finish', alone.outputs[0]);
			expect(late.error?.message).toContain('has ended (gone). Ended by execution');
			await bench.run('finish', next.outputs[0]);
		});

		it('blocks others if a sub-workflow plans for the workflow that called it', async () => {
			const made = await bench.run('plan', [A]);
			await bench.run('finish', made.outputs[0]);
			const called = await bench.run('plan', [A], {}, { mode: 'integrated' });
			const next = await bench.run('plan', [A]);
			expect(deliveriesOf(next.outputs[0])).toMatchObject([{ action: 'none' }]);
			await bench.run('finish', called.outputs[0]);
		});

		/** n8n does not wait for handlers of an ended execution. */
		const untilLeft = async (items: INodeExecutionData[]) => {
			const [{ run }] = deliveriesOf(items);
			const store = await bench.store();
			const deadline = Date.now() + 60_000;
			for (;;) {
				const { lastRun } = await store.health(bench.name);
				if (lastRun?.run === run && !lastRun?.isAlive) return;
				expect(Date.now()).toBeLessThan(deadline);
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
		};

		it('takes over if that is chosen, and the other run is refused', async () => {
			const first = await bench.run('plan', [A]);
			const second = await bench.run('plan', [A], { ifUnderWay: 'takeOver' });
			expect(deliveriesOf(second.outputs[0])).toMatchObject([{ action: 'deliver' }]);
			for (const operation of ['record', 'finish']) {
				const failure = { node: 'X', message: 'Y', advice: '' };
				const input = first.outputs[0].map(({ json }) => ({ ...json, failure }));
				const { error } = await bench.run(operation, input);
				expect(error?.description).toContain('Run the workflow from its start');
			}
			await bench.run('finish', second.outputs[0]);
		});

		it.each(['trigger', 'webhook', 'retry', 'cli'] as const)(
			'creates no ledger in a run by %s',
			async (mode) => {
				const { error } = await bench.run('plan', [A], {}, { mode });
				expect(error?.message).toBe(`There is no ledger "${bench.name}"`);
				expect(error?.description).toContain('run the workflow by hand once');
			},
		);

		it('creates no ledger if a document was delivered before, but a new one if that is chosen', async () => {
			const exported = { ...A, syncStatus: 'exported' };
			const { error } = await bench.run('plan', [exported]);
			expect(error?.message).toContain('document "N-a" was delivered before');
			const startNew = { ifNoLedger: 'startNew' };
			expect((await bench.run('plan', [exported], startNew)).error?.message).toBe(
				'Start New Ledger needs a Go-Live Date',
			);
			const made = await bench.run(
				'plan',
				[exported, documentOf('c', { documentDate: '2023-07-02' })],
				{
					...startNew,
					goLiveDate: '2023-07-01',
				},
			);
			expect(made.error).toBeUndefined();
			expect(deliveriesOf(made.outputs[0])).toMatchObject([{ key: 'c', action: 'deliver' }]);
			expect(deliveriesOf(made.outputs[1])).toMatchObject([{ key: 'a', action: 'history' }]);
			await bench.run('finish', made.outputs[0]);
		});

		describe("and the workflow's memory of its ledger", () => {
			const knowing = (id: string) => ({ global: { deliveryLedgers: { [bench.name]: id } } });
			const startNew = { ifNoLedger: 'startNew', goLiveDate: '2023-07-01' };
			const made = async () => {
				const staticData: IDataObject = {};
				const planned = await bench.run('plan', [A], {}, { staticData });
				await bench.run('finish', planned.outputs[0]);
				const ledger = await (await bench.store()).findLedger(bench.name);
				return { staticData, id: ledger!.id };
			};

			it("store the ledger's id in each run", async () => {
				const { staticData, id } = await made();
				expect(staticData).toEqual(knowing(id));
			});

			it('do not take a lost ledger for a first run, until a person starts a new one', async () => {
				const staticData = knowing('lost');
				const { error } = await bench.run('plan', [A], {}, { staticData });
				expect(error?.message).toBe(
					`The ledger "${bench.name}", which this workflow used before, is gone`,
				);
				expect(error?.description).toMatch(
					/^Restore the ledger .* Start New Ledger, with the Go-Live Date/,
				);
				for (const mode of ['trigger', 'retry', 'cli'] as const) {
					const refused = await bench.run('plan', [A], startNew, { staticData, mode });
					expect(refused.error?.message).toBe(`There is no ledger "${bench.name}"`);
				}
				expect(staticData).toEqual(knowing('lost'));
				const planned = await bench.run('plan', [A], startNew, { staticData });
				expect(deliveriesOf(planned.outputs[1])).toMatchObject([{ action: 'history' }]);
				await bench.run('finish', planned.outputs[0]);
				const ledger = await (await bench.store()).findLedger(bench.name);
				expect(ledger?.replaces).toEqual(['lost']);
				expect(staticData).toEqual(knowing(ledger!.id));
				// A schedule whose workflow was loaded earlier still knows the lost ledger.
				const next = await bench.run(
					'plan',
					[A],
					{},
					{ mode: 'trigger', staticData: knowing('lost') },
				);
				expect(next.error).toBeUndefined();
				await bench.run('finish', next.outputs[0]);
			});

			it('refuse a swapped ledger, until a person confirms it', async () => {
				await made();
				const staticData = knowing('another');
				for (const mode of ['trigger', 'manual', 'cli'] as const) {
					const { error } = await bench.run('plan', [A], {}, { staticData, mode });
					expect(error?.message).toMatch(/is not the one that this workflow used before$/);
					expect(error?.description).toContain('run the workflow by hand once');
				}
				const byClock = await bench.run('plan', [A], startNew, { staticData, mode: 'trigger' });
				expect(byClock.error?.message).toMatch(/is not the one that this workflow used before$/);
				const planned = await bench.run('plan', [A], startNew, { staticData });
				expect(planned.error).toBeUndefined();
				await bench.run('finish', planned.outputs[0]);
				const ledger = await (await bench.store()).findLedger(bench.name);
				expect(ledger?.replaces).toEqual(['another']);
			});
		});

		it('holds what was delivered under another key field or source, until a person decides', async () => {
			const planned = await bench.run('plan', [A]);
			await bench.run('finish', [await deliver(planned.outputs[0][0])]);
			for (const change of [{ keyField: 'documentNumber' }, { source: 'other' }]) {
				const again = await bench.run('plan', [A, B], { showFieldNames: true, ...change });
				expect(deliveriesOf(again.outputs[0])).toMatchObject([{ action: 'deliver' }]);
				expect(deliveriesOf(again.outputs[1])).toMatchObject([
					{
						action: 'held',
						reason: expect.stringMatching(
							/^Delivered as "a\.xml" on .*, under the key "a" of the source "horisen"\. If Key Field or Source/,
						) as string,
					},
				]);
				await bench.run('finish', again.outputs[0]);
			}
			const choice = { document: A.documentNumber, source: 'other', whatWasDone: 'deliverAgain' };
			await bench.run('resolve', [{}], { resource: 'delivery', ...choice, note: 'n' });
			const last = await bench.run('plan', [A], { showFieldNames: true, source: 'other' });
			expect(deliveriesOf(last.outputs[0])).toMatchObject([{ action: 'deliver' }]);
			await bench.run('finish', last.outputs[0]);
		});

		it('plans items of any kind by the named fields', async () => {
			const item = { id: 7, version: 'v2', sum: { gross: '3.50' }, unit: 'CHF', day: '2023-06' };
			const planned = await bench.run('plan', [item], {
				...{ documents: 'custom', source: 'shop', keyField: 'id' },
				...{ revisionBy: 'field', revisionField: 'version' },
				...{ amountField: 'sum.gross', currencyField: 'unit', dateField: 'day' },
			});
			expect(planned.error).toBeUndefined();
			expect(deliveriesOf(planned.outputs[0])).toMatchObject([
				{ source: 'shop', key: '7', revision: 'v2', event: 'invoice' },
			]);
			const { outputs } = await bench.run('finish', planned.outputs[0]);
			expect(jsonOf(outputs[1])[0]).toMatchObject({
				amounts: [{ currency: 'CHF', notDelivered: '3.5' }],
				documents: [{ documentDate: '2023-06-01' }],
			});
		});

		it.each([
			[{ ledger: ' ' }, 'Ledger is empty'],
			[{ onChange: 'Hold' }, 'On Change cannot be "Hold"'],
			[{ goLiveDate: '01.07.2023' }, 'Go-Live Date is not a date: "01.07.2023"'],
			[{ documents: 'custom', keyField: 'a', source: "={{ ' ' }}" }, 'Source is empty'],
			[{ documents: 'custom', source: 'x', keyField: "={{ '' }}" }, 'Key Field is empty'],
			[{ ifUnderWay: 'wait' }, 'If Another Run Is Under Way cannot be "wait"'],
		])('refuses the setting %j', async (parameters, message) => {
			expect((await bench.run('plan', [A], parameters)).error?.message).toBe(message);
		});
	});

	describe('a document with a character that no database holds', () => {
		it('or a text that is too long for an index does not stop the others, and fails alone if it is the key', async () => {
			const long = Array.from({ length: 4000 }, (_, at) => ((at * 7919) % 1296).toString(36)).join(
				'',
			);
			const planned = await bench.run('plan', [
				documentOf(long),
				documentOf('n', { documentNumber: long }),
			]);
			expect(planned.error).toBeUndefined();
			expect(deliveriesOf(planned.outputs[1])).toMatchObject([
				{
					action: 'failed',
					reason: expect.stringMatching(
						/^The field "documentUuid" holds \d+ characters, and the ledger keeps at most 500 of it\. It was not/,
					) as string,
				},
			]);
			const sent = await deliver(planned.outputs[0][0]);
			const { outputs } = await bench.run('finish', [sent]);
			expect(jsonOf(outputs[1])[0].title).toBe('2 documents: 1 delivered, 1 failed');
		});

		it('is planned, and recognised again', async () => {
			const odd = documentOf('k\0', { documentNumber: 'N \ud83d' });
			const planned = await bench.run('plan', [odd]);
			const [item] = planned.outputs[0];
			await bench.run('record', [await deliver(item)]);
			expect(jsonOf((await bench.run('finish', [item])).outputs[0])).toHaveLength(1);
			const again = await bench.run('plan', [odd]);
			expect(deliveriesOf(again.outputs[1])).toMatchObject([{ action: 'skipped' }]);
			await bench.run('finish', again.outputs[0]);
		});
	});

	describe('Finish', () => {
		it('says which documents reached no worker, and does not wait for them', async () => {
			const planned = await bench.run('plan', [A, B]);
			const [a, b] = planned.outputs[0];
			const batch = (item: INodeExecutionData, error: unknown) =>
				({ json: { documents: [item.json], error } }) as unknown as INodeExecutionData;
			await bench.run('record', [await deliver(a)]);
			const { outputs } = await bench.run(
				'finish',
				[
					// Its answer was lost: a worker had taken it.
					batch(a, 'timeout of 30000ms exceeded'),
					batch(b, { message: '404 - not registered' }),
				],
				{ waitForWorkers: 600 },
			);
			expect(jsonOf(outputs[1])[0]).toMatchObject({
				counts: { delivered: 1, failed: 1 },
				needsAttention: [
					{
						documentNumber: 'N-b',
						reason: 'It was not handed to a worker: 404 - not registered',
						whatToDo: expect.stringContaining('worker workflow is published') as string,
					},
				],
			});
		});

		it('keeps waiting while there is news, and for a document that another writer delivers', async () => {
			const planned = await bench.run('plan', [A, B]);
			const [a, b] = planned.outputs[0];
			const store = await bench.store();
			const finished = bench.run('finish', [a], { waitForWorkers: 8 });
			const waiting = { ...b, json: { ...b.json, outcome: 'waiting' } };
			await bench.run('record', [waiting]);
			await new Promise((resolve) => setTimeout(resolve, 5000));
			await bench.run('record', [await deliver(a)]);
			await new Promise((resolve) => setTimeout(resolve, 5000));
			expect(await store.documentsOf(String(runOf(b)))).toMatchObject([
				{ isClosed: true },
				{ isClosed: false },
			]);
			await bench.run('record', [await deliver(b)]);
			expect(jsonOf((await finished).outputs[0])[0]).toMatchObject({ counts: { delivered: 2 } });
		});

		it('waits for the documents of workers, up to its limit', async () => {
			const planned = await bench.run('plan', [A]);
			const [item] = planned.outputs[0];
			const finished = bench.run('finish', [item], { waitForWorkers: 60 });
			await bench.run('record', [await deliver(item)]);
			expect(jsonOf((await finished).outputs[0])[0]).toMatchObject({ counts: { delivered: 1 } });
			const late = await bench.run('plan', [B]);
			const { outputs } = await bench.run('finish', late.outputs[0], { waitForWorkers: 0.1 });
			expect(jsonOf(outputs[1])[0]).toMatchObject({
				counts: { failed: 1 },
				needsAttention: [{ reason: expect.stringMatching(/^No worker reported on it/) as string }],
			});
		});

		it('refuses items of two runs, of another ledger, and of none', async () => {
			const planned = await bench.run('plan', [A]);
			const other = { delivery: { run: 'other', action: 'none' } };
			expect((await bench.run('finish', [...planned.outputs[0], other])).error?.message).toBe(
				'The items come from 2 runs',
			);
			expect((await bench.run('finish', [other])).error?.message).toContain(
				'has no run of these items',
			);
			expect((await bench.run('finish', [{}])).error?.message).toContain(
				'has no run of these items',
			);
			const elsewhere = await bench.run('finish', planned.outputs[0], { ledger: 'elsewhere' });
			expect(elsewhere.error?.message).toContain(`belong to the ledger "${bench.name}"`);
			await bench.run('finish', planned.outputs[0]);
			const twice = await bench.run('finish', planned.outputs[0]);
			expect(twice.error?.message).toContain('has ended');
		});
	});
}
