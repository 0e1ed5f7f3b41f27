import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { FinanceXmlBuilder } from '../../nodes/FinanceXmlBuilder/FinanceXmlBuilder.node';
import { Libxml2 } from '../support/libxml2';
import { createHarness } from './harness';

/** The examples of the repository, as an operator uses them: paste the template, run the node. */
const EXAMPLES = join(__dirname, '../../examples');

const CONFORMANCE = join(__dirname, '../../../shared/conformance');

/** Schemas of others are not part of the repository. */
const SCHEMAS: Record<string, string> = {
	'ebinterface-6.1': 'ebinterface-6.1/ebinterface-6.1.xsd',
	'finvoice-3.0': 'finvoice-3.0/Finvoice3.0.xsd',
	'sap-invoic02': 'sap-invoic02/INVOIC02.xsd',
	'datev-ledger': 'datev-ledger/Belegverwaltung_online_ledger_import_v060.xsd',
};

/** The elements of a booking, in the order of DATEV's sample data AR_ledger_V6_2023. */
const DATEV_ORDER = [
	...['date', 'amount', 'accountNo', 'buCode', 'costCategoryId', 'costCategoryId2', 'tax'],
	...['information', 'currencyCode', 'invoiceId', 'bookingText', 'ownVatId', 'partyId', 'vatId'],
	...['iban', 'dueDate', 'bpAccountNo', 'deliveryDate', 'orderId', 'customerName', 'customerCity'],
];

const n8n = createHarness({ nodes: [new FinanceXmlBuilder()], binaryMode: 'filesystem' });
const libxml2 = new Libxml2();
afterAll(async () => await libxml2.close());

const NAMES = readdirSync(EXAMPLES, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name);

const read = (...path: string[]) => readFileSync(join(EXAMPLES, ...path), 'utf8');

/** The XSD's violations; undefined, with a warning, if the schema is missing. */
async function violationsOf(name: string, xml: Buffer): Promise<string[] | undefined> {
	const schemaFile = join(CONFORMANCE, SCHEMAS[name] ?? name);
	if (existsSync(schemaFile)) return (await libxml2.read(xml, { schemaFile })).errors;
	console.warn(
		SCHEMAS[name]
			? `NOT CHECKED against its schema: ${name}, since ${schemaFile} is not there`
			: `NOT CHECKED against a schema: ${name} has none`,
	);
	return undefined;
}

async function itemOf(name: string): Promise<INodeExecutionData> {
	const document = JSON.parse(read(name, 'input.json')) as IDataObject;
	if (!existsSync(join(EXAMPLES, name, 'rows.ndjson'))) return { json: document };
	return await n8n.itemWithFile(document, 'traffic', read(name, 'rows.ndjson'), {
		fileName: 'rows.ndjson',
		mimeType: 'application/x-ndjson',
	});
}

async function build(item: INodeExecutionData, template: string, more: IDataObject = {}) {
	const parameters = {
		format: 'custom',
		template,
		trafficFrom: item.binary ? 'binary' : 'none',
		onDifference: 'fail',
		...more,
	};
	const { outputs, error } = await n8n.runNode({
		node: 'financeXmlBuilder',
		parameters: parameters as never,
		input: [item],
	});
	if (error) throw error;
	const [[made]] = outputs;
	return { item: made, xml: await n8n.readBinary(made, 'xml') };
}

describe.each(NAMES)('the example %s', (name) => {
	it('gives the file that it shows, well-formed and valid', async () => {
		const { xml } = await build(await itemOf(name), read(name, 'template.xml'));
		const path = join(EXAMPLES, name, 'output.xml');
		// For an intended change: UPDATE_EXAMPLES=1, then read the diff.
		if (process.env.UPDATE_EXAMPLES) writeFileSync(path, xml);
		expect(xml.toString('latin1')).toBe(readFileSync(path, 'latin1'));
		expect((await libxml2.read(xml)).errors).toEqual([]);
		expect((await violationsOf(name, xml)) ?? []).toEqual([]);
	});

	it('is explained on one page', () => {
		const lines = read(name, 'README.md').trim().split('\n');
		expect(lines.length).toBeGreaterThanOrEqual(8);
		expect(lines.length).toBeLessThanOrEqual(20);
	});
});

