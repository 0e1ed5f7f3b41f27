import { startHorisen, type HorisenSimulator } from '../../../../sandbox/horisen';
import { Caller } from './caller';

const PORTAL = '/bulk/pricelists/sms/portal/selling';
const TODAY = '2025-11-21';

interface RatesPage {
	data: Array<Record<string, unknown>>;
	meta: { pagination: Record<string, unknown> };
}

interface RatesError {
	code: string;
	message: string;
	description: string;
	items: Array<{ name: string; message: string }>;
}

let horisen: HorisenSimulator;
let caller: Caller;
beforeAll(async () => {
	horisen = await startHorisen({ today: TODAY });
	caller = await Caller.of(horisen);
});
afterAll(() => horisen.stop());

const rates = async (id: number, query: string) =>
	(await caller.get<RatesPage>(`${PORTAL}/${id}/rates-for-date?page_size=100&${query}`)).body.data;
const rateOf = async (date: string, mcc: string, mnc: string, query = '') =>
	(await rates(101, `date=${date}${query}`)).find((row) => row.mcc === mcc && row.mnc === mnc);

describe('price lists', () => {
	it('come in pages, with numbers and links in snake case', async () => {
		const { body } = await caller.get<RatesPage>(`${PORTAL}/pricelists`);
		const path = `/api${PORTAL}/pricelists`;
		expect(body.data).toHaveLength(10);
		expect(body.data[0]).toEqual({
			id: 101,
			name: 'Standard EUR',
			currencyId: 978,
			currencyCode: 'EUR',
		});
		expect(body.meta).toEqual({
			pagination: {
				total: 12,
				count: 10,
				per_page: 10,
				current_page: 1,
				total_pages: 2,
				links: {
					first: `${path}?page_number=1&page_size=10`,
					last: `${path}?page_number=2&page_size=10`,
					prev: '',
					next: `${path}?page_number=2&page_size=10`,
				},
			},
		});
	});

	it.each(['page_number=2&page_size=5', 'paging=2,5'])(
		'in both ways of paging: %s',
		async (query) => {
			const { body } = await caller.get<RatesPage>(`${PORTAL}/pricelists?${query}`);
			expect(body.data.map(({ id }) => id)).toEqual([106, 107, 108, 109, 110]);
			expect(body.meta.pagination).toMatchObject({ total: 12, per_page: 5, current_page: 2 });
		},
	);
});

describe('rates for a date', () => {
	it('have the documented fields, and the comparison only if it is asked for', async () => {
		expect(await rateOf('2025-11-21T00:00:00Z', '228', '01')).toEqual({
			countryName: 'Switzerland',
			operator: 'Alp Mobile',
			continent: 'Europe',
			mcc: '228',
			mnc: '01',
			operatorID: '7560',
			price: { value: 0.0002, currency: 978, currencyIso: 'EUR' },
		});
		expect(await rateOf('2025-11-21T00:00:00Z', '228', '01', '&diff=true')).toMatchObject({
			price: { value: 0.0002, currency: 978, currencyIso: 'EUR' },
			previousPrice: { value: 0.0001, currency: 978, currencyIso: 'EUR' },
			difference: '0.0001',
			differencePercentage: '100.00',
		});
		expect(await rateOf('2025-11-21T00:00:00Z', '228', '01', '&diff=false')).not.toHaveProperty(
			'previousPrice',
		);
	});

	it('change at the exact second', async () => {
		const priceAt = async (time: string) =>
			(await rateOf(`2025-11-20T${time}Z`, '228', '02'))?.price;
		expect(await priceAt('13:29:59')).toMatchObject({ value: 0.0775 });
		expect(await priceAt('13:30:00')).toMatchObject({ value: 0.07 });
	});

	it('appear, disappear, and keep the leading zeros of their codes', async () => {
		expect(await rateOf('2025-11-20T23:59:59Z', '262', '01')).toBeDefined();
		expect(await rateOf('2025-11-21T00:00:00Z', '262', '01')).toBeUndefined();
		expect(await rateOf('2025-11-20T08:59:59Z', '612', '03')).toBeUndefined();
		expect(await rateOf('2025-11-20T09:00:00Z', '612', '03')).toBeDefined();
		const codes = (await rates(101, '')).map(({ mcc, mnc }) => `${String(mcc)} ${String(mnc)}`);
		expect(codes).toEqual(expect.arrayContaining(['262 003', '440 010', '295 ', '001 001']));
	});

	it('are the current ones if no date is given', async () => {
		expect(await rates(103, '')).toEqual(await rates(103, 'date=2100-01-01T00:00:00Z'));
	});

	it('are the same for the same seed and day, and differ for another seed', async () => {
		const same = await startHorisen({ today: TODAY });
		const other = await startHorisen({ today: TODAY, seed: 'other' });
		expect(same.data.priceLists).toEqual(horisen.data.priceLists);
		expect(other.data.priceLists).not.toEqual(horisen.data.priceLists);
		await Promise.all([same.stop(), other.stop()]);
	});

	it('may come in another order', async () => {
		const shuffling = await startHorisen({ today: TODAY, ratesOrder: 'perCall' });
		const client = await Caller.of(shuffling);
		const path = `${PORTAL}/101/rates-for-date?page_size=100`;
		const first = (await client.get<RatesPage>(path)).body.data;
		const second = (await client.get<RatesPage>(path)).body.data;
		expect(second).not.toEqual(first);
		expect(second).toEqual(expect.arrayContaining(first));
		await shuffling.stop();
	});
});

