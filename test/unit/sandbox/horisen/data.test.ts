import Big from 'big.js';
import fc from 'fast-check';
import { startHorisen } from '../../../../sandbox/horisen';
import { HorisenData } from '../../../../sandbox/horisen/data/data';
import { addDays } from '../../../../sandbox/horisen/data/dates';
import type { FinanceDocument } from '../../../../sandbox/horisen/data/document';
import type { TrafficRow } from '../../../../sandbox/horisen/data/trafficRow';
import { Caller, customerTraffic } from './caller';
import { liveMemory } from '../../../support/liveMemory';

const data = new HorisenData('horisen', '2025-11-21');
const sum = (values: number[]) => values.reduce((total, value) => total.plus(value), new Big(0));
const rowsSum = ({ id }: FinanceDocument) =>
	sum(data.trafficRows(id).map(({ totalAmount }) => totalAmount));
const itemsSum = ({ items }: FinanceDocument) => sum(items.map(({ totalNoVat }) => totalNoVat));

function factors(row: TrafficRow): [price: number, messages: number] {
	return 'sellPrice' in row ? [row.sellPrice, row.inSmsCnt] : [row.buyPrice, row.outSmsCnt];
}

const allRows = data.documents.flatMap(({ id }) => data.trafficRows(id));
const reports = data.documents.filter(({ id }) => data.trafficReports.has(id));

it('is the same for the same seed and day, and differs for others', () => {
	const again = new HorisenData('horisen', '2025-11-21');
	expect(again.documents).toEqual(data.documents);
	expect(again.documents.map(({ id }) => again.trafficRows(id))).toEqual(
		data.documents.map(({ id }) => data.trafficRows(id)),
	);
	expect(new HorisenData('other', '2025-11-21').documents).not.toEqual(data.documents);
});

it('has its eligible invoices in the last full month and the last 40 days, on any day', () => {
	fc.assert(
		fc.property(
			fc.date({ min: new Date('2023-01-01'), max: new Date('2029-12-31'), noInvalidDate: true }),
			(date) => {
				const today = date.toISOString().slice(0, 10);
				const seeded = new HorisenData('horisen', today);
				expect(seeded.eligible()).toHaveLength(24);
				const lookBack = { from: addDays(today, -40), to: today };
				expect(seeded.eligible('sales', lookBack)).toHaveLength(24);
				expect(seeded.eligible('purchase', lookBack)).toHaveLength(4);
			},
		),
		{ numRuns: 15 },
	);
});

it('has an invoice approved long after its date', () => {
	const late = data.documents.filter(
		(d) => d.statusDt > '2025-11-15' && d.documentDate < '2025-10-01',
	);
	expect(late.map(({ status }) => status)).toEqual(['approved']);
});

it('has 20 to 400 rows per report, each the exact product of price and count', () => {
	for (const { id } of reports) {
		expect(data.trafficRows(id).length).toBeGreaterThanOrEqual(20);
		expect(data.trafficRows(id).length).toBeLessThanOrEqual(400);
	}
	for (const row of allRows) {
		const [price, messages] = factors(row);
		expect(new Big(price).times(messages).eq(row.totalAmount)).toBe(true);
	}
});

it('sums rows to items and items to documents, except for three that are wrong on purpose', () => {
	const off = data.documents.filter((d) => !itemsSum(d).eq(d.amountNoVat));
	expect(off.map((d) => itemsSum(d).minus(d.amountNoVat).toFixed()).sort()).toEqual([
		'-0.005',
		'0.002',
	]);
	const rowsOff = reports.filter((d) => !rowsSum(d).eq(itemsSum(d)));
	expect(rowsOff.map((d) => rowsSum(d).minus(itemsSum(d)).toFixed())).toEqual(['17.5']);
});

it('sums the rows of each billing account to its item', () => {
	for (const { id, items, disputeStatus } of reports) {
		if (disputeStatus === 'open') continue;
		for (const { dataSourceForeignKey, totalNoVat } of items) {
			const rows = data
				.trafficRows(id)
				.filter(({ billingAccountId }) => billingAccountId === dataSourceForeignKey);
			expect(sum(rows.map(({ totalAmount }) => totalAmount)).eq(totalNoVat)).toBe(true);
		}
	}
});

