import type { IDataObject } from 'n8n-workflow';
import { ratesForDate } from '../../sandbox/horisen/data/ratesForDate';
import type { FaultRule, RateRow } from '../../sandbox/horisen';
import { QUICK, setUpHorisen } from './horisenSetup';

const { n8n, horisen, getRates } = setUpHorisen();

const calls = (end: string) => horisen().requests.filter(({ path }) => path.endsWith(end));
const ratesCalls = () => calls('/rates-for-date');
const priceList = (value: unknown = '101', mode = 'id') => ({
	priceList: { __rl: true, mode, value } as IDataObject,
});
const expectedRates = (id: number, date: string, diff = false): RateRow[] =>
	ratesForDate(
		horisen().data.priceLists.find((list) => list.id === id)!,
		date,
		diff,
	);
const inject = (fault: FaultRule['fault'], rule: Omit<FaultRule, 'fault'> = {}) =>
	horisen().faults.inject({ fault, route: 'rates', ...rule });

describe('Price List: Get Many', () => {
	it('reads all pages, paired with the input item', async () => {
		const { outputs, error } = await getRates('priceList', 'getMany', {
			options: { ...QUICK, pageSize: 5 },
		});
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => json)).toEqual(
			horisen().data.priceLists.map(({ id, name, currencyId, currencyCode }) => ({
				id,
				name,
				currencyId,
				currencyCode,
			})),
		);
		expect(outputs[0][0].pairedItem).toEqual({ item: 0 });
		expect(calls('/pricelists').map(({ query }) => query)).toEqual([
			'page_number=1&page_size=5',
			'page_number=2&page_size=5',
			'page_number=3&page_size=5',
		]);
	});

	it('pages in the other documented style, and stops at the limit', async () => {
		const { outputs } = await getRates('priceList', 'getMany', {
			returnAll: false,
			limit: 7,
			options: { ...QUICK, pageSize: 5, pagingStyle: 'paging' },
		});
		expect(outputs[0]).toHaveLength(7);
		expect(calls('/pricelists').map(({ query }) => query)).toEqual(['paging=1,5', 'paging=2,5']);
	});

	it('returns only the named ones, and refuses a name that does not exist', async () => {
		const { outputs } = await getRates('priceList', 'getMany', { only: 'Standard EUR, 103' });
		expect(outputs[0].map(({ json }) => json.id)).toEqual([101, 103]);
		const { error } = await getRates('priceList', 'getMany', { only: 'Standard' });
		expect(error?.message).toBe('There is no price list "Standard"');
		expect(error?.description).toContain('101 Standard EUR');
	});
});