describe('HORISEN Rates refuses in the general shape', () => {
	it.each([
		['an unknown parameter', 'pricelists?q=a', 'q', 'unknown parameter'],
		['a date of price lists', 'pricelists?date=2025-11-21T00:00:00Z', 'date', 'unknown parameter'],
		['a sort: it documents none', '101/rates-for-date?sort=mcc', 'sort', 'unknown parameter'],
		['a filter', '101/rates-for-date?eq(mcc)=228', 'eq(mcc)', 'unknown parameter'],
		['a date alone', '101/rates-for-date?date=2025-11-21', 'date', 'is not a date in'],
		['an offset', '101/rates-for-date?date=2025-11-21T00:00:00%2B01:00', 'date', 'is not a date'],
		['parts of seconds', '101/rates-for-date?date=2025-11-21T00:00:00.000Z', 'date', 'is not a'],
		['an invalid day', '101/rates-for-date?date=2025-02-30T00:00:00Z', 'date', 'is not a date'],
		['another diff', '101/rates-for-date?diff=1', 'diff', 'neither true nor false'],
		['two dates', '101/rates-for-date?diff=true&diff=true', 'diff', 'more than once'],
		['an invalid id', 'x/rates-for-date', 'id', 'is not a price list id'],
		['both ways of paging', 'pricelists?paging=1,10&page_size=10', 'paging', 'beside'],
	])('%s', async (_, path, name, message) => {
		const { status, body } = await caller.get<RatesError>(`${PORTAL}/${path}`);
		expect({ status, code: body.code }).toEqual({ status: 400, code: 'BAD_PARAM' });
		expect(body.items).toEqual([
			expect.objectContaining({ name, message: expect.stringContaining(message) }),
		]);
	});

	it.each([
		['page_number=0', 'BAD_PARAM_PAGE_NUMBER'],
		['page_size=1001', 'BAD_PARAM_PAGE_SIZE'],
		['paging=1,0', 'BAD_PARAM_PAGE_SIZE'],
	])('%s', async (query, code) => {
		const { status, body } = await caller.get<RatesError>(`${PORTAL}/pricelists?${query}`);
		expect({ status, code: body.code }).toEqual({ status: 400, code });
	});

	it('a price list of another customer', async () => {
		expect(await caller.get(`${PORTAL}/4711/rates-for-date`)).toMatchObject({
			status: 404,
			body: { code: 'PRICELIST_NOTFOUND', items: [] },
		});
	});

	it('a client without the privilege', async () => {
		const client = { id: 'other', secret: 'other', privileges: ['finance-invoices.view'] };
		const strict = await startHorisen({ today: TODAY, clients: [client] });
		const other = await Caller.of(strict, client);
		for (const path of ['pricelists', '101/rates-for-date']) {
			expect(await other.get(`${PORTAL}/${path}`)).toMatchObject({
				status: 401,
				body: { code: 'NOT_AUTHORIZED' },
			});
		}
		await strict.stop();
	});
});
