import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { FinanceDocument } from '../../sandbox/horisen';
import { expectedMargin, networkOf, shown } from '../support/expectedMargin';
import { setUpHorisen } from './horisenSetup';

const { n8n, horisen, getTraffic, run } = setUpHorisen();

const approved = () =>
	horisen().data.documents.filter(
		({ status, documentClassDomain }) => status === 'approved' && documentClassDomain === 'invoice',
	);
const itemsOf = (documents: FinanceDocument[]) =>
	documents.map((document) => ({ json: structuredClone(document) as never }));

const calculate = async (input: INodeExecutionData[], parameters: IDataObject = {}) =>
	await run({
		node: 'horisenTrafficReport',
		parameters: { resource: 'marginReport', operation: 'calculate', ...parameters } as never,
		input,
	});

async function reportOn(documents: FinanceDocument[], parameters: IDataObject = {}) {
	const traffic = await getTraffic(itemsOf(documents));
	expect(traffic.error).toBeUndefined();
	const { outputs, error } = await calculate(traffic.outputs[0], parameters);
	if (error) throw error;
	expect(outputs[0]).toHaveLength(1);
	return outputs[0][0].json as unknown as Report;
}

interface Line extends IDataObject {
	mcc: string;
	mnc: string;
	sides: string;
	revenue: string;
	cost: string;
	margin: string;
}

interface Report {
	domesticCurrencyCode: string;
	lines: Line[];
	total: IDataObject;
	rounding: { linesMinusTotal: Record<string, string> };
	documents: IDataObject[];
	leftOut: IDataObject[];
	revision: string;
}

