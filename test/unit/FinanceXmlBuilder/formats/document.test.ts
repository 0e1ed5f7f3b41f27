import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { withoutFields } from '../../../../nodes/common/value';
import { STATUS_FIELDS } from '../../../../nodes/common/statusFields';
import { DocumentFormat } from '../../../../nodes/FinanceXmlBuilder/formats/document/documentFormat';
import { RowCounter } from '../../../../nodes/FinanceXmlBuilder/traffic/totals';
import type { Traffic } from '../../../../nodes/FinanceXmlBuilder/writeXml';
import {
	CONTROL_ROWS,
	CUSTOMER_ROWS,
	DOCUMENTS,
	NASTY_NAMES,
	POSTPAID_SMS,
	PREPAID,
} from '../../../fixtures/documents';
import { Libxml2 } from '../../../support/libxml2';
import { written } from '../written';

const SCHEMA = readFileSync(
	join(__dirname, '../../../../nodes/FinanceXmlBuilder/formats/document/document.xsd'),
	'utf8',
);
const NAMESPACES = { d: 'urn:n8n-nodes-telecom-finance:document:1' };

type Row = Record<string, unknown>;

const format = new DocumentFormat();
const rows = (kind: 'customer' | 'control', list: Row[]): Traffic => ({ kind, rows: list });
const TRAFFIC = rows('customer', CUSTOMER_ROWS);