describe('the example sap-invoic02', () => {
	it.each([
		['a partner without a customer number', { bizPartnerExternalRefId: null }],
		['a self-billing document', { selfBilling: 'yes' }],
	])('refuses %s, naming document and field', async (_, change) => {
		const { json } = await itemOf('sap-invoic02');
		const [field] = Object.keys(change);
		const building = build({ json: { ...json, ...change } }, read('sap-invoic02', 'template.xml'));
		await expect(building).rejects.toMatchObject({
			message: expect.stringContaining(
				`Document "300920-1" (5d0c1b5e-0f3a-4d8e-9a52-6a8f5a1c0002), field document.${field}`,
			) as string,
		});
	});
});

describe('the example datev-ledger', () => {
	it("has the order of DATEV's published sample", async () => {
		const { found } = await libxml2.read(readFileSync(join(EXAMPLES, 'datev-ledger/output.xml')), {
			xpaths: ['//d:accountsReceivableLedger[1]/*'],
			namespaces: { d: 'http://xml.datev.de/bedi/tps/ledger/v060' },
		});
		const names = [
			...read('datev-ledger', 'output.xml').matchAll(
				/<accountsReceivableLedger>([^]*?)<\/accounts/g,
			),
		].map(([, booking]) => [...booking.matchAll(/<(\w+)>/g)].map(([, one]) => one));
		expect(names).toHaveLength(2);
		for (const booking of names) {
			expect(booking).toHaveLength(found[0].length);
			expect(booking).toEqual(DATEV_ORDER.filter((one) => booking.includes(one)));
		}
	});
});

describe("the sample of ebInterface's documentation, used as an operator would", () => {
	const path = join(CONFORMANCE, 'ebinterface-6.1/sample.xml');

	it('is a template without changes, and keeps its content', async () => {
		if (!existsSync(path)) return console.warn(`NOT CHECKED: ${path} is not there`);
		const sample = readFileSync(path, 'utf8');
		const { xml } = await build(await itemOf('ebinterface-6.1'), sample);
		const [one, other] = await Promise.all(
			[xml, sample].map(async (text) => await libxml2.read(text, { canonical: true })),
		);
		expect(one.canonical).toBe(other.canonical);
		expect(await violationsOf('ebinterface-6.1', xml)).toEqual([]);
	});

	it('becomes a template that the node fills and checks, with a valid result', async () => {
		if (!existsSync(path)) return console.warn(`NOT CHECKED: ${path} is not there`);
		const item = await itemOf('ebinterface-6.1');
		const { outputs } = await n8n.runNode({
			node: 'financeXmlBuilder',
			parameters: {
				operation: 'suggestTemplate',
				sample: readFileSync(path, 'utf8'),
				trafficFrom: 'none',
			},
			input: [item],
		});
		const { item: made, xml } = await build(item, outputs[0][0].json.template as string, {
			schemaFrom: 'text',
			schemaText: readFileSync(join(CONFORMANCE, SCHEMAS['ebinterface-6.1']), 'utf8'),
		});
		expect(made.json.schemaCheck).toEqual({ status: 'valid' });
		const { found } = await libxml2.read(xml, {
			xpaths: ['/e:Invoice/e:InvoiceNumber', '//e:ListLineItem/e:Description', '//e:PayableAmount'],
			namespaces: { e: 'http://www.ebinterface.at/schema/6p1/' },
		});
		expect(found).toEqual([['300921-1'], ['Bulk SMS Austria', 'Bulk SMS Germany'], ['1248']]);
	});
});
