import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { ndjsonLine } from '../../nodes/common/ndjson';
import { FinanceXmlBuilder } from '../../nodes/FinanceXmlBuilder/FinanceXmlBuilder.node';
import {
	CUSTOMER_ROWS,
	CUSTOMER_SUMMARY,
	NASTY_NAMES,
	PART_PAYMENT,
	POSTPAID_SMS,
	PREPAID,
} from '../fixtures/documents';
import { Libxml2 } from '../support/libxml2';
import { createHarness, type BinaryMode } from './harness';

const SCHEMA = readFileSync(
	join(__dirname, '../../nodes/FinanceXmlBuilder/formats/document.xsd'),
	'utf8',
);
const ROWS = CUSTOMER_ROWS.map(ndjsonLine).join('');
const TRAFFIC_DETAILS = { fileName: 'traffic-4711.ndjson', mimeType: 'application/x-ndjson' };
const NO_TRAFFIC = { kind: 'none', reason: 'No traffic report belongs to this document.' };

const libxml2 = new Libxml2();
afterAll(async () => await libxml2.close());

describe.each<BinaryMode>(['filesystem', 'memory'])(
	'Finance XML Builder with binary data in mode %s',
	(binaryMode) => {
		const n8n = createHarness({ nodes: [new FinanceXmlBuilder()], binaryMode });

		async function build(
			input: INodeExecutionData[],
			parameters: IDataObject = {},
			onError?: 'continueRegularOutput',
		) {
			const node = { node: 'financeXmlBuilder', parameters: parameters as never, input, onError };
			return await n8n.runNode(node);
		}

		const withRows = async (content: string | Readable = ROWS, more: IDataObject = {}) =>
			await n8n.itemWithFile(
				{ ...POSTPAID_SMS, traffic: CUSTOMER_SUMMARY, ...more },
				'traffic',
				content,
				TRAFFIC_DETAILS,
			);

		it('reads a compressed traffic file as it is, and refuses one that breaks off', async () => {
			const whole = gzipSync(ROWS);
			const built = async (content: Buffer) =>
				await build([
					await n8n.itemWithFile(
						{ ...POSTPAID_SMS, traffic: CUSTOMER_SUMMARY },
						'traffic',
						content,
						{ fileName: 'traffic-4711.ndjson.gz', mimeType: 'application/gzip' },
					),
				]);
			const [{ outputs }, plain] = [await built(whole), await build([await withRows()])];
			expect(outputs[0][0].json).toEqual(plain.outputs[0][0].json);
			const { error } = await built(whole.subarray(0, -5));
			expect(error?.message).toContain(
				'traffic-4711.ndjson.gz is compressed, and breaks off or is damaged',
			);
		});

		it('writes a document with the rows of its traffic file', async () => {
			const { outputs, error } = await build([await withRows()]);
			expect(error).toBeUndefined();
			const [[item]] = outputs;
			const xml = await n8n.readBinary(item, 'xml');
			const { errors, found } = await libxml2.read(xml, {
				schema: SCHEMA,
				xpaths: ['//d:row/d:mcc', '//d:otherField[not(ancestor::d:value)]/@name'],
				namespaces: { d: 'urn:n8n-nodes-telecom-finance:document:1' },
			});
			expect(errors).toEqual([]);
			expect(found).toEqual([['612', '001'], []]);
			expect(item.pairedItem).toEqual({ item: 0 });
			expect(Object.keys(item.binary ?? {})).toEqual(['xml']);
			expect(item.binary?.xml).toMatchObject({
				mimeType: 'application/xml',
				fileName: item.json.fileName,
				fileExtension: 'xml',
			});
			expect(item.json).toEqual({
				documentUuid: POSTPAID_SMS.documentUuid,
				id: 4711,
				documentNumber: '300923-1',
				bizPartnerName: 'Orange Côte d’Ivoire & Söhne',
				bizPartnerExternalRefId: 'ERP-512',
				currencyCode: 'EUR',
				fileName: `300923-1_${POSTPAID_SMS.documentUuid as string}_${item.json.revision as string}.xml`,
				bytes: xml.length,
				sha256: createHash('sha256').update(xml).digest('hex'),
				revision: expect.stringMatching(/^[0-9a-f]{12}$/),
				rowCount: 2,
				totals: {
					amountNoVat: '10.55',
					vat: '2.11',
					amountVat: '12.66',
					rounding: '0',
					total: '12.66',
					trafficAmount: '10.5524',
					messageCount: '100050',
				},
				trafficDigest: 'd'.repeat(64),
				reconciliation: {
					status: 'matched',
					tolerance: '0.01',
					rowsTotal: '10.5524',
					itemsTotal: '10.5524',
					documentNet: '10.55',
					rowsVsItems: { status: 'matched', difference: '0' },
					itemsVsDocument: { status: 'matched', difference: '0.0024' },
				},
				textPolicy: { replacedCharacters: 0 },
			});
		});

		it('writes the same bytes under the same name, whatever changed by itself', async () => {
			const [one] = (await build([await withRows()])).outputs[0];
			const later = { syncStatus: 'exported', paymentStatus: 'paid', totalPaid: 12.66 };
			const [other] = (await build([await withRows(ROWS, later)])).outputs[0];
			expect(other.json).toEqual(one.json);
		});

		it("passes the planner's decision on, which is no field of the document", async () => {
			const [one] = (await build([await withRows()])).outputs[0];
			const delivery = { action: 'deliver', key: 'k', revision: 'abc', event: 'invoice' };
			const [planned] = (await build([await withRows(ROWS, { delivery })])).outputs[0];
			expect(planned.json).toEqual({ ...one.json, delivery });
		});

		it('takes any other field of that name for one of the document', async () => {
			const [one] = (await build([await withRows()])).outputs[0];
			const delivery = { terms: 'EXW' };
			const [item] = (await build([await withRows(ROWS, { delivery })])).outputs[0];
			expect(item.json.revision).not.toBe(one.json.revision);
			expect(item.json).not.toHaveProperty('delivery');
		});

		it('writes status fields when they are asked for', async () => {
			const [[item]] = (await build([await withRows()], { options: { includeStatusFields: true } }))
				.outputs;
			const xml = (await n8n.readBinary(item, 'xml')).toString();
			expect(xml).toContain('<paymentStatus>open</paymentStatus>');
			expect(xml).not.toContain('<otherField name="traffic">');
		});

		it('needs no file for a document without traffic', async () => {
			const { outputs } = await build([
				{ json: { ...PREPAID, traffic: NO_TRAFFIC } },
				{ json: { ...PART_PAYMENT, traffic: NO_TRAFFIC } },
			]);
			for (const { json } of outputs[0]) {
				expect(json).toMatchObject({
					rowCount: 0,
					reconciliation: { status: 'notApplicable', reason: NO_TRAFFIC.reason },
				});
			}
			const xml = await n8n.readBinary(outputs[0][1], 'xml');
			expect(xml.toString()).not.toContain('<traffic');
		});

		it('takes rows from a field', async () => {
			const json = { ...POSTPAID_SMS, trafficRows: CUSTOMER_ROWS };
			const [[item]] = (await build([{ json }], { trafficFrom: 'field' })).outputs;
			expect(item.json).toMatchObject({ rowCount: 2, reconciliation: { status: 'matched' } });
			const xml = (await n8n.readBinary(item, 'xml')).toString();
			expect(xml).toContain('<traffic kind="customer">');
			expect(xml).not.toContain('otherField name="trafficRows"');
		});

		it('writes no rows where none are asked for', async () => {
			const [[item]] = (await build([await withRows()], { trafficFrom: 'none' })).outputs;
			expect(item.json).toMatchObject({
				rowCount: 0,
				reconciliation: { status: 'notApplicable', reason: 'No rows were asked for.' },
			});
			expect((await n8n.readBinary(item, 'xml')).toString()).not.toContain('<traffic');
		});

		it.each([
			[
				'a missing file',
				async () => ({ json: { ...POSTPAID_SMS, traffic: CUSTOMER_SUMMARY } }),
				'Document "300923-1" (1f0c2f5e-6a4e-4c0e-9c2a-0d3b8f1a0001) has no traffic file in the binary field "traffic", though 2 rows were fetched for it',
			],
			[
				'a truncated file',
				async () => await withRows(ROWS.slice(0, ROWS.indexOf('\n') + 1)),
				'the rows that were read have a number of 1, but 2 was fetched',
			],
			[
				'a file cut in a row',
				async () => await withRows(ROWS.slice(0, -20)),
				'traffic-4711.ndjson, line 2, is not JSON',
			],
			[
				'a row without an amount',
				async () => await withRows(ROWS.replace('"totalAmount":0.552', '"totalAmount":"n/a"')),
				'traffic row 1, field totalAmount is not an amount: "n/a"',
			],
			[
				'a document without an amount',
				async () => await withRows(ROWS, { total: null }),
				'field total is not an amount: null',
			],
		])('refuses %s, and goes on with the others', async (_, item, message) => {
			const input = [await item(), { json: { ...PREPAID, traffic: NO_TRAFFIC } }];
			const stopped = await build(input);
			expect(stopped.error?.message).toContain(message);
			const { outputs } = await build(input, {}, 'continueRegularOutput');
			expect(outputs[0][0].json.error).toContain(message);
			expect(outputs[0][0].binary).toBeUndefined();
			expect(outputs[0][1].json.documentNumber).toBe('300923-4');
			expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		});

		it('fails a document that does not add up, where the operator wants it to', async () => {
			const { error } = await build([await withRows(ROWS, { amountNoVat: 11 })], {
				onDifference: 'fail',
			});
			expect(error?.message).toContain('items 10.5524, document 11, difference -0.4476');
		});

		it.each(['flag', 'ignore'])(
			'writes it with the difference otherwise: %s',
			async (onDifference) => {
				const input = [await withRows(ROWS, { amountNoVat: 11 })];
				const { outputs, error } = await build(input, { onDifference });
				expect(error).toBeUndefined();
				expect(outputs[0][0].json.reconciliation).toMatchObject({
					status: 'difference',
					itemsVsDocument: { status: 'difference', difference: '-0.4476' },
				});
			},
		);

		it.each([
			[{ onDifference: 'Fail' }, 'On Difference cannot be "Fail"'],
			[{ options: { tolerance: '0,01' } }, 'Tolerance is not an amount: "0,01"'],
			[{ options: { tolerance: -1 } }, 'Tolerance is not an amount: -1'],
		])('refuses the misspelt setting %j', async (parameters, message) => {
			const { error } = await build([await withRows()], parameters);
			expect(error?.message).toBe(message);
		});

		it('refuses characters, or counts what it replaced', async () => {
			const json = { ...NASTY_NAMES, traffic: NO_TRAFFIC };
			const [[item]] = (await build([{ json }])).outputs;
			expect(item.json.textPolicy).toEqual({ replacedCharacters: 12 });
			expect(item.json.fileName).toMatch(/^CON-9+_etc-passwd_[0-9a-f]{12}\.xml$/);
			const { error } = await build([{ json }], { options: { unsupportedCharacters: 'refuse' } });
			expect(error?.message).toContain('field bizPartner.name holds a character');
		});

		describe('in the format "E-Invoice (UBL 2.1)"', () => {
			const UBL = {
				format: 'ubl',
				seller: { name: 'Owner', country: '={{ "D" + "E" }}', vatId: 'DE123456788' },
			};

			it('writes the invoice, names its traffic file, and passes that on beside it', async () => {
				const { outputs, error } = await build([await withRows()], {
					...UBL,
					linesFrom: '={{ "traffic" }}',
					invoice: { trafficFileHash: 'sha256' },
				});
				expect(error).toBeUndefined();
				const [[item]] = outputs;
				const beside = (item.json.fileName as string).replace('.xml', '.ndjson');
				const traffic = await n8n.readBinary(item, 'traffic');
				expect(item.json).toMatchObject({
					rowCount: 2,
					violations: [],
					trafficFile: { fileName: beside, bytes: traffic.length },
					invoice: {
						...{ profile: 'EN 16931', typeCode: '380', currency: 'EUR', lines: 2 },
						...{ lineExtension: '10.55', taxExclusive: '10.55', tax: '2.11' },
						...{ taxInclusive: '12.66', rounding: '0.00', payable: '12.66' },
					},
				});
				const xml = (await n8n.readBinary(item, 'xml')).toString();
				expect(xml).toContain(`<cbc:ID>${beside}</cbc:ID>`);
				expect(xml).toContain(`SHA-256 ${createHash('sha256').update(traffic).digest('hex')}<`);
				expect(traffic.toString()).toBe(ROWS);
			});

			it('says so where the traffic file is compressed', async () => {
				const input = await n8n.itemWithFile(
					{ ...POSTPAID_SMS, traffic: CUSTOMER_SUMMARY },
					'traffic',
					gzipSync(ROWS),
					{ fileName: 'traffic-4711.ndjson.gz', mimeType: 'application/gzip' },
				);
				const { outputs } = await build([input], { ...UBL, linesFrom: '={{ "traffic" }}' });
				const [[item]] = outputs;
				const beside = (item.json.fileName as string).replace('.xml', '.ndjson.gz');
				const { length } = await n8n.readBinary(item, 'traffic');
				expect(item.json.trafficFile).toEqual({ fileName: beside, bytes: length });
				const xml = (await n8n.readBinary(item, 'xml')).toString();
				expect(xml).toContain(`<cbc:ID>${beside}</cbc:ID>`);
				expect(xml).toContain('newline-delimited JSON, compressed with gzip<');
			});

			it('keeps the lines of payment terms, and ends a cash discount with one', async () => {
				const payment = { terms: '30 days  net\n#SKONTO#TAGE=14#PROZENT=2.00#' };
				const [[item]] = (await build([await withRows()], { ...UBL, payment })).outputs;
				expect((await n8n.readBinary(item, 'xml')).toString()).toContain(
					'<cbc:Note>30 days net\n#SKONTO#TAGE=14#PROZENT=2.00#\n</cbc:Note>',
				);
			});

			it('previews figures and every violation, and makes no file', async () => {
				const parameters = { ...UBL, output: 'preview', profile: 'peppol-bis-3' };
				const { outputs, error } = await build([await withRows()], parameters);
				expect(error).toBeUndefined();
				const [[item]] = outputs;
				expect(item.binary).toBeUndefined();
				expect(item.json).toMatchObject({
					documentNumber: '300923-1',
					invoice: { profile: 'Peppol BIS Billing 3.0', payable: '12.66' },
				});
				expect(item.json).not.toHaveProperty('fileName');
				expect(item.json).not.toHaveProperty('trafficFile');
				expect((item.json.violations as IDataObject[]).map(({ rule }) => rule)).toEqual([
					'PEPPOL-EN16931-R020',
					'PEPPOL-EN16931-R010',
					'PEPPOL-EN16931-R003',
				]);
			});

			it('refuses an invoice that breaks a rule, and goes on with the others', async () => {
				const input = [
					await withRows(),
					{ json: { ...PREPAID, vatPercent: 0, traffic: NO_TRAFFIC } },
				];
				const { outputs } = await build(input, UBL, 'continueRegularOutput');
				expect(outputs[0][0].json.invoice).toMatchObject({ payable: '12.66' });
				expect(outputs[0][1].json.error).toContain('BT-118 VAT category of 0 % is missing (BR-47)');
			});

			it.each([
				[{ profile: 'xrechnung' }, 'Profile cannot be "xrechnung"'],
				[{ linesFrom: 'rows' }, 'Lines From cannot be "rows"'],
				[{ vat: { zeroRateCategory: 'X' } }, 'Category at 0 % cannot be "X"'],
				[{ invoice: { selfBillingType: 380 } }, 'Self-Billing Type cannot be "380"'],
				[{ invoice: { unitCodes: '{' } }, 'Unit Codes is not a JSON object of codes'],
				[{ invoice: { roundingTolerance: '-1' } }, 'Rounding Tolerance is not an amount: "-1"'],
			])('refuses the setting %j', async (parameters, message) => {
				const { error } = await build([await withRows()], { ...UBL, ...parameters } as IDataObject);
				expect(error?.message).toBe(message);
			});
		});

		describe('in the format "Custom"', () => {
			const CUSTOM = { format: 'custom' };

			it('fills the example of the form', async () => {
				const [[item]] = (await build([await withRows()], CUSTOM)).outputs;
				const xml = await n8n.readBinary(item, 'xml');
				const { errors, found } = await libxml2.read(xml, { xpaths: ['//Row/@mcc', '//Due'] });
				expect([errors, found]).toEqual([[], [['612', '001'], ['30.07.2023']]]);
			});

			it('keeps braces of n8n in a template raw', async () => {
				const documentTemplate = '{"r":{"a":"{{ $json.id }} ${document.id}"}}';
				const parameters = { ...CUSTOM, documentTemplate, trafficFrom: 'none' };
				const [[item]] = (await build([{ json: { id: 5 } }], parameters)).outputs;
				expect((await n8n.readBinary(item, 'xml')).toString()).toContain(
					'<r><a>{{ $json.id }} 5</a></r>',
				);
			});

			it('takes any JSON, rows from any list in it, and a name by expression', async () => {
				const calls = [
					{ to: '+41', cost: 0.1 },
					{ to: '+49', cost: 1e-7 },
				];
				const json = { account: 'A/1', data: { opening_balance: 245.71293, calls } };
				const { outputs, error } = await build([{ json }, { json: { ...json, account: 'A/2' } }], {
					...CUSTOM,
					trafficFrom: 'field',
					trafficField: 'data.calls',
					fileName: '={{ $json.account }}-statement',
					documentTemplate: '{"s":{"@o":"${document.data.opening_balance}","#rows":true}}',
					rowTemplate: '{"c":{"@to":"${row.to}","#text":"${row.cost}"}}',
					options: { outputBinaryProperty: 'statement' },
				});
				expect(error).toBeUndefined();
				const [one, two] = outputs[0];
				expect((await n8n.readBinary(one, 'statement')).toString()).toContain(
					'<s o="245.71293"><c to="+41">0.1</c><c to="+49">0.0000001</c></s>',
				);
				expect(one.json).toMatchObject({
					fileName: expect.stringMatching(/^A-1-statement_[0-9a-f]{12}\.xml$/),
					rowCount: 2,
					totals: {},
					reconciliation: { status: 'notApplicable' },
				});
				expect(two.json.fileName).toMatch(/^A-2-statement_/);
			});

			it('gives one name to one document', async () => {
				const parameters = {
					...CUSTOM,
					trafficFrom: 'none',
					fileName: 'same',
					documentTemplate: '{"a":""}',
				};
				const { error } = await build(
					[{ json: { documentNumber: 'A' } }, { json: { documentNumber: 'B' } }],
					parameters,
				);
				expect(error?.message).toBe(
					'Document "B" would get the file name "same.xml", which Document "A" already has',
				);
			});

			it.each([
				['{"a":}', 'Document template is not valid JSON: line 1, column 6: a value is expected'],
				['{"a":{"b":"${document.c}"}}', 'field document.c is not there'],
				[
					'{"a":{"b":"${document.c | upperr}"}}',
					'Document template, /a/b: there is no formatter "upperr"',
				],
			])('says what is wrong in %s', async (documentTemplate, message) => {
				const parameters = { ...CUSTOM, documentTemplate, trafficFrom: 'none' };
				const { error } = await build([{ json: { documentNumber: '7' } }], parameters);
				expect(error?.message).toContain(message);
			});
		});
	},
);