describe('the format "Document"', () => {
	const libxml2 = new Libxml2();
	afterAll(async () => await libxml2.close());

	async function valid(document: Row, traffic?: Traffic, ...xpaths: string[]) {
		const { xml, outcome } = await written(format, document, traffic);
		const question = { schema: SCHEMA, xpaths, namespaces: NAMESPACES };
		const { errors, found } = await libxml2.read(xml, question);
		expect(errors).toEqual([]);
		return { xml, outcome, found };
	}

	describe.each(Object.entries(DOCUMENTS))('of %s', (_, document) => {
		it('is valid without and with rows of either kind', async () => {
			await valid(document);
			await valid(document, rows('customer', []));
			await valid(document, rows('customer', CUSTOMER_ROWS));
			await valid(document, rows('control', CONTROL_ROWS));
		});

		it('has no empty element', async () => {
			const { found } = await valid(document, TRAFFIC, '//*[not(*) and not(text())]');
			expect(found[0]).toEqual([]);
		});

		it('has the same bytes for any order of its fields', async () => {
			const reversed = Object.fromEntries(Object.entries(document).reverse());
			const [one, other] = [await written(format, document), await written(format, reversed)];
			expect(other.xml).toBe(one.xml);
			expect(other.outcome.sha256).toBe(one.outcome.sha256);
		});
	});

	it('writes every field of the vendor under its own name, in a fixed order', async () => {
		const { found } = await valid(
			POSTPAID_SMS,
			undefined,
			'/d:document/*',
			'//d:otherField[not(ancestor::d:value)]',
		);
		const { xml } = await written(format, POSTPAID_SMS);
		const names = [...xml.matchAll(/<([a-zA-Z0-9]+)[ >]/g)].map(([, name]) => name);
		const present = Object.entries(POSTPAID_SMS).filter(
			([, value]) => value !== null && value !== '',
		);
		expect(names).toEqual(expect.arrayContaining(present.map(([name]) => name)));
		expect(found[0]).toHaveLength(present.length);
		expect(found[1]).toEqual([]);
		expect(names.slice(0, 7)).toEqual([
			'document',
			'documentUuid',
			'id',
			'instanceId',
			'bizPartnerId',
			'bizPartnerCountry',
			'bizPartnerExternalRefId',
		]);
	});

	it('writes rows and their summary', async () => {
		const { xml } = await valid(POSTPAID_SMS, TRAFFIC);
		expect(xml).toContain(
			'<traffic kind="customer">\n<row><customerId>512</customerId><billingAccountId>3001</billingAccountId>',
		);
		expect(xml).toContain('<mcc>001</mcc><mnc>01</mnc>');
		expect(xml).toContain(
			'<summary><rowCount>2</rowCount><totalAmount>10.5524</totalAmount><messageCount>100050</messageCount></summary>\n</traffic>',
		);
	});

	it('distinguishes a report without rows from no report', async () => {
		expect((await valid(PREPAID)).xml).not.toContain('<traffic');
		expect((await valid(PREPAID, rows('customer', []))).xml).toContain(
			'<summary><rowCount>0</rowCount><totalAmount>0</totalAmount><messageCount>0</messageCount></summary>',
		);
	});

	it('writes decimals without an exponent', async () => {
		const item = { totalNoVat: 1e-7, price: '2.5e-3', quantity: 1e21 };
		const document = {
			documentUuid: 'u',
			amountNoVat: 1e-7,
			total: 0.1 + 0.2,
			vat: -0,
			items: [item],
		};
		const { found } = await valid(
			document,
			undefined,
			'//d:totalNoVat',
			'//d:price',
			'//d:quantity',
			'//d:total',
			'//d:vat',
		);
		expect(found.flat()).toEqual([
			'0.0000001',
			'0.0025',
			'1000000000000000000000',
			'0.30000000000000004',
			'0',
		]);
	});

	it('loses no field that the vendor adds', async () => {
		const document = {
			...POSTPAID_SMS,
			zeta: true,
			alpha: { nested: { deep: 1e-7 }, list: ['a', null, { b: 2 }], empty: {}, none: null },
			'<odd> "name"': 'x',
			items: [{ totalNoVat: 10.55, tomorrow: 'i' }],
		};
		const row = { ...CUSTOMER_ROWS[0], tomorrow: 'r' };
		const { xml, found } = await valid(
			document,
			rows('customer', [row]),
			'/d:document/*[last()]/@name',
			'/d:document/d:otherField/@name',
			'//d:item/d:otherField[@name="tomorrow"]',
			'//d:row/d:otherField[@name="tomorrow"]',
		);
		expect(found).toEqual([['zeta'], ['<odd> "name"', 'alpha', 'zeta'], ['i'], ['r']]);
		expect(xml).toContain(
			'<otherField name="alpha"><otherField name="list">a</otherField><otherField name="list"><otherField name="b">2</otherField></otherField>' +
				'<otherField name="nested"><otherField name="deep">0.0000001</otherField></otherField></otherField>',
		);
	});

	it('writes custom attributes of any value', async () => {
		const { xml } = await valid(POSTPAID_SMS);
		expect(xml).toContain(
			'<customAttribute><codeName>SALES_PERSON</codeName><value><otherField name="id">7</otherField>' +
				'<otherField name="name">Ann</otherField><otherField name="tags">a</otherField><otherField name="tags">b</otherField></value></customAttribute>',
		);
	});

	it('keeps nasty names', async () => {
		const { outcome, found } = await valid(NASTY_NAMES, TRAFFIC, '//d:bizPartner/d:name');
		expect(found[0][0]).toContain(
			'</name>&amp;<![CDATA[x]]> "q" \'a\' ]]>\r\n\ttab \u{1f980} שלום',
		);
		// Six in the name, six in the field that is not known.
		expect(outcome.replacedCharacters).toBe(12);
	});

	const BARE = { documentUuid: 'u', documentNumber: '7', amountNoVat: 1, total: 1 };

	it.each([
		[{ documentUuid: '' }, 'Document "7", field documentUuid is missing'],
		[{ amountNoVat: undefined }, 'Document "7" (u), field amountNoVat is not an amount: missing'],
		[{ total: null }, 'Document "7" (u), field total is not an amount: null'],
		[{ total: NaN }, 'Document "7" (u), field total is not an amount: NaN'],
		[{ total: 'NaN' }, 'field total is not an amount: "NaN"'],
		[{ vat: '12,50' }, 'field vat is not an amount: "12,50"'],
		[{ vat: Infinity }, 'field vat is not an amount: Infinity'],
		[
			{ items: [{ totalNoVat: 1 }, { name: 'x' }] },
			'field items[1].totalNoVat is not an amount: missing',
		],
		[{ items: [null] }, 'field items[0] is not an object'],
		[{ items: 5 }, 'field items is not a list'],
		[{ bizPartner: 'Ann' }, 'field bizPartner is not an object'],
		[{ bizPartner: { name: ['a'] } }, 'field bizPartner.name is not a single value but a list'],
		[{ lang: {} }, 'field lang is not a single value but an object'],
	])('refuses %j', async (change, message) => {
		await expect(written(format, { ...BARE, ...change })).rejects.toThrow(message);
	});

	it.each([
		[
			{ sellPrice: null },
			'Document "7" (u), traffic row 2, field sellPrice is not an amount: null',
		],
		[{ totalAmount: undefined }, 'traffic row 2, field totalAmount is not an amount: missing'],
		[{ inSmsCnt: 1.5 }, 'traffic row 2, field inSmsCnt is not a whole number: 1.5'],
		[{ inSmsCnt: '' }, 'traffic row 2, field inSmsCnt is not an amount: ""'],
	])('refuses a row with %j', async (change, message) => {
		const traffic = rows('customer', [CUSTOMER_ROWS[0], { ...CUSTOMER_ROWS[1], ...change }]);
		await expect(written(format, BARE, traffic)).rejects.toThrow(message);
	});

	it('is valid for any JSON in the fields', async () => {
		const known = Object.keys(POSTPAID_SMS);
		const amounts = known.filter((name) => /[aA]mount|[tT]otal|^vat|[rR]ounding|Rate$/.test(name));
		const amount = fc.oneof(
			fc.integer({ min: -1e12, max: 1e12 }).map((cents) => cents / 100),
			fc
				.double({ min: -1e15, max: 1e15, noNaN: true })
				.map((value) => Number(value.toPrecision(12))),
			fc.constantFrom(0, 1e-7, -0.55, 0.1 + 0.2),
		);
		const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.integer(), fc.boolean());
		const absent = fc.constantFrom(null, '', undefined);
		const texts = known.filter(
			(name) => !amounts.includes(name) && !['items', 'bizPartner', 'dataSource'].includes(name),
		);
		const fields = (names: string[], value: fc.Arbitrary<unknown>) =>
			fc.record(Object.fromEntries(names.map((name) => [name, fc.oneof(value, absent)])), {
				requiredKeys: [],
			});
		const open = fc.dictionary(fc.string({ unit: 'binary', maxLength: 8 }), fc.jsonValue());
		const attributes = fc.array(
			fc.record({ codeName: text, value: fc.jsonValue() }, { requiredKeys: [] }),
			{ maxLength: 3 },
		);
		const account = fc.record(
			{
				name: text,
				customAttributes: attributes,
				smsConnections: fc.array(fields(['id', 'name'], text)),
				more: fc.jsonValue(),
			},
			{ requiredKeys: [] },
		);
		const documents = fc
			.record({
				other: open,
				texts: fields(texts, text),
				amounts: fields(amounts, amount),
				bizPartner: fc.oneof(absent, fields(['name', 'city', 'new'], text)),
				items: fc.array(
					fc.record({
						totalNoVat: amount,
						name: fc.oneof(text, absent),
						dataSource: fc.oneof(
							absent,
							fc.record({ billingAccount: account }, { requiredKeys: [] }),
						),
					}),
					{ maxLength: 3 },
				),
				required: fc.record({ documentUuid: fc.uuid(), amountNoVat: amount, total: amount }),
			})
			.map(({ other, texts: some, amounts: sums, bizPartner, items, required }) => ({
				...withoutFields(other, known),
				...some,
				...sums,
				bizPartner,
				items,
				...required,
			}));
		const trafficRows = fc.array(
			fc.record(
				{
					inSmsCnt: fc.integer(),
					sellPrice: amount,
					totalAmount: amount,
					mcc: text,
					operatorName: fc.oneof(text, absent),
					new: fc.jsonValue(),
				},
				{ requiredKeys: ['inSmsCnt', 'sellPrice', 'totalAmount'] },
			),
			{ maxLength: 4 },
		);
		await fc.assert(
			fc.asyncProperty(documents, trafficRows, async (document, list) => {
				const { outcome } = await valid(document, rows('customer', list));
				const counter = new RowCounter();
				for (const row of list) counter.add(row);
				expect(outcome.totals).toEqual(counter.totals());
			}),
			{ numRuns: 200 },
		);
	});

	it('writes the fields that change by themselves if they are given', async () => {
		const { found } = await valid(POSTPAID_SMS, undefined, '//d:paymentStatus', '//d:totalUnpaid');
		expect(found).toEqual([['open'], ['12.66']]);
		const { xml } = await valid(withoutFields(POSTPAID_SMS, STATUS_FIELDS));
		for (const field of STATUS_FIELDS) expect(xml).not.toContain(`<${field}>`);
	});
});
