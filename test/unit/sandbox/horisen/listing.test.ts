import { startHorisen, type HorisenSimulator } from '../../../../sandbox/horisen';
import { Caller, customerTraffic, DOCUMENTS } from './caller';

let horisen: HorisenSimulator;
let caller: Caller;
beforeAll(async () => {
	horisen = await startHorisen({ today: '2025-11-21' });
	caller = await Caller.of(horisen);
});
afterAll(() => horisen.stop());

describe('paging', () => {
	it('serves ten rows of the first page unless asked otherwise', async () => {
		const { body } = await caller.get(DOCUMENTS);
		expect(body.data).toHaveLength(10);
		expect(body.meta).toEqual({
			pagination: { total: 36, count: 10, perPage: 10, currentPage: 1, totalPages: 4 },
		});
	});

	it.each(['page_number=3&page_size=16', 'paging=3,16', 'paging=3%2C16'])('%s', async (query) => {
		const { body } = await caller.get(`${DOCUMENTS}?${query}`);
		expect(body.meta.pagination).toEqual({
			total: 36,
			count: 4,
			perPage: 16,
			currentPage: 3,
			totalPages: 3,
		});
	});

	it('covers every document once over its pages', async () => {
		const uuids = (await caller.all(DOCUMENTS, 7)).map(({ documentUuid }) => documentUuid);
		expect(uuids).toHaveLength(36);
		expect(new Set(uuids).size).toBe(36);
	});

	it('serves an empty page after the last one, and no page of an empty list', async () => {
		const after = await caller.get(`${DOCUMENTS}?page_number=9`);
		expect(after.body.data).toEqual([]);
		expect(after.body.meta.pagination).toMatchObject({ total: 36, count: 0, currentPage: 9 });
		const nothing = await caller.get(`${DOCUMENTS}?documentNumber=none`);
		expect(nothing.body.meta.pagination).toMatchObject({ total: 0, count: 0, totalPages: 0 });
	});
});

describe('sort', () => {
	const sorted = async (sort: string, field: string) =>
		(await caller.all(`${DOCUMENTS}?sort=${sort}`)).map((document) => document[field]);

	it('orders numbers by value, both ways', async () => {
		const totals = horisen.data.documents.map(({ total }) => total).sort((a, b) => a - b);
		expect(await sorted('total', 'total')).toEqual(totals);
		expect(await sorted('-total', 'total')).toEqual(totals.reverse());
	});

	it('takes several attributes, also of the partner', async () => {
		const rows = await caller.all(`${DOCUMENTS}?sort=bizPartnerName,-documentDate`);
		const keys = rows.map(({ bizPartner, documentDate }) => ({
			name: (bizPartner as { name: string }).name,
			documentDate: documentDate as string,
		}));
		for (const [index, key] of keys.slice(1).entries()) {
			const before = keys[index];
			expect(before.name <= key.name).toBe(true);
			if (before.name === key.name) {
				expect(before.documentDate >= key.documentDate).toBe(true);
			}
		}
	});

	it('puts rows without a value first', async () => {
		const dates = await sorted('paymentStatusDate', 'paymentStatusDate');
		const paid = dates.filter((date) => date !== null);
		expect(paid.length).toBeGreaterThan(1);
		expect(dates.slice(-paid.length)).toEqual([...paid].sort());
	});
});

describe('traffic reports', () => {
	it('are the same under both base paths', async () => {
		const { id } = horisen.data.eligible().find(({ documentType }) => documentType === 25)!;
		const rows = await caller.all(customerTraffic(id));
		expect(rows).toEqual(horisen.data.trafficRows(id));
		expect(
			await caller.all(`/bulk/traffic-report/v2/customer-invoices/${id}/traffic-reports`),
		).toEqual(rows);
	});

	it('exist for control invoices, in their own fields', async () => {
		const { id } = horisen.data.eligible('purchase').find((d) => d.domainCodeName === 'BULK')!;
		const rows = await caller.all(
			`/bulk-traffic-report/v2/control-invoices/${id}/traffic-reports?gt(buyPrice)=0`,
		);
		expect(rows).toHaveLength(horisen.data.trafficRows(id).length);
		expect(Object.keys(rows[0])).toEqual([
			...['supplierId', 'billingAccountId', 'billingAccountName', 'countryId', 'countryName'],
			...['countryCode2', 'operatorId', 'operatorName', 'outSmsCnt', 'buyPrice'],
			...['buyPriceSinceDt', 'buyCurrency', 'buyCurrencyCode', 'mcc', 'mnc', 'startDt', 'endDt'],
			'totalAmount',
		]);
	});

	it.each(['perListing', 'perCall'] as const)(
		'may come in another order %s',
		async (trafficOrder) => {
			const shuffling = await startHorisen({ today: '2025-11-21', trafficOrder });
			const client = await Caller.of(shuffling);
			const { id } = shuffling.data.eligible().find(({ documentType }) => documentType === 25)!;
			const text = (rows: unknown[]) => rows.map((row) => JSON.stringify(row));
			const first = text(await client.all(customerTraffic(id), 20));
			const second = text(await client.all(customerTraffic(id), 20));
			const stored = text(shuffling.data.trafficRows(id));
			expect(second).not.toEqual(first);
			expect(second).toHaveLength(stored.length);
			const isWhole = JSON.stringify([...second].sort()) === JSON.stringify([...stored].sort());
			expect(isWhole).toBe(trafficOrder === 'perListing');
			await shuffling.stop();
		},
	);
});
