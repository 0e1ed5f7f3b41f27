import type { INodeExecutionData } from 'n8n-workflow';
import { failureOf } from '../../nodes/common/addedFields';
import { setUpHorisen } from './horisenSetup';

const { horisen, run } = setUpHorisen();

describe('Invoice', () => {
	const invoice = async (operation: string, parameters: object, ids: unknown[]) =>
		await run({
			node: 'horisenFinance',
			parameters: { resource: 'invoice', operation, ...parameters },
			input: ids.map((id) => ({ json: { id } as never })),
		});
	const someIds = () =>
		horisen()
			.data.documents.slice(0, 3)
			.map(({ id }) => id);

	it('changes the sync status of each item', async () => {
		const ids = someIds();
		const { outputs } = await invoice('changeSyncStatus', { syncStatus: 'done' }, ids);
		expect(outputs[0]).toEqual(
			ids.map((id, item) => ({
				json: { id, acknowledgement: { status: 'done', ok: true } },
				pairedItem: { item },
			})),
		);
		expect(ids.map((id) => horisen().data.document(id)?.syncStatus)).toEqual([
			'done',
			'done',
			'done',
		]);
	});

	const BULK = { mode: 'allItems', syncStatus: 'exported' };
	const posts = () => horisen().requests.filter(({ path }) => path.includes('change-sync-status'));
	const acknowledgements = (items: INodeExecutionData[]) =>
		items.map(({ json }) => json.acknowledgement);

	it('reports nothing to HORISEN until a status is chosen, and says so', async () => {
		const { outputs, hints } = await invoice('changeSyncStatus', {}, someIds());
		expect(outputs[0].map(({ json }) => json)).toEqual(someIds().map((id) => ({ id })));
		expect(hints).toEqual([
			expect.objectContaining({
				message: expect.stringMatching(/^Nothing was reported to HORISEN/) as string,
			}),
		]);
		expect(horisen().requests).toEqual([]);
	});

	it('changes items together in one bulk call', async () => {
		const ids = someIds();
		const { outputs } = await invoice('changeSyncStatus', BULK, [...ids, ids[0]]);
		expect(acknowledgements(outputs[0])).toEqual(Array(4).fill({ status: 'exported', ok: true }));
		expect(posts().map(({ path }) => path)).toEqual([
			`/api/finance/sit/v1/invoices/${ids.join(',')}/bulk-change-sync-status`,
		]);
		expect(ids.map((id) => horisen().data.document(id)?.syncStatus)).toEqual(
			Array(3).fill('exported'),
		);
	});

	it('reports 3,000 items in calls of an acceptable length', async () => {
		const [document] = horisen().data.documents;
		const ids = Array.from({ length: 3000 }, (_, index) => 7_000_000 + index);
		horisen().data.documents.push(...ids.map((id) => ({ ...structuredClone(document), id })));
		const options = { idsPerCall: 1000 };
		const { outputs, error } = await invoice('changeSyncStatus', { ...BULK, options }, ids);
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(3000);
		expect(ids.every((id) => horisen().data.document(id)?.syncStatus === 'exported')).toBe(true);
		expect(posts()).toHaveLength(12);
		expect(Math.max(...posts().map(({ path }) => path.length))).toBeLessThan(2100);
	});

	it("gives each item its own call's outcome", async () => {
		const ids = someIds();
		const unknown = 999_999;
		const { outputs } = await run({
			node: 'horisenFinance',
			parameters: {
				resource: 'invoice',
				operation: 'changeSyncStatus',
				...BULK,
				options: { idsPerCall: 2 },
			},
			input: [...ids, unknown, 'none'].map((id) => ({ json: { id, note: 'kept' } as never })),
			onError: 'continueRegularOutput',
		});
		const message = expect.stringContaining(`2 invoices (${ids[2]}, ${unknown})`) as string;
		const invalid = 'Invoice ID is not a whole number: "none"';
		expect(acknowledgements(outputs[0])).toEqual([
			{ status: 'exported', ok: true },
			{ status: 'exported', ok: true },
			{ status: 'exported', ok: false, message },
			{ status: 'exported', ok: false, message },
			{ status: 'exported', ok: false, message: invalid },
		]);
		expect(outputs[0].map(({ json }) => failureOf(json)?.message)).toEqual([
			undefined,
			undefined,
			message,
			message,
			invalid,
		]);
		expect(outputs[0].every(({ json }) => json.note === 'kept')).toBe(true);
		expect(posts()).toHaveLength(2);
	});

	it.each(['eachItem', 'allItems'])(
		'reports what is delivered, and nothing else: %s',
		async (mode) => {
			const [document] = horisen().data.documents;
			const delivery = { key: 'k', revision: 'r', run: 'run' };
			const failure = { node: 'Deliver', message: 'It failed', advice: '' };
			const cases: Array<[boolean, object]> = [
				[true, { delivery: { ...delivery, action: 'deliver' }, outcome: 'delivered' }],
				[true, { delivery: { ...delivery, action: 'deliver' }, outcome: 'alreadyDelivered' }],
				[true, { delivery: { ...delivery, action: 'acknowledge' } }],
				[false, { delivery: { ...delivery, action: 'deliver' } }],
				[false, { delivery: { ...delivery, action: 'deliver' }, outcome: 'inferred' }],
				[false, { delivery: { ...delivery, action: 'deliver' }, outcome: 'conflict' }],
				[false, { delivery: { ...delivery, action: 'deliver' }, outcome: 'waiting' }],
				[false, { delivery: { ...delivery, action: 'acknowledge' }, failure }],
				[false, { delivery: { ...delivery, action: 'held' } }],
				[false, { delivery: { action: 'none', run: 'run' } }],
			];
			const ids = cases.map((_, index) => 8_000_000 + index);
			horisen().data.documents.push(...ids.map((id) => ({ ...structuredClone(document), id })));
			const input = cases.map(([, json], index) => ({ json: { id: ids[index], ...json } }));
			const { outputs } = await run({
				node: 'horisenFinance',
				parameters: { resource: 'invoice', operation: 'changeSyncStatus', ...BULK, mode },
				input: input as INodeExecutionData[],
				onError: 'continueRegularOutput',
			});
			expect(ids.map((id) => horisen().data.document(id)?.syncStatus === 'exported')).toEqual(
				cases.map(([isTold]) => isTold),
			);
			expect(outputs[0].map(({ json }) => json)).toEqual(
				input.map(({ json }, index) => ({
					...json,
					...(cases[index][0] ? { acknowledgement: { status: 'exported', ok: true } } : {}),
				})),
			);
		},
	);

	it('refuses an unknown status, and an expression without a value', async () => {
		for (const syncStatus of ['exportd', '={{ $json.nothing }}']) {
			const { error } = await invoice('changeSyncStatus', { syncStatus }, someIds());
			expect(error?.message).toMatch(/^Sync Status cannot be/);
		}
		expect(horisen().requests).toEqual([]);
	});

	it('sends a reason with the status, in a body field that can be changed, and leaves out an empty reason', async () => {
		const [id] = someIds();
		const bodyOf = async (options: object) => {
			await invoice('changeSyncStatus', { syncStatus: 'error', options }, [id]);
			return JSON.parse(horisen().requests.at(-1)?.body ?? '') as unknown;
		};
		const reason = 'The ERP refused the file';
		expect(await bodyOf({ reason })).toEqual({ syncStatus: 'error', message: reason });
		expect(await bodyOf({ reason, reasonField: 'note' })).toEqual({
			syncStatus: 'error',
			note: reason,
		});
		expect(await bodyOf({ reason: '' })).toEqual({ syncStatus: 'error' });
	});

	it.each([
		['', 'Invoice ID is empty'],
		['300919-1', 'Invoice ID is not a whole number: "300919-1"'],
		['1,2', 'Invoice ID is not a whole number: "1,2"'],
		['0', 'Invoice ID is not a whole number: "0"'],
	])('refuses the id %p in a bulk call, and changes nothing', async (id, message) => {
		const { error } = await invoice('changeSyncStatus', BULK, [...someIds(), id]);
		expect(error?.message).toBe(message);
		expect(horisen().requests).toHaveLength(0);
	});

	it('changes the docs delivery status, in a chosen body field', async () => {
		const [id] = someIds();
		const { outputs } = await invoice('changeDocsDeliveryStatus', {}, [id]);
		expect(outputs[0][0].json).toMatchObject({ invoiceId: id, docsDeliveryStatus: 'sent' });
		expect(horisen().data.document(id)?.docsDeliveryStatus).toBe('sent');

		const other = { options: { bodyField: 'newStatus' } };
		const { error } = await invoice('changeDocsDeliveryStatus', other, [id]);
		expect(error?.description).toContain('docsDeliveryStatus: must be one of');
	});

	it('lists the files', async () => {
		const [id] = someIds();
		const { outputs } = await invoice('getFiles', {}, [id]);
		expect(outputs[0][0].json).toMatchObject({ invoiceId: id, mimeType: 'application/pdf' });
	});

	it('names an invoice that HORISEN does not know', async () => {
		const { error } = await invoice('getFiles', {}, [999999]);
		expect(error?.message).toBe('HORISEN Finance has no invoice 999999 (404 INVOICE_NOTFOUND)');
	});

	it('never repeats a write, and says that it may have happened', async () => {
		const [id] = someIds();
		horisen().faults.inject({ fault: { kind: 'hang' }, route: 'changeSyncStatus', times: null });
		const options = { requestTimeout: 2 };
		const { error } = await invoice('changeSyncStatus', { syncStatus: 'exported', options }, [id]);
		expect(error?.message).toBe(
			`HORISEN Finance gave no complete answer for invoice ${id} (it took too long); it may have been carried out all the same`,
		);
		expect(
			horisen().requests.filter(
				({ method, path }) => method === 'POST' && path.includes(String(id)),
			),
		).toHaveLength(1);
	});
});
