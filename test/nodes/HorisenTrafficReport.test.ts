import { gunzipSync } from 'node:zlib';
import type { INodeExecutionData } from 'n8n-workflow';
import type { FinanceDocument } from '../../sandbox/horisen';
import { QUICK, setUpHorisen } from './horisenSetup';

const { n8n, horisen, getTraffic } = setUpHorisen();

const kindOf = ({
	documentClassArea,
	dataSourceCodeName,
	domainCodeName,
	dataSourceSelector,
}: FinanceDocument) =>
	[documentClassArea, dataSourceCodeName, domainCodeName, dataSourceSelector ?? ''].join('/');
const documentOf = (kind: string) => {
	const found = horisen().data.documents.find(
		(document) => kindOf(document) === kind && document.status === 'approved',
	);
	if (!found) throw new Error(`No seeded document is ${kind}.`);
	return found;
};
const itemOf = (document: FinanceDocument) => ({ json: structuredClone(document) as never });
const rowsSent = (side: 'customer' | 'control', id: number) => {
	const report = horisen().data.trafficReport(side, id);
	return Array.from({ length: report?.count ?? 0 }, (_, index) => ({ ...report?.row(index) }));
};
const fileRows = async (item: INodeExecutionData, property = 'traffic') =>
	(await n8n.readBinary(item, property))
		.toString()
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line) as Record<string, unknown>);
const calls = () => horisen().requests.filter(({ path }) => path.endsWith('/traffic-reports'));

const CUSTOMER = 'sales/POSTPAID/BULK/';
const CONTROL = 'purchase/POSTPAID/BULK/';

describe('For Each Document', () => {
	it('attaches the report for the kind of document as a file, and passes others through', async () => {
		const documents = [
			documentOf(CUSTOMER),
			documentOf('sales/PREPAID/BULK/'),
			documentOf(CONTROL),
			documentOf('sales/POSTPAID/BULK/PART-PAYMENT'),
			documentOf('sales/POSTPAID/BULK-MNP/'),
		];
		const { outputs, error } = await getTraffic(documents.map(itemOf));
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => (json.traffic as { kind: string }).kind)).toEqual([
			'customer',
			'none',
			'control',
			'none',
			'none',
		]);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			documents.map((_, item) => ({ item })),
		);
		expect(outputs[0].map(({ json }) => json.documentUuid)).toEqual(
			documents.map(({ documentUuid }) => documentUuid),
		);
		expect(outputs[0].map(({ binary }) => Object.keys(binary ?? {}))).toEqual([
			['traffic'],
			[],
			['traffic'],
			[],
			[],
		]);
		expect(await fileRows(outputs[0][0])).toEqual(rowsSent('customer', documents[0].id));
		expect(await fileRows(outputs[0][2])).toEqual(rowsSent('control', documents[2].id));
		expect(outputs[0][0].binary?.traffic).toMatchObject({
			mimeType: 'application/x-ndjson',
			fileName: `traffic-${documents[0].id}.ndjson`,
		});
		expect(outputs[0][1].json.traffic).toMatchObject({
			reason: expect.stringContaining('PREPAID'),
		});
		expect(horisen().tokenFetches).toBe(1);
	});

	it('compresses the file if told to, with the same rows', async () => {
		const document = documentOf(CUSTOMER);
		const [plain, compressed] = [
			await getTraffic([itemOf(document)]),
			await getTraffic([itemOf(document)], { options: { ...QUICK, compress: true } }),
		];
		const [[item]] = compressed.outputs;
		expect(item.binary?.traffic).toMatchObject({
			mimeType: 'application/gzip',
			fileName: `traffic-${document.id}.ndjson.gz`,
		});
		expect(gunzipSync(await n8n.readBinary(item, 'traffic'))).toEqual(
			await n8n.readBinary(plain.outputs[0][0], 'traffic'),
		);
		expect(item.json).toEqual(plain.outputs[0][0].json);
	});

	it('sums up exactly, and the same for any page size', async () => {
		const document = documentOf(CUSTOMER);
		const rows = rowsSent('customer', document.id) as Array<Record<string, number>>;
		const cents = (value: number) => BigInt(Math.round(value * 1e9));
		const sum = rows.reduce((total, row) => total + cents(row.totalAmount), 0n);
		const summaries = [];
		for (const pageSize of [1000, 3]) {
			const { outputs } = await getTraffic([itemOf(document)], {
				options: { pageSize, retryDelay: 0 },
			});
			summaries.push(outputs[0][0].json.traffic as Record<string, unknown>);
		}
		expect(summaries[0]).toEqual(summaries[1]);
		expect(summaries[0]).toMatchObject({
			kind: 'customer',
			rowCount: rows.length,
			messageCount: String(rows.reduce((total, row) => total + row.inSmsCnt, 0)),
		});
		expect(cents(Number(summaries[0].totalAmount))).toBe(sum);
	});

	it('keeps the fields and other files of the item', async () => {
		const document = documentOf(CUSTOMER);
		const input = await n8n.itemWithFile(structuredClone(document) as never, 'contract', 'signed', {
			fileName: 'contract.txt',
		});
		const { outputs } = await getTraffic([input], {
			binaryProperty: 'rows',
			summaryField: 'trafficSummary',
		});
		expect(Object.keys(outputs[0][0].binary ?? {}).sort()).toEqual(['contract', 'rows']);
		expect((await n8n.readBinary(outputs[0][0], 'contract')).toString()).toBe('signed');
		expect(outputs[0][0].json).toMatchObject({
			documentUuid: document.documentUuid,
			trafficSummary: { kind: 'customer' },
		});
	});

	it('puts the rows in a field', async () => {
		const document = documentOf(CONTROL);
		const { outputs } = await getTraffic([itemOf(document)], { output: 'field' });
		expect(outputs[0][0].json.trafficRows).toEqual(rowsSent('control', document.id));
		expect(outputs[0][0].json.traffic).toMatchObject({ kind: 'control' });
		expect(outputs[0][0].binary).toBeUndefined();
	});

	it('returns one item per row, paired with its document', async () => {
		const documents = [documentOf('sales/PREPAID/BULK/'), documentOf(CUSTOMER)];
		const { outputs } = await getTraffic(documents.map(itemOf), { output: 'items' });
		expect(outputs[0].map(({ json }) => json)).toEqual(rowsSent('customer', documents[1].id));
		expect(outputs[0].every(({ pairedItem }) => (pairedItem as { item: number }).item === 1)).toBe(
			true,
		);
	});

	it('does not mistake an item without a document for a document without traffic', async () => {
		const { error } = await getTraffic([{ json: { id: 300901 } }]);
		expect(error?.message).toContain('"documentClassArea" is missing');
	});
});

