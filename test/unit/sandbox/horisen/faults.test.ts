import { startHorisen, type FaultRule, type HorisenSimulator } from '../../../../sandbox/horisen';
import { Caller, customerTraffic, DOCUMENTS, type Listed } from './caller';

const SORTED = `${DOCUMENTS}?sort=documentUuid&page_size=10`;

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

const inject = (rule: FaultRule) => horisen.faults.inject({ route: 'documents', ...rule });
const page = async (number: number, path = SORTED) =>
	(await caller.get(`${path}&page_number=${number}`)).body;
const statuses = async (count: number, path = DOCUMENTS) => {
	const answered = [];
	for (let call = 0; call < count; call += 1) answered.push((await caller.raw(path)).status);
	return answered;
};
const uuids = ({ data }: Listed) => data.map(({ documentUuid }) => documentUuid);

describe('a fault', () => {
	const fault = { kind: 'status', status: 500 } as const;

	it('hits the first matching call, once', async () => {
		inject({ fault });
		expect(await statuses(3)).toEqual([500, 200, 200]);
	});

	it('hits as many as told, after those to skip', async () => {
		inject({ fault, skip: 1, times: 2 });
		expect(await statuses(5)).toEqual([200, 500, 500, 200, 200]);
	});

	it('hits one invoice every time, and no other', async () => {
		const [broken, fine] = horisen.data.eligible().filter((d) => d.documentType === 25);
		horisen.faults.inject({ fault, invoiceId: broken.id, times: null });
		expect(await statuses(3, customerTraffic(broken.id))).toEqual([500, 500, 500]);
		expect(await statuses(1, customerTraffic(fine.id))).toEqual([200]);
		expect(await statuses(1)).toEqual([200]);
	});

	it('hits one page, in both paging styles', async () => {
		inject({ fault, page: 2, times: null });
		expect(await statuses(1, `${DOCUMENTS}?page_number=2`)).toEqual([500]);
		expect(await statuses(1, `${DOCUMENTS}?paging=2,10`)).toEqual([500]);
		expect(await statuses(1, `${DOCUMENTS}?paging=1,2`)).toEqual([200]);
	});

	it('hits nothing once it is removed', async () => {
		const id = inject({ fault, times: null });
		expect(await statuses(1)).toEqual([500]);
		horisen.faults.remove(id);
		expect(await statuses(1)).toEqual([200]);
		inject({ fault });
		horisen.faults.clear();
		expect(await statuses(1)).toEqual([200]);
	});

	it('hits only listings, if only a listing can have it', async () => {
		horisen.faults.inject({ fault: { kind: 'removeRow' } });
		await Caller.of(horisen);
		await page(1);
		expect(horisen.data.documents).toHaveLength(35);
	});
});

describe('answers', () => {
	it('429 with Retry-After in seconds', async () => {
		inject({ fault: { kind: 'status', status: 429, retryAfterSeconds: 2 } });
		const response = await caller.raw(DOCUMENTS);
		expect(response.status).toBe(429);
		expect(response.headers.get('retry-after')).toBe('2');
	});

	it('429 with Retry-After as a date', async () => {
		inject({ fault: { kind: 'status', status: 429, retryAfterDateIn: 60 } });
		const date = (await caller.raw(DOCUMENTS)).headers.get('retry-after') ?? '';
		expect(date).toMatch(/ GMT$/);
		expect(Date.parse(date) - Date.now()).toBeGreaterThan(50_000);
	});

	it('with the body that is given, or the API’s own shape', async () => {
		const [{ id }] = horisen.data.eligible().filter((d) => d.documentType === 25);
		inject({ route: 'customerTraffic', fault: { kind: 'status', status: 500 } });
		expect((await caller.get(customerTraffic(id))).body).toMatchObject({ Code: 500 });
		inject({ fault: { kind: 'status', status: 500 } });
		expect((await caller.get(DOCUMENTS)).body).toMatchObject({ code: 'INT_APP_ERROR' });
		inject({ fault: { kind: 'status', status: 503, body: 'busy', headers: { 'x-by': 'proxy' } } });
		const response = await caller.raw(DOCUMENTS);
		expect(response.headers.get('x-by')).toBe('proxy');
		expect(await response.text()).toBe('busy');
	});

	it('a failed write without changing anything', async () => {
		const [{ id }] = horisen.data.documents;
		inject({ route: 'changeSyncStatus', fault: { kind: 'status', status: 500 } });
		await caller.post(`/finance/sit/v1/invoices/${id}/change-sync-status`, { syncStatus: 'done' });
		expect(horisen.data.document(id)?.syncStatus).not.toBe('done');
	});

	it('a web page with 200', async () => {
		inject({ fault: { kind: 'html' } });
		const response = await caller.raw(DOCUMENTS);
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toContain('text/html');
		expect(await response.text()).toContain('<html>');
	});

	it('a redirect to another host', async () => {
		inject({ fault: { kind: 'redirect', location: 'http://elsewhere.example/' } });
		const response = await caller.raw(DOCUMENTS);
		expect(response.status).toBe(302);
		expect(response.headers.get('location')).toBe('http://elsewhere.example/');
	});

	it('a token that ends between pages: the next one continues', async () => {
		inject({ page: 2, fault: { kind: 'expireTokens' } });
		const first = await page(1);
		expect((await caller.get(`${SORTED}&page_number=2`)).status).toBe(401);
		caller = await Caller.of(horisen);
		const second = await page(2);
		expect(new Set([...uuids(first), ...uuids(second)]).size).toBe(20);
	});
});

