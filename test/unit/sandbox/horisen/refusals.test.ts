import { startHorisen, type HorisenSimulator } from '../../../../sandbox/horisen';
import { Caller, customerTraffic, DOCUMENTS } from './caller';

interface FinanceError {
	code: string;
	message: string;
	description: string;
	items: Array<{ name: string; message: string }>;
}

let horisen: HorisenSimulator;
let caller: Caller;
let traffic: string;
beforeAll(async () => {
	horisen = await startHorisen({ today: '2025-11-21' });
	caller = await Caller.of(horisen);
	traffic = customerTraffic(horisen.data.eligible().find((d) => d.documentType === 25)!.id);
});
afterAll(() => horisen.stop());

describe('Finance Documents refuses', () => {
	it.each([
		['an unknown parameter', 'limit=5', 'limit', "unknown attribute 'limit'"],
		['an attribute of the document only', 'eq(items)=1', 'eq(items)', "unknown attribute 'items'"],
		['a sort-only attribute', 'bizPartnerName=x', 'bizPartnerName', 'unknown attribute'],
		['an unknown operator', 'like(status)=a', 'like(status)', "unknown operator 'like'"],
		['an operator in capitals', 'EQ(status)=draft', 'EQ(status)', 'unknown operator'],
		['a broken parameter', 'between(documentDate=1', 'between(documentDate', 'unknown attribute'],
		['an invalid date', 'documentDate=2025-02-30', 'documentDate', 'is not a date'],
		['another date format', 'documentDate=31.10.2025', 'documentDate', 'is not a date'],
		['text for an integer', 'bizPartnerId=abc', 'bizPartnerId', 'is not an integer'],
		['nothing for an integer', 'bizPartnerId=', 'bizPartnerId', 'is not an integer'],
		['an exponent', 'gt(total)=1e3', 'gt(total)', 'is not a decimal number'],
		['one value for a range', 'between(total)=1', 'between(total)', 'takes two values'],
		['three values for a range', 'between(total)=1,2,3', 'between(total)', 'takes two values'],
		['an empty value in a list', 'in(currencyCode)=CHF,,EUR', 'in(currencyCode)', 'empty value'],
		['an empty list', 'in(currencyCode)=', 'in(currencyCode)', 'empty value'],
		['a value for isnull', 'isnull(syncStatusDt)=false', 'isnull(syncStatusDt)', 'takes no value'],
		['an unknown status', 'status=done', 'status', 'is not one of draft, approved'],
		['an operator on q', 'contains(q)=a', 'contains(q)', 'takes no operator'],
		['a sort by something unknown', 'sort=-total,items', 'sort', "unknown attribute 'items'"],
		['two sorts', 'sort=id&sort=total', 'sort', 'more than once'],
		['a broken escape', 'status=%ZZ', 'status=%ZZ', 'malformed percent escape'],
	])('%s', async (_, query, name, message) => {
		const { status, headers, body } = await caller.get<FinanceError>(`${DOCUMENTS}?${query}`);
		expect({ status, code: body.code }).toEqual({ status: 404, code: 'BAD_PARAM' });
		expect(headers.get('content-type')).toBe('application/json');
		expect(body.items).toEqual([
			expect.objectContaining({ name, message: expect.stringContaining(message) }),
		]);
	});

	it.each([
		['page_number=0', 'BAD_PARAM_PAGE_NUMBER'],
		['page_number=-1', 'BAD_PARAM_PAGE_NUMBER'],
		['page_number=1.5', 'BAD_PARAM_PAGE_NUMBER'],
		['page_number=', 'BAD_PARAM_PAGE_NUMBER'],
		['paging=x,10', 'BAD_PARAM_PAGE_NUMBER'],
		['paging=1', 'BAD_PARAM_PAGE_NUMBER'],
		['page_size=0', 'BAD_PARAM_PAGE_SIZE'],
		['page_size=1001', 'BAD_PARAM_PAGE_SIZE'],
		['page_size=ten', 'BAD_PARAM_PAGE_SIZE'],
		['paging=1,5000', 'BAD_PARAM_PAGE_SIZE'],
	])('%s with %s', async (query, code) => {
		const { status, body } = await caller.get<FinanceError>(`${DOCUMENTS}?${query}`);
		expect({ status, code: body.code }).toEqual({ status: 400, code });
	});

	it('both paging styles at once', async () => {
		const { status } = await caller.get(`${DOCUMENTS}?paging=1,10&page_size=10`);
		expect(status).toBe(404);
	});
});

describe('Traffic Report refuses in its own shape', () => {
	it.each([
		['a sort: it documents none', 'sort=mcc', 'sort', "unknown attribute 'sort'"],
		['an attribute of the row only', 'gt(inSmsCnt)=1', 'gt(inSmsCnt)', 'unknown attribute'],
		['one of the other report', 'supplierId=1', 'supplierId', 'unknown attribute'],
		['a malformed value', 'sellPrice=cheap', 'sellPrice', 'is not a decimal number'],
		['a bad page', 'page_number=0', 'page_number', 'is not a page number'],
		['a page that is too large', 'page_size=1001', 'page_size', 'is not a page size'],
	])('%s', async (_, query, name, message) => {
		const { status, body } = await caller.get<{ Code: number; Message: string }>(
			`${traffic}?${query}`,
		);
		expect(status).toBe(400);
		expect(body.Code).toBe(400);
		expect(body.Message).toContain(`REQUEST_ERROR: Query parameter: '${name}' error: '`);
		expect(body.Message).toContain(message);
	});

	it('an invalid id', async () => {
		expect(
			(await caller.get('/bulk-traffic-report/v2/customer-invoices/x1/traffic-reports')).status,
		).toBe(400);
	});

	it('an invoice without traffic, and one of the other report', async () => {
		const prepaid = horisen.data.eligible().find((d) => d.dataSourceCodeName === 'PREPAID')!;
		const control = horisen.data.eligible('purchase').find((d) => d.domainCodeName === 'BULK')!;
		for (const { id } of [prepaid, control, { id: 1 }]) {
			expect(await caller.get(customerTraffic(id))).toMatchObject({
				status: 404,
				body: {
					Code: 404,
					Message: expect.stringMatching(
						/^BULK_TRAFFIC_REPORT_API_V2:BULK_RATES_SETTINGS_NOTFOUND: /,
					),
				},
			});
		}
	});
});

describe('paths and methods', () => {
	it.each([
		'/finance/sit/v1/documents',
		'/finance/sit/v1/documents-export/',
		'/finance/sit/v2/documents-export',
		'/bulk-traffic-report/v1/customer-invoices/1/traffic-reports',
		'/',
	])('have no %s', async (path) => {
		expect((await caller.get(path)).status).toBe(404);
	});

	it.each([
		['POST', DOCUMENTS, 'GET'],
		['PUT', '/finance/sit/v1/invoices/1/change-sync-status', 'POST'],
	])('do not take %s %s', async (method, path, allowed) => {
		const { status, headers } = await caller.post(path, {}, method);
		expect(status).toBe(405);
		expect(headers.get('allow')).toBe(allowed);
	});
});