describe('Rate: Get Many for a Date', () => {
	it('sends exactly the documented call, and returns the rates as they came', async () => {
		const { outputs, error } = await getRates('rate', 'getMany', {
			...priceList(),
			date: '2023-07-09T13:30:00Z',
			compareWithPrevious: true,
		});
		expect(error).toBeUndefined();
		expect(ratesCalls()).toEqual([
			expect.objectContaining({
				path: '/api/bulk/pricelists/sms/portal/selling/101/rates-for-date',
				query: 'date=2023-07-09T13:30:00Z&diff=true&page_number=1&page_size=1000',
			}),
		]);
		expect(outputs[0].map(({ json }) => json)).toEqual(
			expectedRates(101, '2023-07-09T13:30:00Z', true),
		);
		expect(outputs[0].some(({ json }) => json.previousPrice)).toBe(true);
	});

	it.each([
		['the picker: in the time zone of the workflow', '2023-07-09T13:30:00', '17:30:00'],
		[
			"n8n's own date",
			'={{ DateTime.fromISO("2023-07-09T13:30:00", { zone: "Europe/Zurich" }) }}',
			'11:30:00',
		],
		['a JavaScript date', '={{ new Date("2023-07-09T13:30:00+02:00") }}', '11:30:00'],
	])('takes a date from %s', async (_, date, inUtc) => {
		const { error } = await getRates('rate', 'getMany', { ...priceList(), date });
		expect(error).toBeUndefined();
		expect(ratesCalls()[0].query).toMatch(new RegExp(`^date=2023-07-09T${inUtc}Z&page_number=1`));
	});

	it('asks for now without a date', async () => {
		await getRates('rate', 'getMany', priceList());
		const asked = /^date=(.+Z)&page_number/.exec(ratesCalls()[0].query)?.[1];
		expect(Math.abs(Date.parse(String(asked)) - Date.now())).toBeLessThan(60_000);
	});

	it('simplifies, with exact prices and their computed difference', async () => {
		const date = '2023-07-10T00:00:00Z';
		const { outputs } = await getRates('rate', 'getMany', {
			...priceList(),
			date,
			compareWithPrevious: true,
			output: 'simplified',
		});
		expect(outputs[0]).toHaveLength(expectedRates(101, date).length);
		expect(outputs[0][0].json).toEqual({
			countryName: 'Switzerland',
			operator: 'Alp Mobile',
			continent: 'Europe',
			mcc: '228',
			mnc: '01',
			operatorID: '7560',
			price: '0.0002',
			currency: 'EUR',
			previousPrice: '0.0001',
			previousCurrency: 'EUR',
			difference: '0.0001',
			differencePercentage: '100',
		});
		const tiny = outputs[0].find(({ json }) => json.price === '0.0000003');
		expect(tiny?.json).toMatchObject({ difference: '0.0000002', differencePercentage: '200' });
	});

	it('keeps to the limit', async () => {
		const { outputs } = await getRates('rate', 'getMany', {
			...priceList(),
			returnAll: false,
			limit: 3,
		});
		expect(outputs[0]).toHaveLength(3);
		expect(ratesCalls()[0].query).toContain('page_size=3');
	});

	it.each([
		['', 'Price List is empty'],
		['Standard EUR', 'Price List is not a whole number: "Standard EUR"'],
		['../101', 'Price List is not a whole number: "../101"'],
	])('refuses the price list %p before any call', async (value, message) => {
		const { error } = await getRates(
			'rate',
			'getMany',
			priceList(`={{ ${JSON.stringify(value)} }}`),
		);
		expect(error?.message).toBe(message);
		expect(horisen().requests).toHaveLength(0);
	});

	it('names a price list that HORISEN does not know', async () => {
		const { error } = await getRates('rate', 'getMany', {
			...priceList('4711'),
			date: '2023-07-09T00:00:00Z',
		});
		expect(error?.message).toBe(
			'HORISEN Rates has nothing at this address for the rates of price list 4711 on 2023-07-09T00:00:00Z, page 1 (404 PRICELIST_NOTFOUND)',
		);
	});

	it.each([
		['a rate comes on two pages', { kind: 'repeatRow' }],
		['the total is off', { kind: 'lyingTotal', by: 1 }],
		[
			'a rate is added',
			{
				kind: 'afterPage',
				change: ({ priceLists: [{ networks }] }) =>
					networks.unshift({ ...structuredClone(networks[0]), mnc: '77' }),
			},
		],
	] as Array<[string, FaultRule['fault']]>)(
		'reads the list again if %s between pages',
		async (_, fault) => {
			inject(fault, { page: 2 });
			const date = '2023-07-10T00:00:00Z';
			const { outputs, error } = await getRates('rate', 'getMany', {
				...priceList(),
				date,
				options: { ...QUICK, pageSize: 10 },
			});
			expect(error).toBeUndefined();
			expect(outputs[0].map(({ json }) => json)).toEqual(expectedRates(101, date));
			expect(ratesCalls().length).toBeGreaterThan(3);
		},
	);

	it('fails if the server ignores paging', async () => {
		inject({ kind: 'ignorePaging' }, { page: 2, times: null });
		const { error } = await getRates('rate', 'getMany', {
			...priceList(),
			date: '2023-07-10T00:00:00Z',
			options: { ...QUICK, pageSize: 10 },
		});
		expect(error?.message).toBe(
			'Paging through the rates of price list 101 on 2023-07-10T00:00:00Z failed: page 2 was requested, but page 1 came',
		);
	});

	it('says which privilege the client lacks', async () => {
		inject(
			{ kind: 'status', status: 401, body: { code: 'NOT_AUTHORIZED', message: 'No.' } },
			{ times: null },
		);
		const { error } = await getRates('rate', 'getMany', priceList());
		expect(error?.message).toBe('HORISEN Rates refuses this client (401 NOT_AUTHORIZED)');
		expect(error?.description).toContain('bulk-cust-pricelist-own.view');
	});
});

