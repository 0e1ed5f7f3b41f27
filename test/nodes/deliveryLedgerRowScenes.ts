import type { IDataObject } from 'n8n-workflow';
import type { DeliveryKey, Outcome } from '../../nodes/DeliveryLedger/store/ledgerStore';
import { fileOf, runStart, SERVER } from '../unit/DeliveryLedger/support/ledgerSetup';
import { documentOf, jsonOf, type Json, type LedgerBench } from './deliveryLedgerSetup';

/** What an operator asks and decides between runs, with any store: Resolve, Get Many, Audit, Health. */
export function rowScenesOf(newBench: () => LedgerBench): void {
	let bench: LedgerBench;
	beforeEach(() => (bench = newBench()));

	const A = documentOf('a');
	const CHANGED = documentOf('a', { total: 20 });

	/** A run in which each document to deliver has this outcome. */
	const runOf = async (
		documents: IDataObject[],
		outcome: Outcome = 'delivered',
		parameters: IDataObject = {},
	) => {
		const planned = await bench.run('plan', documents, parameters);
		expect(planned.error).toBeUndefined();
		const store = await bench.store();
		for (const { json } of planned.outputs[0]) {
			const { run, action, ...key } = json.delivery as unknown as DeliveryKey & Json;
			if (action !== 'deliver') continue;
			const of = { ...key, run: run as string, writer: 'w' };
			await store.bindServer(bench.name, SERVER, 'keep');
			const files = [fileOf(`${key.key}.xml`, { bytes: 100 })];
			await store.intend({ ...of, server: SERVER, files });
			await store.recordOutcome({ ...of, outcome, partRemoved: true, message: 'Broke off' });
		}
		const { outputs } = await bench.run('finish', planned.outputs[0]);
		return jsonOf(outputs.flat())[0];
	};
	const resolve = async (document: string, whatWasDone: string) =>
		await bench.run('resolve', [{}], { resource: 'delivery', document, whatWasDone, note: 'n' });
	const reasonOf = async (documents: IDataObject[]) =>
		((await runOf(documents)).documents as Json[])[0].reason;

	describe('Resolve', () => {
		it.each([
			['Corrected in the ERP', 'corrected', 'skipped'],
			['Delivered by Hand', 'byHand', 'skipped'],
			['Deliver Again', 'deliverAgain', 'delivered'],
		])('settles a held document: %s', async (name, what, result) => {
			await runOf([A]);
			expect(await reasonOf([CHANGED])).toContain('total 12.66 EUR then, 20 EUR now');
			if (what === 'corrected') expect(await reasonOf([CHANGED])).toContain(`Resolve: ${name}`);
			const { outputs, error } = await resolve('N-a', what);
			expect(error).toBeUndefined();
			expect(jsonOf(outputs[0])[0]).toMatchObject({ before: null, after: { total: '20' } });
			expect((await runOf([CHANGED])).documents).toMatchObject([{ result }]);
			expect((await runOf([CHANGED])).documents).toMatchObject([{ result: 'skipped' }]);
			expect((await runOf([A])).documents).toMatchObject([{ result: 'held' }]);
			await resolve('a', 'corrected');
			expect((await runOf([A])).documents).toMatchObject([{ result: 'skipped' }]);
		});

		it.each([
			['byHand', 'delivered', 'skipped'],
			['deliverAgain', 'void', 'delivered'],
			['dropped', 'void', 'held'],
		])('settles an inferred delivery: %s', async (what, state, result) => {
			await runOf([A], 'inferred');
			expect(await reasonOf([A])).toContain('the ERP probably took it');
			const { outputs } = await resolve('N-a', what);
			expect(jsonOf(outputs[0])[0]).toMatchObject({
				text: expect.stringContaining(`was inferred, and is now ${state}`) as string,
				before: { state: 'inferred' },
				after: { state },
			});
			expect((await runOf([A])).documents).toMatchObject([{ result }]);
		});

		it.each([
			['corrected', 'skipped'],
			['deliverAgain', 'delivered'],
		])(
			'holds a dropped document that is listed again, until a person decides: %s',
			async (what, result) => {
				await runOf([A], 'failed');
				await resolve('N-a', 'dropped');
				expect(await reasonOf([A])).toMatch(
					/^On \d{4}-\d\d-\d\d, a person decided that it is no longer to be delivered, but it is in the list\./,
				);
				await resolve('N-a', what);
				expect((await runOf([A])).documents).toMatchObject([{ result }]);
				expect((await runOf([A])).documents).toMatchObject([{ result: 'skipped' }]);
			},
		);

		it.each(['corrected', 'byHand'])(
			'settles a held document and the failed delivery of another revision: %s',
			async (what) => {
				await runOf([A]);
				await runOf([CHANGED], 'failed', { onChange: 'deliver' });
				const again = documentOf('a', { total: 30 });
				expect(await reasonOf([again])).toContain('of another revision is still open');
				await resolve('N-a', what);
				expect((await runOf([again])).documents).toMatchObject([{ result: 'skipped' }]);
			},
		);

		it('delivers a held document beside the failed delivery of another revision', async () => {
			await runOf([A]);
			await runOf([CHANGED], 'failed', { onChange: 'deliver' });
			const again = documentOf('a', { total: 30 });
			await runOf([again]);
			await resolve('N-a', 'deliverAgain');
			expect((await runOf([again])).documents).toMatchObject([{ result: 'delivered' }]);
			expect((await runOf([again])).documents).toMatchObject([{ result: 'skipped' }]);
		});

		it('records that a person delivered a document on which no step reported', async () => {
			const planned = await bench.run('plan', [A]);
			await bench.run('finish', planned.outputs[0]);
			const { outputs } = await resolve('N-a', 'byHand');
			expect(jsonOf(outputs[0])[0].text).toBe(
				'Document "N-a" was unknown to the ledger, and is now delivered. Delivered by a person.',
			);
			expect((await runOf([A])).documents).toMatchObject([{ result: 'skipped' }]);
		});

		it('finds a document without a number by the name that the summary gives it', async () => {
			const nameless = documentOf('uuid-1', { documentNumber: '', bizPartnerExternalRefId: 'P1' });
			const parameters = { showFieldNames: true, keyField: 'bizPartnerExternalRefId' };
			const [line] = (await runOf([nameless], 'inferred', parameters)).documents as Json[];
			const { outputs, error } = await resolve(String(line.documentNumber), 'byHand');
			expect(error).toBeUndefined();
			expect(jsonOf(outputs[0])[0]).toMatchObject({ after: { key: 'P1', state: 'delivered' } });
		});

		it('has a delivered document delivered once more, if that is chosen', async () => {
			await runOf([A]);
			await resolve('a', 'deliverAgain');
			expect((await runOf([A])).documents).toMatchObject([{ result: 'delivered' }]);
		});

		it.each([
			['N-z', 'corrected', 'The ledger has no document "N-z"'],
			['N-a', 'corrected', 'Document "N-a" is delivered as "a.xml" on'],
			['N-a', 'dropped', 'there is nothing to resolve'],
			[' ', 'dropped', 'Document is empty'],
		])('refuses %j, %s', async (document, what, message) => {
			await runOf([A]);
			const { error } = await resolve(document === ' ' ? "={{ ' ' }}" : document, what);
			expect(error?.message).toContain(message);
		});
	});

	describe('Get Many', () => {
		it('lists deliveries, the newest first', async () => {
			await runOf([A, documentOf('b', { documentDate: '2023-07-01' })]);
			const list = async (parameters: IDataObject) =>
				jsonOf(
					(await bench.run('getMany', [{}], { resource: 'delivery', ...parameters })).outputs[0],
				).map(({ documentNumber }) => documentNumber);
			expect(await list({ returnAll: true })).toEqual(['N-b', 'N-a']);
			expect(await list({ limit: 1 })).toEqual(['N-b']);
			expect(await list({ dateTo: '2023-06-30' })).toEqual(['N-a']);
			expect(await list({ states: ['failed'] })).toEqual([]);
			expect(await list({ document: 'N-a', states: ['delivered', 'failed'] })).toEqual(['N-a']);
		});
	});

	describe('Audit', () => {
		it('compares documents, ledger and files, and ignores what was not listed', async () => {
			await runOf([A, documentOf('b'), documentOf('c')]);
			const audit = async (parameters: IDataObject) =>
				jsonOf(
					(
						await bench.run('audit', [A, documentOf('b'), documentOf('d')], {
							resource: 'delivery',
							...parameters,
						})
					).outputs[0],
				).map(({ result, documentNumber, file, offBy }) => [result, documentNumber, file, offBy]);
			const files = JSON.stringify([
				{ remotePath: '/in/a.xml', bytes: 100 },
				{ remotePath: '/in/a.xml.sha256', bytes: 70 },
				{ remotePath: '/in/x.xml', bytes: 1 },
			]);
			expect(await audit({ files })).toEqual([
				['delivered', 'N-a', 'on the server', '0'],
				['delivered', 'N-b', 'taken by the ERP', '0'],
				['missing', 'N-d', '', '-12.66'],
				['unknown', 'N-c', 'taken by the ERP', '12.66'],
				['unknown', '', 'on the server', ''],
				// The file without a document is in no currency.
				['summary', undefined, undefined, '0'],
				['summary', undefined, undefined, '0'],
			]);
			const left = { remotePath: '/in/.y.xml.0123456789ab.part', bytes: 1 };
			const { outputs: unknown } = await bench.run('audit', [A], {
				resource: 'delivery',
				files: JSON.stringify([{ remotePath: '/in/x.xml', bytes: 1 }, left]),
			});
			const notes = jsonOf(unknown[0]).map(({ fileName, note }) => [fileName, note]);
			expect(notes).toContainEqual(['x.xml', 'No row of the ledger explains /in/x.xml.']);
			expect(notes).toContainEqual([
				'.y.xml.0123456789ab.part',
				expect.stringMatching(/^No row of the ledger explains .* File: Sweep, removes it once/),
			]);
			expect((await audit({ files: '[]' })).map(([, , file]) => file).slice(0, 2)).toEqual([
				'not looked at',
				'not looked at',
			]);
			const listed = await audit({ files: '[]', listedDirectories: '/in/, /out' });
			expect(listed[0]).toEqual(['delivered', 'N-a', 'taken by the ERP', '0']);
			const { outputs } = await bench.run('audit', [A, documentOf('d')], {
				resource: 'delivery',
				files,
			});
			const [report] = jsonOf(outputs[1]);
			expect(report.title).toBe('Delivery audit of any day: 1 needs you');
			expect(report.text).toMatch(/^- N-d: missing\. /m);
			expect((await bench.run('audit', [A], { resource: 'delivery', files })).outputs[1]).toEqual(
				[],
			);
		});
	});

	describe('Health', () => {
		const health = async (parameters: IDataObject = {}) =>
			jsonOf(
				(await bench.run('health', [{}], { resource: 'ledger', ...parameters })).outputs.flat(),
			)[0];

		it('says that a ledger is missing', async () => {
			expect(await health()).toMatchObject({
				healthy: false,
				problems: [`There is no ledger "${bench.name}". It was lost, or never created.`],
			});
		});

		it('reports what is open, held and late', async () => {
			await runOf([A]);
			expect(await health()).toMatchObject({ healthy: true, problems: [] });
			await runOf([CHANGED, documentOf('b')], 'inferred');
			await (await bench.store()).beginRun(runStart(bench.name));
			const { problems } = (await health({ lateAfterHours: 0.0000001 })) as { problems: string[] };
			expect(problems).toEqual([
				expect.stringMatching(/^1 document is probably delivered;.*: "N-b"\.$/),
				expect.stringMatching(/^1 document is held or waiting;.*: "N-a"\.$/),
			]);
			await resolve('N-a', 'corrected');
			await resolve('N-b', 'byHand');
			expect(await health()).toMatchObject({ healthy: true, problems: [] });
		});
	});
}
