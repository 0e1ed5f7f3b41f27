import { startHorisen, type HorisenSimulator } from '../../../../sandbox/horisen';
import { Caller, DOCUMENTS } from './caller';

interface Refusal {
	code: string;
	items: Array<{ name: string }>;
}

const invoices = '/finance/sit/v1/invoices';
let horisen: HorisenSimulator;
let caller: Caller;
beforeAll(async () => {
	horisen = await startHorisen({ today: '2025-11-21' });
});
beforeEach(async () => {
	horisen.reset();
	caller = await Caller.of(horisen);
});
afterAll(() => horisen.stop());

const someIds = (count: number) =>
	horisen.data
		.eligible()
		.slice(0, count)
		.map(({ id }) => id);

it('changes the sync status of the stored document, and its time', async () => {
	const [id] = someIds(1);
	const { status } = await caller.post(`${invoices}/${id}/change-sync-status`, {
		syncStatus: 'exported',
	});
	expect(status).toBe(200);
	const { body } = await caller.get(`${DOCUMENTS}?id=${id}&syncStatus=exported`);
	expect(body.data).toEqual([
		expect.objectContaining({
			id,
			syncStatus: 'exported',
			syncStatusDt: expect.stringMatching(/^2025-11-22T12:00:01/),
		}),
	]);
});

it('changes all of many documents, or none', async () => {
	const ids = someIds(3);
	const { status, body } = await caller.post<{ data: unknown[] }>(
		`${invoices}/${ids.join(',')}/bulk-change-sync-status`,
		{ syncStatus: 'done' },
	);
	expect(status).toBe(200);
	expect(body.data).toHaveLength(3);
	expect(ids.map((id) => horisen.data.document(id)?.syncStatus)).toEqual(['done', 'done', 'done']);

	const partly = await caller.post(`${invoices}/${ids[0]},1/bulk-change-sync-status`, {
		syncStatus: 'error',
	});
	expect(partly).toMatchObject({ status: 404, body: { code: 'INVOICE_NOTFOUND' } });
	expect(horisen.data.document(ids[0])?.syncStatus).toBe('done');
});

it('changes the delivery status of the documents', async () => {
	const [id] = someIds(1);
	await caller.post(`${invoices}/${id}/change-docs-delivery-status`, {
		docsDeliveryStatus: 'sent',
	});
	expect(horisen.data.document(id)).toMatchObject({
		docsDeliveryStatus: 'sent',
		docsDeliveryStatusDate: expect.any(String),
	});
});

it.each([
	['an unknown status', { syncStatus: 'delivered' }, 'syncStatus'],
	['another field', { status: 'done' }, 'syncStatus'],
	['no object', 'done', 'body'],
	['null', null, 'body'],
])('refuses %s', async (_, body, name) => {
	const [id] = someIds(1);
	const answered = await caller.post<Refusal>(`${invoices}/${id}/change-sync-status`, body);
	expect(answered.status).toBe(404);
	expect(answered.body.code).toBe('BAD_PARAM');
	expect(answered.body.items[0].name).toBe(name);
	expect(horisen.data.document(id)?.syncStatus).toBe('none');
});

it('refuses a body without the content type of JSON', async () => {
	const [id] = someIds(1);
	const response = await caller.raw(`${invoices}/${id}/change-sync-status`, {
		method: 'POST',
		body: '{"syncStatus":"done"}',
	});
	expect(response.status).toBe(404);
});

it('takes the body field that it is set to', async () => {
	const other = await startHorisen({ syncStatusField: 'newStatus' });
	const client = await Caller.of(other);
	const path = `${invoices}/${other.data.documents[0].id}/change-sync-status`;
	expect((await client.post(path, { syncStatus: 'done' })).status).toBe(404);
	expect((await client.post(path, { newStatus: 'done' })).status).toBe(200);
	await other.stop();
});

it('lists the files of an invoice', async () => {
	const [id] = someIds(1);
	const { status, body } = await caller.get<{ data: unknown[] }>(`${invoices}/${id}/files`);
	expect(status).toBe(200);
	expect(body.data).toEqual([expect.objectContaining({ invoiceId: id })]);
	expect((await caller.get(`${invoices}/1/files`)).body).toMatchObject({
		code: 'INVOICE_NOTFOUND',
	});
	expect((await caller.get(`${invoices}/x/files`)).body).toMatchObject({ code: 'BAD_PARAM' });
});
