import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { INodeExecutionData } from 'n8n-workflow';
import { failureOf } from '../../nodes/common/addedFields';
import {
	CUSTOMER_ROWS,
	CUSTOMER_SUMMARY,
	NASTY_NAMES,
	PART_PAYMENT,
	POSTPAID_SMS,
	PREPAID,
} from '../fixtures/documents';
import { Libxml2 } from '../support/libxml2';
import { ROWS, setUpBuilder } from './financeXmlBuilderSetup';
import type { BinaryMode } from './harness';

const SCHEMA = readFileSync(
	join(__dirname, '../../nodes/FinanceXmlBuilder/formats/document/document.xsd'),
	'utf8',
);
const NO_TRAFFIC = { kind: 'none', reason: 'No traffic report belongs to this document.' };

const libxml2 = new Libxml2();
afterAll(async () => await libxml2.close());

describe.each<BinaryMode>(['filesystem', 'memory'])(
	'Finance XML Builder, binary data in mode %s',
	(binaryMode) => {
		const { n8n, build, withRows } = setUpBuilder(binaryMode);

		it('reads a compressed traffic file directly, and refuses one that breaks off', async () => {
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
				'traffic-4711.ndjson.gz is compressed, and cut off or damaged',
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

		it('writes the same bytes under the same name, even if fields that change by themselves differ', async () => {
			const [one] = (await build([await withRows()])).outputs[0];
			const later = { syncStatus: 'exported', paymentStatus: 'paid', totalPaid: 12.66 };
			const [other] = (await build([await withRows(ROWS, later)])).outputs[0];
			expect(other.json).toEqual(one.json);
		});

		it("passes on the planner's decision, which is not a field of the document", async () => {
			const [one] = (await build([await withRows()])).outputs[0];
			const delivery = { action: 'deliver', key: 'k', revision: 'abc', event: 'invoice' };
			const [planned] = (await build([await withRows(ROWS, { delivery })])).outputs[0];
			expect(planned.json).toEqual({ ...one.json, delivery });
		});

		it('treats any other field of that name as one of the document', async () => {
			const [one] = (await build([await withRows()])).outputs[0];
			const delivery = { terms: 'EXW' };
			const [item] = (await build([await withRows(ROWS, { delivery })])).outputs[0];
			expect(item.json.revision).not.toBe(one.json.revision);
			expect(item.json).not.toHaveProperty('delivery');
		});

		it('writes status fields if that is switched on', async () => {
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

		it('writes no rows if none are chosen', async () => {
			const [[item]] = (await build([await withRows()], { trafficFrom: 'none' })).outputs;
			expect(item.json).toMatchObject({
				rowCount: 0,
				reconciliation: { status: 'notApplicable', reason: 'No rows were requested.' },
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
			const input: INodeExecutionData[] = [
				await item(),
				{ json: { ...PREPAID, traffic: NO_TRAFFIC } },
			];
			const stopped = await build(input);
			expect(stopped.error?.message).toContain(message);
			const { outputs } = await build(input, {}, 'continueRegularOutput');
			expect(failureOf(outputs[0][0].json)?.message).toContain(message);
			expect(outputs[0][0].json).toMatchObject(input[0].json);
			expect(outputs[0][0].binary).toEqual(input[0].binary);
			expect(outputs[0][1].json.documentNumber).toBe('300923-4');
			expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		});

		it('fails a document that does not add up, if the operator chose so', async () => {
			const { error } = await build([await withRows(ROWS, { amountNoVat: 11 })], {
				onDifference: 'fail',
			});
			expect(error?.message).toContain('items 10.5524, document 11, difference -0.4476');
		});

		it.each(['flag', 'ignore'])(
			'otherwise writes it with the difference: %s',
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
	},
);