describe('Margin Report: Calculate From Documents', () => {
	it('makes a report that can be delivered: number, period, and a CSV file with one line per network', async () => {
		const documents = approved();
		const traffic = await getTraffic(itemsOf(documents));
		const { outputs } = await calculate(traffic.outputs[0]);
		const { documentNumber, periodFrom, periodTo, lines } = outputs[0][0].json as IDataObject;
		const periods = documents.map(({ periodStart, periodEnd }) => ({ periodStart, periodEnd }));
		expect(periodFrom).toBe(periods.map(({ periodStart }) => periodStart).sort()[0]);
		expect(periodTo).toBe(
			periods
				.map(({ periodEnd }) => periodEnd)
				.sort()
				.at(-1),
		);
		expect(documentNumber).toBe(`margin-${String(periodTo).slice(0, 7)}`);
		const csv = (await n8n.readBinary(outputs[0][0], 'csv')).toString().split('\r\n');
		expect(csv[0]).toMatch(/^countryCode2,.*,marginPerThousand,revenueByCurrency,costByCurrency$/);
		expect(csv).toHaveLength(1 + (lines as unknown[]).length + 1);
		expect(csv[1]).toContain((lines as Line[])[0].margin);
	});

	it('returns an item without fields if nothing was listed', async () => {
		const traffic = await getTraffic([{ json: {} }]);
		const { outputs, error } = await calculate(traffic.outputs[0]);
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => json)).toEqual([{}]);
	});

	it('joins both sides on country, operator, mcc and mnc, in domestic currency, exactly', async () => {
		const documents = approved();
		const report = await reportOn(documents);
		const expected = expectedMargin(horisen().data, documents);
		expect(report.lines.length).toBeGreaterThan(10);
		expect(report.lines.map(networkOf).sort()).toEqual([...expected.keys()].sort());
		for (const line of report.lines) {
			const figures = expected.get(networkOf(line));
			if (!figures) throw new Error(`No such line: ${networkOf(line)}`);
			expect(line).toMatchObject({
				soldMessages: figures.sold.toString(),
				boughtMessages: figures.bought.toString(),
				revenue: shown(figures.revenue),
				cost: shown(figures.cost),
				margin: shown(figures.revenue - figures.cost),
				currencyCode: 'EUR',
			});
		}
		const sum = (field: 'revenue' | 'cost') =>
			[...expected.values()].reduce((total, line) => total + line[field], 0n);
		expect(report.total).toMatchObject({
			revenue: shown(sum('revenue')),
			cost: shown(sum('cost')),
			margin: shown(sum('revenue') - sum('cost')),
			lineCount: expected.size,
		});
	});

	it('keeps zeros of mcc and mnc, and shows each own currency', async () => {
		const report = await reportOn(approved());
		expect(report.lines.map(({ mcc }) => mcc)).toContain('001');
		expect(report.lines.some(({ mnc }) => mnc.startsWith('0'))).toBe(true);
		const currencies = (report.total.revenueByCurrency as IDataObject[]).map(
			({ currencyCode }) => currencyCode,
		);
		expect(currencies).toEqual([...currencies].sort());
		expect(currencies.length).toBeGreaterThan(1);
	});

	it('lists its documents, and those without traffic with the reason', async () => {
		const documents = approved();
		const report = await reportOn(documents);
		expect([...report.documents, ...report.leftOut].map(({ id }) => id).sort()).toEqual(
			documents.map(({ id }) => id).sort(),
		);
		expect(report.leftOut.length).toBeGreaterThan(5);
		for (const { reason } of report.leftOut) expect(reason).toContain('has no traffic report');
	});

	it('shows what is sold but not bought, and the reverse', async () => {
		const documents = approved();
		const sales = documents.filter(({ documentClassArea: area }) => area === 'sales');
		const sold = await reportOn(sales);
		expect(new Set(sold.lines.map(({ sides }) => sides))).toEqual(new Set(['soldOnly']));
		for (const { cost, revenue, margin } of sold.lines) {
			expect([cost, margin]).toEqual(['0.00', revenue]);
		}

		const purchases = documents.filter(({ documentClassArea: area }) => area === 'purchase');
		const bought = await reportOn(purchases);
		expect(new Set(bought.lines.map(({ sides }) => sides))).toEqual(new Set(['boughtOnly']));
		expect(bought.total).not.toHaveProperty('marginPercent');
		expect(bought.total).not.toHaveProperty('marginPerThousand');

		const [gone] = sold.lines;
		for (const purchase of purchases) {
			const { rows = [] } = horisen().data.trafficReport('control', purchase.id) ?? {};
			const others = rows.filter((row) => networkOf(row) !== networkOf(gone));
			rows.splice(0, rows.length, ...others);
		}
		const both = await reportOn(documents);
		expect(both.lines.find((line) => networkOf(line) === networkOf(gone))?.sides).toBe('soldOnly');
		expect(both.total.soldOnlyCount).toBe(1);
	});

	it('is the same for rows in another order', async () => {
		const report = await reportOn(approved());
		for (const { rows } of horisen().data.trafficReports.values()) rows?.reverse();
		expect(await reportOn(approved())).toEqual(report);
	});

	it('states what rounding leaves between lines and total', async () => {
		const { lines, total, rounding } = await reportOn(approved());
		const cents = (text: unknown) => BigInt(String(text).replace('.', ''));
		for (const figure of ['revenue', 'cost', 'margin'] as const) {
			const sum = lines.reduce((so, line) => so + cents(line[figure]), 0n);
			expect(sum - cents(total[figure])).toBe(cents(rounding.linesMinusTotal[figure]));
		}
	});

	it('finds the direction of the rate from the document, and refuses a document that fits neither', async () => {
		const [document] = approved().filter(
			({ id, currencyCode }) => currencyCode === 'USD' && horisen().data.trafficReports.has(id),
		);
		const multiplied = await reportOn([document]);
		expect(multiplied.documents[0].conversion).toBe('multiply');

		const rate = document.domesticCurrencyRate;
		document.domesticCurrencyRate = Number((1 / rate).toPrecision(15));
		const divided = await reportOn([document]);
		expect(divided.documents[0].conversion).toBe('divide');
		expect(divided.total.revenue).toBe(multiplied.total.revenue);

		document.domesticCurrencyRate = 3;
		await expect(reportOn([document])).rejects.toMatchObject({
			message: expect.stringContaining(
				`Document ${document.documentNumber} (${document.documentUuid}): its amounts do not fit its domesticCurrencyRate 3`,
			),
		});
		const forced = await reportOn([document], { conversion: 'multiply' });
		expect(forced.documents[0]).toMatchObject({
			conversion: 'multiply',
			domesticCurrencyRate: '3',
		});
		// Misspelt in Settings, it would divide.
		await expect(reportOn([document], { conversion: 'Multiply' })).rejects.toMatchObject({
			message: expect.stringContaining('Domestic Currency Rate cannot be "Multiply"'),
		});
	});

	it('counts a self-billing document with the sign of the document, whatever the sign of its rows', async () => {
		const [document] = approved().filter(
			({ id, selfBilling }) => selfBilling === 'yes' && horisen().data.trafficReports.has(id),
		);
		const asSent = await reportOn([document]);
		expect(Number(asSent.total.revenue)).toBeLessThan(0);
		expect(asSent.total).not.toHaveProperty('marginPercent');
		for (const row of horisen().data.trafficReport('customer', document.id)?.rows ?? []) {
			row.totalAmount *= -1;
		}
		const reversed = await reportOn([document]);
		expect(reversed.total.revenue).toBe(asSent.total.revenue);
		expect(reversed.documents[0].rowsSignReversed).toBe(true);
	});

	it('refuses different domestic currencies by name', async () => {
		const [one, other] = approved().filter(({ id }) => horisen().data.trafficReports.has(id));
		other.domesticCurrencyCode = 'CHF';
		await expect(reportOn([one, other])).rejects.toMatchObject({
			message: expect.stringMatching(/has the domestic currency EUR.*has CHF/),
		});
	});

	it("refuses a document that comes twice, lacks its traffic, or has another document's file", async () => {
		const billed = approved().filter(({ id }) => horisen().data.trafficReports.has(id));
		const [one, other] = (await getTraffic(itemsOf(billed.slice(0, 2)))).outputs[0];
		const twice = await calculate([one, one]);
		expect(twice.error?.message).toContain('is in the input twice');
		const without = await calculate(itemsOf(billed.slice(0, 1)));
		expect(without.error?.message).toContain('has no traffic summary in the field "traffic"');
		const noFile = await calculate([{ json: one.json }]);
		expect(noFile.error?.message).toContain('has no traffic file in the binary field "traffic"');
		const wrong = await calculate([{ json: one.json, binary: other.binary }]);
		expect(wrong.error?.message).toMatch(/is in "|its traffic file has the/);
		const text = (await n8n.readBinary(one, 'traffic')).toString();
		const cut = await n8n.itemWithFile(
			one.json,
			'traffic',
			text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1),
		);
		expect((await calculate([cut])).error?.message).toContain('its traffic file has the rowCount');
	});

	it('can return one item per line, and makes no call', async () => {
		const documents = approved();
		const traffic = await getTraffic(itemsOf(documents));
		const calls = horisen().requests.length;
		const [lines, report] = [
			await calculate(traffic.outputs[0], { output: 'lines' }),
			await calculate(traffic.outputs[0]),
		];
		expect(horisen().requests).toHaveLength(calls);
		expect(lines.outputs[0].map(({ json }) => json)).toEqual(report.outputs[0][0].json.lines);
		expect(report.outputs[0][0].pairedItem).toHaveLength(documents.length);
	});
});