it('computes gross, rounding and open amount exactly', () => {
	for (const d of data.documents) {
		expect(sum([d.amountNoVat, d.vat]).eq(d.amountVat)).toBe(true);
		expect(sum([d.amountVat, d.rounding]).eq(d.total)).toBe(true);
		expect(sum([d.totalPaid, d.totalUnpaid]).eq(d.total)).toBe(true);
		expect(d.total < 0).toBe(d.selfBilling === 'yes');
	}
});

it('has every kind of document, and traffic for postpaid SMS only', () => {
	const kinds = new Set(
		data
			.eligible()
			.map((d) => `${d.dataSourceCodeName} ${d.dataSourceSelector} ${d.domainCodeName}`),
	);
	expect([...kinds].sort()).toEqual([
		'POSTPAID  BULK',
		'POSTPAID  BULK-MNP',
		'POSTPAID PART-PAYMENT BULK',
		'PREPAID  BULK',
	]);
	for (const d of data.documents) {
		const isPostpaidSms =
			d.dataSourceCodeName === 'POSTPAID' &&
			d.dataSourceSelector === '' &&
			d.domainCodeName === 'BULK';
		expect(data.trafficReports.has(d.id)).toBe(isPostpaidSms);
	}
});

it('has partners with several documents, and partners without the owner’s id', () => {
	const references = data.eligible().map((d) => d.bizPartnerExternalRefId);
	expect(references).toEqual(expect.arrayContaining([undefined, null, '']));
	expect(references.filter((reference) => reference === 'ERP-1001').length).toBeGreaterThan(1);
});

it('has names that are difficult for files and XML', () => {
	const text = JSON.stringify([data.eligible(), allRows]);
	for (const nasty of ['& Söhne <', ']]>', '../..', '🚀', 'شركة', '\\u0000', '\\u001f', '\\n']) {
		expect(text).toContain(nasty);
	}
	expect(text).toMatch(/\\ud83d(?!\\ud)/);
	expect(data.eligible().map((d) => d.bizPartner.name.length)).toContain(300);
	expect(data.eligible().map((d) => d.documentNumber.length)).toContain(300);
	expect(allRows.map(({ mnc }) => mnc)).toEqual(expect.arrayContaining(['01', '001', '010']));
	expect(allRows.map(({ mcc }) => mcc)).toContain('001');
	expect(allRows.map((row) => factors(row)[0])).toEqual(expect.arrayContaining([0.1, 0.2, 1e-7]));
});

it('keeps changes to itself: a reset undoes them', () => {
	const changed = new HorisenData('horisen', '2025-11-21');
	const [document] = changed.documents;
	document.bizPartner.customAttributes.push({ codeName: 'X', value: 'x' });
	document.items.pop();
	changed.documents.pop();
	changed.reset();
	expect(changed.documents).toEqual(data.documents);
});

describe('a large report', () => {
	it('has as many rows as asked, and their exact sum in the document', () => {
		const large = new HorisenData('horisen', '2025-11-21');
		const document = large.addLargeReport({ rows: 5000 });
		const rows = large.trafficRows(document.id);
		expect(rows).toHaveLength(5000);
		expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(5000);
		const total = sum(rows.map(({ totalAmount }) => totalAmount));
		expect(total.eq(itemsSum(document))).toBe(true);
		expect(total.eq(document.amountNoVat)).toBe(true);
		for (const row of rows) {
			const [price, messages] = factors(row);
			expect(new Big(price).times(messages).eq(row.totalAmount)).toBe(true);
		}
		expect(large.eligible()).toContain(document);
		expect(large.addLargeReport({ rows: 20 }).id).toBe(document.id + 1);
	});

	it('of a million rows is served page by page, without being held in memory', async () => {
		const horisen = await startHorisen({ today: '2025-11-21' });
		const caller = await Caller.of(horisen);
		const before = liveMemory();
		const { id } = horisen.data.addLargeReport({ rows: 1_000_000 });
		const { body } = await caller.get(`${customerTraffic(id)}?paging=1000,1000`);
		expect(body.meta.pagination).toEqual({
			total: 1_000_000,
			count: 1000,
			perPage: 1000,
			currentPage: 1000,
			totalPages: 1000,
		});
		expect(liveMemory() - before).toBeLessThan(10_000_000);
		await horisen.stop();
	});
});