describe('Customer Invoice and Control Invoice', () => {
	it('reads by invoice ID, with filters on its own attributes, on both base paths', async () => {
		const document = documentOf(CUSTOMER);
		const [row] = rowsSent('customer', document.id) as Array<Record<string, unknown>>;
		const { outputs, error } = await getTraffic([{ json: { id: document.id } }], {
			operation: 'customerInvoice',
			output: 'items',
			filters: {
				filter: [
					{ attribute: 'mcc', operator: 'eq', value: row.mcc },
					{ attribute: 'sellPrice', operator: 'gte', value: row.sellPrice },
				],
			},
			options: { basePath: '/bulk/traffic-report/v2', retryDelay: 0 },
		});
		expect(error).toBeUndefined();
		expect(calls()[0]).toMatchObject({
			path: `/api/bulk/traffic-report/v2/customer-invoices/${document.id}/traffic-reports`,
			query: `mcc=${String(row.mcc)}&gte(sellPrice)=${String(row.sellPrice)}&page_number=1&page_size=1000`,
		});
		expect(outputs[0].length).toBeGreaterThan(0);
		expect(outputs[0].every(({ json }) => json.mcc === row.mcc)).toBe(true);
	});

	it.each(['@127.0.0.1:1/x', '.example/x', '/other'])(
		'asks no other host than that of the credential: %s',
		async (basePath) => {
			const { error } = await getTraffic([{ json: { id: 1 } }], {
				operation: 'customerInvoice',
				options: { basePath, retryDelay: 0 },
			});
			expect(error?.message).toBe(`Base Path cannot be ${JSON.stringify(basePath)}`);
		},
	);

	it('reads the control invoice', async () => {
		const { id } = documentOf(CONTROL);
		const { outputs } = await getTraffic([{ json: {} }], {
			operation: 'controlInvoice',
			invoiceId: id,
		});
		expect(await fileRows(outputs[0][0])).toEqual(rowsSent('control', id));
	});

	it('says what a 404 of this API means', async () => {
		const { error } = await getTraffic([{ json: { id: 999999 } }], {
			operation: 'customerInvoice',
		});
		expect(error?.message).toBe(
			'HORISEN Traffic Report has no rates settings for the traffic report of invoice 999999, page 1 ' +
				'(404 BULK_TRAFFIC_REPORT_API_V2:BULK_RATES_SETTINGS_NOTFOUND)',
		);
	});
});