describe('Rate: Get Changes Between Dates', () => {
	const DATES = { dateFrom: '2023-07-09T00:00:00Z', dateTo: '2023-07-10T00:00:00Z' };
	const changes = async (parameters: IDataObject = {}) =>
		await getRates('rate', 'getChanges', { ...priceList(), ...DATES, ...parameters });

	it('shows what is up, down, new, gone or in another currency, largest first', async () => {
		const { outputs, error } = await changes();
		expect(error).toBeUndefined();
		expect(
			outputs[0].map(({ json }) => [
				json.change,
				`${String(json.mcc)} ${String(json.mnc)}`.trim(),
				json.difference,
				json.differencePercentage,
			]),
		).toEqual([
			['otherCurrency', expect.any(String), null, null],
			['up', expect.any(String), '0.005', null],
			['up', expect.any(String), '0.0000002', '200'],
			['up', expect.any(String), '0.2', '200'],
			['up', '228 01', '0.0001', '100'],
			['gone', '262 01', null, null],
			['down', '228 02', '-0.0075', '-9.6774'],
			['up', '228 03', expect.any(String), expect.any(String)],
			['new', '612 02', null, null],
			['new', '612 03', null, null],
		]);
		expect(outputs[0][4].json).toEqual({
			priceListId: 101,
			dateFrom: '2023-07-09T00:00:00Z',
			dateTo: '2023-07-10T00:00:00Z',
			change: 'up',
			countryName: 'Switzerland',
			operator: 'Alp Mobile',
			continent: 'Europe',
			mcc: '228',
			mnc: '01',
			operatorID: '7560',
			previousPrice: '0.0001',
			previousCurrency: 'EUR',
			price: '0.0002',
			currency: 'EUR',
			difference: '0.0001',
			differencePercentage: '100',
		});
	});

	it('can sum up in one item', async () => {
		const { outputs } = await changes({ output: 'summary' });
		expect(outputs[0]).toHaveLength(1);
		const { changes: list, ...summary } = outputs[0][0].json;
		expect(summary).toEqual({
			priceListId: 101,
			...DATES,
			changed: 10,
			up: 5,
			down: 1,
			new: 2,
			gone: 1,
			otherCurrency: 1,
			unchanged: expectedRates(101, DATES.dateTo).length - 9,
		});
		expect(list).toHaveLength(10);
	});

	it('returns nothing, or a summary that says so, if nothing changed', async () => {
		expect((await changes(priceList('104'))).outputs[0]).toEqual([]);
		const { outputs } = await changes({ ...priceList('104'), output: 'summary' });
		expect(outputs[0][0].json).toMatchObject({ changed: 0, up: 0, gone: 0, changes: [] });
	});

	it('makes a report that can be delivered: number, price list, and a CSV file; none if nothing changed', async () => {
		const { outputs } = await getRates(
			'rate',
			'getChanges',
			{ ...priceList('={{ $json.id }}'), ...DATES, output: 'report' },
			[
				{ json: { id: 101, name: 'Standard EUR', currencyCode: 'EUR' } },
				{ json: { id: 104, name: 'Quiet', currencyCode: 'EUR' } },
			],
		);
		expect(outputs[0]).toHaveLength(1);
		const [{ json }] = outputs[0];
		expect(json).toMatchObject({
			documentNumber: expect.stringMatching(/^rate-changes-101-2023-07-0\d-2023-07-\d\d$/),
			priceListName: 'Standard EUR',
			currencyCode: 'EUR',
			changed: 10,
		});
		const lines = (await n8n.readBinary(outputs[0][0], 'csv')).toString().split('\r\n');
		expect(lines[0]).toMatch(/^change,countryName,operator,mcc,mnc/);
		expect(lines).toContain(
			'up,Switzerland,Alp Mobile,228,01,7560,0.0001,EUR,0.0002,EUR,0.0001,100',
		);
		expect(lines).toHaveLength(1 + 10 + 1);
	});

	it('compares the start of an earlier day with the start of today, in the time zone of the workflow', async () => {
		const { outputs } = await getRates('rate', 'getChanges', {
			...priceList(),
			compare: 'daysAgo',
			daysAgo: 3,
			output: 'summary',
		});
		const { dateFrom, dateTo } = outputs[0][0].json;
		const days = (Date.parse(String(dateTo)) - Date.parse(String(dateFrom))) / 86_400_000;
		// Where the clocks change in between, an hour more or less.
		expect(Math.round(days)).toBe(3);
		expect(Date.parse(String(dateTo))).toBeLessThanOrEqual(Date.now());
		expect(Date.now() - Date.parse(String(dateTo))).toBeLessThan(25 * 3_600_000);
	});

	it.each([1.5, 0, 1e10, 'many'])('compares with no day that is %j days ago', async (daysAgo) => {
		const { error } = await getRates('rate', 'getChanges', {
			...priceList(),
			compare: 'daysAgo',
			daysAgo,
		});
		expect(error?.message).toContain('Days Ago is not a whole number from 1 to 3660');
	});

	it('compares each item with its own price list', async () => {
		const { outputs } = await getRates(
			'rate',
			'getChanges',
			{ ...priceList('={{ $json.id }}'), ...DATES, output: 'summary' },
			[{ json: { id: 103 } }, { json: { id: 104 } }],
		);
		expect(
			outputs[0].map(({ json, pairedItem }) => [json.priceListId, json.changed, pairedItem]),
		).toEqual([
			[103, 1, { item: 0 }],
			[104, 0, { item: 1 }],
		]);
	});

	it.each([
		[{ dateFrom: '={{ $json.nothing }}' }, 'Date From is empty'],
		[{ dateFrom: '1.7.2023' }, 'Date From is not a date: "1.7.2023"'],
		[
			{ dateFrom: '2023-07-11T00:00:00Z' },
			'Date From (2023-07-11T00:00:00Z) is not before Date To (2023-07-10T00:00:00Z)',
		],
	])('refuses %p before any call', async (parameters, message) => {
		expect((await changes(parameters)).error?.message).toBe(message);
		expect(horisen().requests).toHaveLength(0);
	});

	it('refuses a rate that has two prices on one date, by name', async () => {
		const [{ networks }] = horisen().data.priceLists;
		const copy = structuredClone(networks[2]);
		copy.steps.forEach((step) => (step.value = '9'));
		networks.push(copy);
		const { error } = await changes();
		expect(error?.message).toMatch(
			/^The rate of 228 03 \(Switzerland, Lac <Mobile>\) is twice in the rates of price list 101 on 2023-07-09T00:00:00Z: 0\.\d+ EUR and 9 EUR$/,
		);
	});

	describe('if each reading comes in another order', () => {
		const unordered = setUpHorisen({ ratesOrder: 'perListing' });

		it('compares the same rates', async () => {
			const [stable, shuffled] = await Promise.all([
				changes(),
				unordered.getRates('rate', 'getChanges', {
					...priceList(),
					...DATES,
					options: { ...QUICK, pageSize: 7 },
				}),
			]);
			expect(shuffled.outputs[0]).toHaveLength(10);
			expect(shuffled.outputs).toEqual(stable.outputs);
		});
	});
});

it('keeps the token out of an error', async () => {
	inject({ kind: 'status', status: 500 }, { times: null });
	const { error } = await getRates('rate', 'getMany', {
		...priceList(),
		options: { ...QUICK, maxTries: 1 },
	});
	expect(error?.message).toContain('HORISEN Rates failed to answer');
	expect(JSON.stringify(error)).not.toContain('horisen-token');
});
