import {
	DEFAULT_USER,
	type RainbowSimulator,
	startRainbow,
	SUPERADMIN,
} from '../../../../sandbox/rainbow';
import { Caller, encoded, type Entry, INVOICES, logIn, type Refusal } from './caller';

const COMPANY = '000000001111110001000010';
const ONE_COMPANY = { ...DEFAULT_USER, login: 'one@x.example', companyIds: [COMPANY] };

let rainbow: RainbowSimulator;
let finance: Caller;
let admin: Caller;
beforeAll(async () => {
	rainbow = await startRainbow({
		today: '2017-11-20',
		users: [DEFAULT_USER, SUPERADMIN, ONE_COMPANY],
	});
});
beforeEach(async () => {
	rainbow.reset();
	finance = await Caller.of(rainbow);
	admin = await Caller.of(rainbow, SUPERADMIN);
});
afterAll(() => rainbow.stop());

const all = (field: keyof Entry, entries: Entry[]) => new Set(entries.map((entry) => entry[field]));

describe('the files', () => {
	it('are the same for the same day, cover four periods, and have each path once', async () => {
		const other = await startRainbow({ today: '2017-11-20' });
		expect(other.data.files).toEqual(rainbow.data.files);
		await other.stop();
		const { files } = rainbow.data;
		expect([...new Set(files.map(({ billingPeriod }) => billingPeriod))]).toEqual([
			'2017-10',
			'2017-09',
			'2017-08',
			'2017-07',
		]);
		expect(new Set(files.map(({ filepath }) => filepath)).size).toBe(files.length);
		const names = files.map(({ filepath }) => filepath.split('/').at(-1));
		expect(new Set(names).size).toBeLessThan(files.length);
	});
});

describe('the list', () => {
	it('shows the documented fields of every file', async () => {
		const entries = await finance.list();
		expect(entries).toHaveLength(rainbow.data.files.length);
		expect(entries[0]).toMatchObject({
			companyId: COMPANY,
			billingPeriod: '2017-10',
			invoiceType: 'services',
			invoiceCreationDate: '2017-11-05',
			filepath: `${COMPANY}/2017-10/services/INV_SERV_2017-11-05_VAD_dist_sa.csv`,
		});
	});

	it.each([
		['companyId', COMPANY],
		['billingPeriod', '2017-09'],
		['invoiceType', 'voice'],
		['invoiceCreationDate', '2017-11-06'],
	] as Array<[keyof Entry, string]>)('filters by %s', async (field, value) => {
		expect(all(field, await finance.list(`?${field}=${value}`))).toEqual(new Set([value]));
	});

	it('leaves out both ends of the range, and ignores the range beside an exact date', async () => {
		const range = 'fromInvoiceCreationDate=2017-11-05&toInvoiceCreationDate=2017-11-07';
		const ranged = await finance.list(`?${range}`);
		expect(all('invoiceCreationDate', ranged)).toEqual(new Set(['2017-11-06']));
		const exact = await finance.list(`?${range}&invoiceCreationDate=2017-11-05`);
		expect(all('invoiceCreationDate', exact)).toEqual(new Set(['2017-11-05']));
	});

	it('accepts bpType from administrators, uses VAD by default, and ignores it beside a company', async () => {
		const types = async (query: string) =>
			new Set((await admin.list(query)).map(({ filepath }) => rainbow.data.file(filepath)?.bpType));
		expect(await types('')).toEqual(new Set(['VAD']));
		expect(await types('?bpType=DR')).toEqual(new Set(['DR']));
		expect(await types(`?bpType=DR&companyId=${COMPANY}`)).toEqual(new Set(['VAD']));
		expect((await finance.get(`${INVOICES}?bpType=DR`)).status).toBe(403);
	});

	it.each([
		['limit=1', 'Unknown query parameter: limit'],
		['CompanyId=1', 'Unknown query parameter: CompanyId'],
		['toString=1', 'Unknown query parameter: toString'],
		['billingPeriod=2017', 'billingPeriod is not valid'],
		['fileType=PDF', 'fileType is not valid'],
		['invoiceCreationDate=2017-11-31x', 'invoiceCreationDate is not valid'],
		['companyId=1&companyId=2', 'companyId is given twice'],
	])('refuses ?%s', async (query, message) => {
		const response = await finance.get(`${INVOICES}?${query}`);
		expect(response.status).toBe(400);
		expect(((await response.json()) as Refusal).errorDetails).toContain(message);
	});

	it('shows a user only their own companies', async () => {
		const one = await Caller.of(rainbow, ONE_COMPANY);
		expect(all('companyId', await one.list())).toEqual(new Set([COMPANY]));
		expect((await one.get(`${INVOICES}?companyId=other`)).status).toBe(403);
	});
});

describe('a download', () => {
	it('sends every file whole, under its name', async () => {
		for (const file of rainbow.data.files.slice(0, 30)) {
			const response = await finance.get(`${INVOICES}/${encoded(file.filepath)}`);
			expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
			expect(response.headers.get('content-disposition')).toBe(file.disposition);
			expect(Buffer.from(await response.arrayBuffer())).toEqual(rainbow.data.content(file));
		}
	});

	it('makes a large file while it sends it', async () => {
		const file = rainbow.data.addLargeFile({ rows: 50_000 });
		const response = await finance.get(`${INVOICES}/${encoded(file.filepath)}`);
		const text = await response.text();
		expect(Buffer.byteLength(text)).toBe(Number(response.headers.get('content-length')));
		expect(text.trimEnd().split('\r\n')).toHaveLength(50_001);
	});

	it.each([
		['..%2f..%2fetc%2fpasswd', 400],
		['a%2f..%2fb.csv', 400],
		['a//b.csv', 400],
		['a%5cb.csv', 400],
		['%zz', 400],
		['not/there.csv', 404],
	])('of %s is refused', async (path, status) => {
		expect((await finance.get(`${INVOICES}/${path}`)).status).toBe(status);
	});

	it('of another company is refused', async () => {
		const one = await Caller.of(rainbow, ONE_COMPANY);
		const other = rainbow.data.files.find(({ companyId }) => companyId !== COMPANY);
		expect((await one.get(`${INVOICES}/${encoded(other?.filepath ?? '')}`)).status).toBe(403);
	});
});

it('logs each call without its secrets', async () => {
	await finance.list('?fileType=INV');
	expect(rainbow.requests.at(-1)).toEqual({
		method: 'GET',
		path: INVOICES,
		query: 'fileType=INV',
		status: 200,
	});
	await logIn(rainbow);
	expect(JSON.stringify(rainbow.requests)).not.toContain('Basic');
});
