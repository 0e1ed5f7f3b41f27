import fc from 'fast-check';
import {
	startHorisen,
	type FinanceDocument,
	type HorisenSimulator,
} from '../../../../sandbox/horisen';
import { Caller, customerTraffic, DOCUMENTS } from './caller';

let horisen: HorisenSimulator;
let caller: Caller;
beforeAll(async () => {
	horisen = await startHorisen({ today: '2025-11-21' });
	caller = await Caller.of(horisen);
});
afterAll(() => horisen.stop());

async function idsOf(query: string): Promise<unknown[]> {
	return (await caller.all(`${DOCUMENTS}?${query}`)).map(({ id }) => id).sort();
}

function expectedIds(test: (document: FinanceDocument) => boolean): unknown[] {
	return horisen.data.documents
		.filter(test)
		.map(({ id }) => id)
		.sort();
}

type Case = [query: string, test: (document: FinanceDocument) => boolean];

const EACH_OPERATOR: Case[] = [
	['isnull(paymentStatusDate)=true', (d) => d.paymentStatusDate === null],
	['isnull(bizPartnerExternalRefId)', (d) => (d.bizPartnerExternalRefId ?? null) === null],
	['isnotnull(paymentStatusDate)', (d) => d.paymentStatusDate !== null],
	['isempty(bizPartnerExternalRefId)=', (d) => d.bizPartnerExternalRefId === ''],
	['isnotempty(bizPartnerExternalRefId)', (d) => Boolean(d.bizPartnerExternalRefId)],
	['eq(status)=approved', (d) => d.status === 'approved'],
	['neq(status)=approved', (d) => d.status !== 'approved'],
	['startswith(documentNumber)=2511', (d) => d.documentNumber.startsWith('2511')],
	['contains(documentNumber)=/', (d) => d.documentNumber.includes('/')],
	['endswith(documentNumber)=17', (d) => d.documentNumber.endsWith('17')],
	['doesnotcontain(documentNumber)=/', (d) => !d.documentNumber.includes('/')],
	['lt(total)=0', (d) => d.total < 0],
	['lte(documentDate)=2025-10-31', (d) => d.documentDate <= '2025-10-31'],
	['gt(documentDate)=2025-10-31', (d) => d.documentDate > '2025-10-31'],
	['gte(total)=1305.39', (d) => d.total >= 1305.39],
	['in(bizPartnerId)=1001,1009', (d) => [1001, 1009].includes(d.bizPartnerId)],
	['notin(currencyCode)=EUR,USD', (d) => d.currencyCode === 'CHF'],
	[
		'between(documentDate)=2025-10-28,2025-10-30',
		(d) => d.documentDate >= '2025-10-28' && d.documentDate <= '2025-10-30',
	],
	[
		'notbetween(documentDate)=2025-10-28,2025-10-31',
		(d) => d.documentDate < '2025-10-28' || d.documentDate > '2025-10-31',
	],
];

it.each(EACH_OPERATOR)('%s', async (query, test) => {
	const expected = expectedIds(test);
	expect(expected.length).toBeGreaterThan(0);
	expect(expected.length).toBeLessThan(horisen.data.documents.length);
	expect(await idsOf(query)).toEqual(expected);
});

type NamedCase = [name: string, ...Case];

const TYPES_AND_FORMS: NamedCase[] = [
	['no operator is eq', 'paymentStatus=paid', (d) => d.paymentStatus === 'paid'],
	['numbers compare by value', 'eq(amountNoVat)=0.40', (d) => d.amountNoVat === 0.4],
	['integers compare by value, not as text', 'lt(bizPartnerId)=2001', (d) => d.bizPartnerId < 2001],
	['a bare date is its midnight UTC', 'lt(statusDt)=2025-11-01', (d) => d.statusDt < '2025-11-01'],
	[
		'a time without an offset is UTC',
		'lt(statusDt)=2025-11-01T08:10:30',
		(d) => d.statusDt < '2025-11-01T08:10:30.000Z',
	],
	[
		'an offset counts',
		'lt(statusDt)=2025-11-01T10:10:30%2B02:00',
		(d) => d.statusDt < '2025-11-01T08:10:30.000Z',
	],
	[
		'filters are ANDed',
		'status=approved&documentClassArea=sales',
		(d) => d.status === 'approved' && d.documentClassArea === 'sales',
	],
	[
		'two may be on one attribute',
		'gt(total)=1000&lt(total)=10000',
		(d) => d.total > 1000 && d.total < 10_000,
	],
	[
		'an encoded comma separates',
		'in%28currencyCode%29=CHF%2CUSD',
		(d) => ['CHF', 'USD'].includes(d.currencyCode),
	],
	[
		'null matches no negated comparison',
		'neq(paymentStatusDate)=2020-01-01',
		(d) => d.paymentStatusDate !== null,
	],
	[
		'null is in no list, nor outside it',
		'notin(bizPartnerExternalRefId)=ERP-1001',
		(d) => (d.bizPartnerExternalRefId ?? 'ERP-1001') !== 'ERP-1001',
	],
];

it.each(TYPES_AND_FORMS)('%s', async (_, query, test) => {
	expect(await idsOf(query)).toEqual(expectedIds(test));
});

describe('the general search', () => {
	it.each(['q=erp-100', 'eq(q)=ERP-100'])('finds text in any case: %s', async (query) => {
		expect(await idsOf(query)).toEqual(
			expectedIds((d) => d.bizPartnerExternalRefId?.includes('ERP-100') ?? false),
		);
	});

	it('searches several attributes', async () => {
		const found = await idsOf('q=2511');
		expect(found).toEqual(expectedIds((d) => d.documentNumber.includes('2511')));
		expect(await idsOf('q=part payment')).toEqual(expectedIds((d) => d.documentType === 26));
	});
});

it('evaluates traffic attributes, also with leading zeros', async () => {
	const { id } = horisen.data.eligible().find(({ documentType }) => documentType === 25)!;
	const rows = await caller.all(`${customerTraffic(id)}?mnc=01&gte(sellPrice)=0.05`);
	expect(rows.length).toBeGreaterThan(0);
	expect(rows).toEqual(
		horisen.data
			.trafficRows(id)
			.filter((row) => row.mnc === '01' && 'sellPrice' in row && row.sellPrice >= 0.05),
	);
});

it('splits the documents in two for any decimal bound', async () => {
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: -100_000, max: 3_000_000 }), async (cents) => {
			const bound = (cents / 100).toFixed(2);
			const [below, rest] = await Promise.all([
				idsOf(`lt(total)=${bound}`),
				idsOf(`gte(total)=${bound}`),
			]);
			expect([...below, ...rest].sort()).toEqual(expectedIds(() => true));
			expect(below).toEqual(expectedIds((d) => d.total < Number(bound)));
		}),
		{ numRuns: 25 },
	);
});
