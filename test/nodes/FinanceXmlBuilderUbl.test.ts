import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { IDataObject } from 'n8n-workflow';
import { failureOf } from '../../nodes/common/addedFields';
import { ndjsonLine } from '../../nodes/common/ndjson';
import { CUSTOMER_ROWS, CUSTOMER_SUMMARY, POSTPAID_SMS, PREPAID } from '../fixtures/documents';
import { ROWS, setUpBuilder } from './financeXmlBuilderSetup';
import type { BinaryMode } from './harness';

const NO_TRAFFIC = { kind: 'none', reason: 'No traffic report belongs to this document.' };

describe.each<BinaryMode>(['filesystem', 'memory'])(
	'the format "E-Invoice (UBL 2.1)", binary data in mode %s',
	(binaryMode) => {
		const { n8n, build, withRows } = setUpBuilder(binaryMode);

		const UBL = {
			format: 'ubl',
			sellerName: 'Owner',
			sellerCountry: 'code',
			sellerCountryCode: '={{ "D" + "E" }}',
			sellerVatId: 'de 123456788',
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
			// Deliver sends it under this name.
			expect(item.binary?.traffic.fileName).toBe(beside);
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

		it('embeds the traffic as CSV, and passes no file on beside it', async () => {
			const [operatorName, count] = ['A "quoted", name\nof lines', 2_000];
			const rows = Array.from({ length: count }, (_, index) => ({
				...CUSTOMER_ROWS[0],
				...{ operatorName, inSmsCnt: index, sellPrice: 1e-7 },
			}));
			const content = rows.map(ndjsonLine).join('');
			const summary = { trafficSummaryField: 'none' };
			const [[item]] = (
				await build([await withRows(content)], {
					...UBL,
					...{ options: summary, invoice: { trafficFile: 'embedded' } },
				})
			).outputs;
			expect(Object.keys(item.binary ?? {})).toEqual(['xml']);
			expect(item.json).not.toHaveProperty('trafficFile');
			const xml = (await n8n.readBinary(item, 'xml')).toString();
			const base64 = /mimeCode="text\/csv" filename="traffic.csv">([^<]*)</.exec(xml)?.[1] ?? '';
			const csv = Buffer.from(base64, 'base64').toString();
			expect(Buffer.from(csv).toString('base64')).toBe(base64);
			const [head, ...lines] = csv.split('\r\n');
			expect(head).toMatch(/^customerId,billingAccountId,.*,totalAmount$/);
			expect(lines).toHaveLength(count + 1);
			expect(lines[7]).toContain('11,"A ""quoted"", name\nof lines",7,0.0000001,');
		});

		it('reads the fixed fields of the form, the added ones, and the lists', async () => {
			const [[item]] = (
				await build([await withRows()], {
					...UBL,
					sellerLegalId: '0204:HRB 12345',
					buyer: { subdivision: '={{ $json.bizPartner.city }}' },
					payment: { bic: 'BYLADEM1001' },
					paymentIban: 'DE02 1203 0000 0000 2020 51',
					invoice: {
						notes: {
							note: [{ subject: 'aai', text: 'One  note' }, { text: 'Two' }, { text: '' }],
						},
						classificationCode: '72000000',
						classificationList: 'STI',
						contractReferenceAttribute: 'COST_CENTER',
					},
				})
			).outputs;
			const xml = (await n8n.readBinary(item, 'xml')).toString();
			for (const written of [
				'<cbc:Note>#AAI#One note</cbc:Note><cbc:Note>Two</cbc:Note><cbc:Doc',
				'<cac:ContractDocumentReference><cbc:ID>0042</cbc:ID>',
				'<cbc:CompanyID schemeID="0204">HRB 12345</cbc:CompanyID>',
				// The partner's number in the ERP, which the form fills in by itself.
				'<cac:PartyIdentification><cbc:ID>ERP-512</cbc:ID>',
				'<cbc:CountrySubentity>Abidjan</cbc:CountrySubentity>',
				'<cac:PayeeFinancialAccount><cbc:ID>DE02120300000000202051</cbc:ID>',
				'<cbc:ItemClassificationCode listID="STI">72000000</cbc:ItemClassificationCode>',
			]) {
				expect(xml).toContain(written);
			}
		});

		it('asks for the rest, or by choice for the whole total, under the same name', async () => {
			const paid = { totalPaid: 2.66, totalUnpaid: 10, paymentStatus: 'partial' };
			const built = async (more: IDataObject, parameters: IDataObject = {}) => {
				const [[item]] = (await build([await withRows(ROWS, more)], { ...UBL, ...parameters }))
					.outputs;
				return item.json as { fileName: string; invoice: IDataObject };
			};
			const whole = await built({});
			const part = await built(paid);
			const none = await built(paid, { invoice: { paidAmount: 'none' } });
			expect([whole, part, none].map(({ invoice }) => invoice.payable)).toEqual([
				...['12.66', '10.00', '12.66'],
			]);
			expect(part.fileName).toBe(whole.fileName);
		});

		it('refuses a document that contradicts itself about what is paid', async () => {
			const { error } = await build([await withRows(ROWS, { totalPaid: 1, totalUnpaid: 1 })], UBL);
			expect(error?.message).toContain(
				'field totalPaid is 1 and totalUnpaid 1, which together are not the total of 12.66',
			);
		});

		it('says so if the traffic file is compressed', async () => {
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

		it.each([
			['france-ctc', { invoiceFrenchProcess: 'M1' }, '<cbc:ProfileID>M1</cbc:ProfileID>'],
			['hr-cius', { invoiceCroatianProcess: 'P11' }, '<cbc:ProfileID>P11</cbc:ProfileID>'],
			['hr-cius', { invoiceFrenchProcess: 'M1' }, '<cbc:ProfileID>P2</cbc:ProfileID>'],
			['belgium', { vatCategoryName: 'OSS-S' }, '<cbc:ID>S</cbc:ID><cbc:Name>OSS-S</cbc:Name>'],
		])('uses the choice made for %s only: %j', async (profile, chosen, expected) => {
			const parameters = { ...UBL, check: 'off', profile, ...chosen } as IDataObject;
			const [[item]] = (await build([await withRows()], parameters)).outputs;
			expect((await n8n.readBinary(item, 'xml')).toString()).toContain(expected);
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
				'BR-62',
				'PEPPOL-EN16931-R010',
				'BR-63',
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
			expect(failureOf(outputs[0][1].json)?.message).toContain(
				'BT-118 VAT category of 0 % is missing (BR-47)',
			);
		});

		it.each([
			[{ profile: 'xrechnung' }, 'Profile cannot be "xrechnung"'],
			[{ linesFrom: 'rows' }, 'Lines From cannot be "rows"'],
			[{ vatZeroRateCategory: 'X' }, 'Category at 0 % cannot be "X"'],
			[{ invoiceSelfBillingType: 380 }, 'Self-Billing Type cannot be "380"'],
			[{ invoice: { unitCodes: '{' } }, 'Unit Codes is not a JSON object of codes'],
			[{ invoice: { roundingTolerance: '-1' } }, 'Rounding Tolerance is not an amount: "-1"'],
		])('refuses the setting %j', async (parameters, message) => {
			const { error } = await build([await withRows()], { ...UBL, ...parameters } as IDataObject);
			expect(error?.message).toBe(message);
		});
	},
);