describe('on the wire', () => {
	it('drips', async () => {
		inject({ fault: { kind: 'drip', bytes: 100, everyMs: 5 } });
		const response = await caller.raw(DOCUMENTS);
		const chunks = [];
		for await (const chunk of response.body!) chunks.push(chunk);
		expect(chunks.length).toBeGreaterThan(5);
	});

	it('drips the whole answer', async () => {
		inject({ fault: { kind: 'drip', bytes: 5000, everyMs: 1 } });
		expect((await caller.get(DOCUMENTS)).body.data).toHaveLength(10);
	});

	it.each([true, false])('never ends (headers: %s)', async (headers) => {
		inject({ fault: { kind: 'hang', headers } });
		const signal = AbortSignal.timeout(2_000);
		const answered = caller.raw(DOCUMENTS, { signal });
		if (headers) expect((await answered).status).toBe(200);
		await expect(answered.then((response) => response.text())).rejects.toThrow(/timeout/);
	});

	it('truncates JSON in a complete response', async () => {
		inject({ fault: { kind: 'truncate' } });
		const text = await (await caller.raw(DOCUMENTS)).text();
		expect(text).toMatch(/^{"data":\[/);
		expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
	});

	it('resets the connection before or in the answer', async () => {
		inject({ fault: { kind: 'reset' } });
		await expect(caller.raw(DOCUMENTS)).rejects.toThrow('fetch failed');
		inject({ fault: { kind: 'reset', midway: true } });
		await expect(caller.raw(DOCUMENTS).then((response) => response.text())).rejects.toThrow(
			/terminated|fetch failed/,
		);
		expect(await statuses(1)).toEqual([200]);
	});
});

describe('paging that lies', () => {
	it('ignores its parameter', async () => {
		inject({ times: null, fault: { kind: 'ignorePaging' } });
		const second = await page(2);
		expect(second).toEqual(await page(1));
		expect(second.meta.pagination.currentPage).toBe(1);
	});

	it('gives a page twice, under the number asked for', async () => {
		inject({ page: 2, fault: { kind: 'pageAgain' } });
		const [first, second] = [await page(1), await page(2)];
		expect(uuids(second)).toEqual(uuids(first));
		expect(second.meta.pagination.currentPage).toBe(2);
	});

	it('gives one row on two pages', async () => {
		inject({ page: 2, fault: { kind: 'repeatRow' } });
		const [first, second] = [await page(1), await page(2)];
		expect(uuids(second)[0]).toBe(uuids(first)[9]);
		expect(second.data).toHaveLength(10);
	});

	it('gives another page number and total', async () => {
		inject({ fault: { kind: 'wrongCurrentPage', currentPage: 7 } });
		expect((await page(1)).meta.pagination).toMatchObject({ currentPage: 7, total: 36 });
		inject({ fault: { kind: 'lyingTotal', by: -1 } });
		expect((await page(1)).meta.pagination).toMatchObject({ currentPage: 1, total: 35 });
	});
});

describe('data that changes between pages', () => {
	it('has a new document, so the last of page 1 comes again', async () => {
		inject({ page: 1, fault: { kind: 'insertRow' } });
		const [first, second] = [await page(1), await page(2)];
		expect(uuids(second)[0]).toBe(uuids(first)[9]);
		expect(second.meta.pagination.total).toBe(37);
	});

	it('lost a document, so another is skipped', async () => {
		const before = uuids(await page(1));
		inject({ page: 1, fault: { kind: 'removeRow' } });
		const [first, second] = [await page(1), await page(2)];
		expect(uuids(first)).toEqual(before);
		expect(second.meta.pagination.total).toBe(35);
		const rest = [...uuids(await page(3)), ...uuids(await page(4))];
		const listed = new Set([...uuids(first), ...uuids(second), ...rest]);
		expect(listed.has(first.data[0].documentUuid)).toBe(true);
		expect(horisen.data.documents.filter((d) => !listed.has(d.documentUuid))).toHaveLength(1);
	});

	it('has one traffic row more, or one less', async () => {
		const [{ id }] = horisen.data.eligible().filter((d) => d.documentType === 25);
		const total = horisen.data.trafficRows(id).length;
		const path = `${customerTraffic(id)}?page_size=10`;
		inject({ route: 'customerTraffic', page: 1, fault: { kind: 'insertRow' } });
		const first = await page(1, path);
		const second = await page(2, path);
		expect(second.meta.pagination.total).toBe(total + 1);
		expect(second.data[0]).toEqual(first.data[9]);
		inject({ route: 'customerTraffic', page: 1, fault: { kind: 'removeRow' } });
		await page(1, path);
		expect((await page(2, path)).meta.pagination.total).toBe(total);
	});

	it('was changed by a hook', async () => {
		inject({
			page: 1,
			fault: { kind: 'afterPage', change: (data) => void (data.documents.length = 5) },
		});
		expect((await page(1)).meta.pagination.total).toBe(36);
		expect((await page(1)).meta.pagination.total).toBe(5);
	});
});
