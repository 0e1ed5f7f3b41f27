import Big from 'big.js';
import { countryCode } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/countries';
import {
	companyNumber,
	prefixedVatId,
	vatIdAmongNumbers,
} from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/vatIds';
import { CHECKED_SCHEMES } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/check/peppol/checkDigits';
import { termsOf } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/documentText';
import {
	CUSTOMER_ROWS,
	POSTPAID_MNP,
	POSTPAID_SMS,
	SELF_BILLING,
} from '../../../../fixtures/documents';
import { withAttribute } from './attributes';
import { VALIDATED } from './schemas';
import type { SettingsPart } from './settings';
import { TRAFFIC, schemaErrors, ublFile } from './ublFile';

const NO_CODES = new Map<string, string>();

describe('countries', () => {
	it.each([
		['384', 'CI'],
		['4', 'AF'],
		['040', 'AT'],
		['983', '1A'],
		['383', '1A'],
		['XK', '1A'],
		['el', 'GR'],
		['de', 'DE'],
		['XI', 'XI'],
		['999', undefined],
		['Germany', undefined],
		[undefined, undefined],
	])('of number %s are %s', (value, code) => {
		expect(countryCode(value, NO_CODES)).toBe(code);
	});

	it("use the platform's own numbers first", () => {
		expect(countryCode('901', new Map([['901', 'XK']]))).toBe('1A');
		expect(countryCode('276', new Map([['276', 'AT']]))).toBe('AT');
	});

	it.each([
		['GR123456789', 'EL123456789'],
		['EL123456789', 'EL123456789'],
		['CHE-100.155.212', 'CHE100155212'],
		['1A12', '1A12'],
		['de 811115368', 'DE811115368'],
		['gr 123.456.789', 'EL123456789'],
		['100123456700003', undefined],
		['DE', undefined],
		[undefined, undefined],
	])('make the VAT id %s into %s', (text, id) => {
		expect(prefixedVatId(text)).toBe(id);
	});

	it.each([
		['FRXX123456789', 'FR'],
		['ESX1234567X', 'ES'],
		['IE1234567WA', 'IE'],
		['NL123456789B01', 'US'],
		['CY12345678L', 'CY'],
		['ATU12345678', 'CH'],
		['CHE-100.155.212 MWST', 'CH'],
		['GBGD001', 'GB'],
		['XI123456789', 'GB'],
		['GB123456789', 'IM'],
		['EL123456789', 'GR'],
		['NO974760673MVA', 'NO'],
		['1A12', '1A'],
	])('take %s of a partner in %s as a VAT id', (number, country) => {
		expect(vatIdAmongNumbers(number, country)).toBe(number.replace(/[\s.-]/g, ''));
	});

	it.each([
		['VAT DE1', 'DE'],
		['NO 12', 'CH'],
		['Deutschland 811115368', 'DE'],
		['HRB 12345', 'DE'],
		['SIRET 80812345600012', 'FR'],
		['CHE-100.155.212', 'US'],
		['DE', 'DE'],
		['100123456700003', 'AE'],
		['NO 12', undefined],
	])('take %s of a partner in %s as a national number', (number, country) => {
		expect(vatIdAmongNumbers(number, country)).toBeUndefined();
	});

	it.each(['-', 'NONE', 'n/a', 'DE', undefined])(
		'do not take %s as the number of a company',
		(text) => {
			expect(companyNumber(text)).toBeUndefined();
		},
	);
});

describe('numbers that Peppol checks', () => {
	it.each([
		['0007', '5567037485'],
		['0088', '7300010000001'],
		['0151', '51824753556'],
		['0192', '974760673'],
		['0208', '0203201340'],
	])('of scheme %s end in the one digit that fits, e.g. %s', (scheme, id) => {
		const valid = [...'0123456789'].filter((digit) =>
			CHECKED_SCHEMES[scheme].isValid(id.slice(0, -1) + digit),
		);
		expect(valid).toEqual([id.slice(-1)]);
		expect(CHECKED_SCHEMES[scheme].isValid(`${id}x`)).toBe(false);
	});

	it.each([
		['DK12345678', true],
		['12345678', true],
		['DK1234567', false],
		['SE12345678', false],
	])('of Denmark have eight digits: %s', (id, valid) => {
		expect(CHECKED_SCHEMES['0184'].isValid(id)).toBe(valid);
	});
});

describe('lines from traffic', () => {
	const lines = (xml: string) => [...xml.matchAll(/<cac:InvoiceLine>.*?<\/cac:InvoiceLine>/g)];

	it('add up the rows of one country, operator and price, in any order', async () => {
		const [row, other] = CUSTOMER_ROWS;
		const more = { ...row, mnc: '06', inSmsCnt: 10, totalAmount: 0.12 };
		const document = {
			...POSTPAID_SMS,
			...{ amountNoVat: 10.67, vat: 2.13, amountVat: 12.8, total: 12.8 },
		};
		const settings = { linesFrom: 'traffic' as const };
		const one = await ublFile(document, settings, { ...TRAFFIC, rows: [row, other, more] });
		const two = await ublFile(document, settings, { ...TRAFFIC, rows: [more, other, row] });
		expect(two.xml).toBe(one.xml);
		expect(one.figures).toMatchObject({ lines: 2, lineExtension: '10.67', payable: '12.80' });
		expect(lines(one.xml)[0][0]).toMatch(
			/>56<.*<cbc:Name>MCC\/MNC<.*<cbc:Value>612\/05 612\/06<.*<cbc:Value>56</,
		);
	});

	it('are one per price, however it is written, and keep each MCC with its MNC', async () => {
		const [row] = CUSTOMER_ROWS;
		const rows = [
			{ ...row, sellPrice: '0.0120', mcc: '613', mnc: '01' },
			{ ...row, mcc: '612', mnc: '02' },
			{ ...row, mcc: '612', mnc: null },
		];
		const net = { amountNoVat: 1.66, vat: 0.33, amountVat: 1.99, total: 1.99 };
		const document = { ...POSTPAID_SMS, ...net };
		const { xml } = await ublFile(document, { linesFrom: 'traffic' }, { ...TRAFFIC, rows });
		expect(lines(xml)).toHaveLength(1);
		expect(xml).toContain('<cbc:Value>612/02 612/? 613/01</cbc:Value>');
	});

	it('have a name even if a row has none', async () => {
		const [row] = CUSTOMER_ROWS;
		const unnamed = { countryName: null, countryCode2: '', operatorName: null };
		const net = { amountNoVat: 0.55, vat: 0.11, amountVat: 0.66, total: 0.66 };
		const name = async (more: object) => {
			const rows = [{ ...row, ...unnamed, ...more }];
			const document = { ...POSTPAID_SMS, ...net };
			const { xml } = await ublFile(document, { linesFrom: 'traffic' }, { ...TRAFFIC, rows });
			return /<cac:Item><cbc:Name>([^<]*)/.exec(xml)?.[1];
		};
		expect(await name({})).toBe('MCC 612, MNC 05');
		expect(await name({ mcc: null, mnc: null })).toBe('Unknown network');
	});

	it('come from the items if there are no rows', async () => {
		const settings = { linesFrom: 'traffic' as const };
		expect((await ublFile(POSTPAID_MNP, settings)).figures.lines).toBe(1);
		const empty = await ublFile(POSTPAID_SMS, settings, { ...TRAFFIC, rows: [] });
		expect(empty.figures.lines).toBe(2);
	});

	it("have the sign of the invoice, whatever the sign of a self-billing document's rows", async () => {
		const settings = { linesFrom: 'traffic' as const };
		const negative = CUSTOMER_ROWS.map((row) => ({
			...row,
			sellPrice: -Number(row.sellPrice),
			totalAmount: -Number(row.totalAmount),
		}));
		const one = await ublFile(SELF_BILLING, settings, TRAFFIC);
		const other = await ublFile(SELF_BILLING, settings, { ...TRAFFIC, rows: negative });
		expect(one.figures).toEqual(other.figures);
		expect(one.figures).toMatchObject({ typeCode: '381', payable: '12.66' });
		expect(one.xml).not.toContain('>-');
	});

	it("are refused in a currency other than the invoice's, and with a count that is not a number", async () => {
		const [row] = CUSTOMER_ROWS;
		const settings = { linesFrom: 'traffic' as const };
		const withRow = (part: object) => ({ ...TRAFFIC, rows: [{ ...row, ...part }] });
		await expect(
			ublFile(POSTPAID_SMS, settings, withRow({ sellCurrencyCode: 'USD' })),
		).rejects.toThrow('traffic row 1, field sellCurrencyCode is USD, but the invoice is in EUR');
		await expect(ublFile(POSTPAID_SMS, settings, withRow({ inSmsCnt: 'n/a' }))).rejects.toThrow(
			'traffic row 1, field inSmsCnt is not an amount: "n/a"',
		);
	});
});

describe('the bank account', () => {
	const OWN = {
		payment: { iban: 'DE02120300000000202051', bic: 'BYLADEM1001', accountName: 'Owner' },
	};
	const negative = { ...SELF_BILLING, selfBilling: 'no' };
	const payment = async (document: object, settings: SettingsPart) => {
		const { xml } = await ublFile({ ...document }, { ...OWN, ...settings });
		const means = /<cac:PaymentMeans>.*<\/cac:PaymentMeans>/.exec(xml)?.[0] ?? '';
		const text = (name: string) => new RegExp(`<cbc:${name}>([^<]*)<`).exec(means)?.[1];
		return {
			code: text('PaymentMeansCode'),
			account: /FinancialAccount><cbc:ID>([^<]*)/.exec(means)?.[1],
			means,
		};
	};

	it("is the issuer's if the partner pays", async () => {
		const { code, account, means } = await payment(POSTPAID_SMS, {});
		expect([code, account]).toEqual(['30', 'DE02120300000000202051']);
		expect(means).toContain('BYLADEM1001');
	});

	it.each<[string, object, SettingsPart]>([
		['a credit note of self-billing', SELF_BILLING, { invoice: { selfBillingType: '381' } }],
		['a self-billed invoice', SELF_BILLING, { invoice: { selfBillingType: '389' } }],
		['a negative invoice', negative, {}],
	])("is the partner's or missing in %s: the issuer pays", async (_, document, settings) => {
		const known = withAttribute({ ...document }, 'IBAN', 'FR76 3000 6000 0112 3456 7890 189');
		const paid = await payment(known, { ...settings, buyer: { ibanAttribute: 'IBAN' } });
		expect([paid.code, paid.account]).toEqual(['30', 'FR7630006000011234567890189']);
		for (const meansCode of [undefined, '58']) {
			const unknown = await payment(document, {
				...settings,
				payment: { ...OWN.payment, meansCode },
			});
			expect([unknown.code, unknown.account]).toEqual(['1', undefined]);
		}
		const cleared = await payment(document, {
			...settings,
			payment: { ...OWN.payment, meansCode: '97' },
		});
		expect(cleared.code).toBe('97');
		for (const { means } of [paid, cleared]) expect(means).not.toMatch(/DE02|BYLADEM|Owner/);
	});
});

describe('the numbers of a partner', () => {
	const buyer = async (settings: SettingsPart, more: object = {}) => {
		const document = withAttribute(
			withAttribute({ ...POSTPAID_MNP, bizPartnerCountry: 276, ...more }, 'CVR', '13585628'),
			'SCHEME',
			'0184',
		);
		const partner = { ...(document.bizPartner as object), vatNumber: 'DE811115368' };
		const { xml } = await ublFile({ ...document, bizPartner: partner }, settings);
		return xml.slice(xml.indexOf('AccountingCustomerParty'), xml.indexOf('<cac:TaxTotal'));
	};

	it.each<[string, SettingsPart['buyer']]>([
		['from custom attributes', { legalIdAttribute: 'CVR', legalIdSchemeAttribute: 'SCHEME' }],
		['in one text', { legalId: '0184:13585628', legalIdAttribute: 'OTHER' }],
		[
			'in one text, though its scheme is given, too',
			{ legalId: '0184:13585628', legalIdScheme: '0184' },
		],
		[
			'in one text with another scheme, which its own field corrects',
			{ legalId: '0088:13585628', legalIdScheme: '0184' },
		],
	])('become a legal ID beside the VAT ID, with its scheme: %s', async (_, settings) => {
		const xml = await buyer({ buyer: settings });
		expect(xml).toContain('<cbc:CompanyID schemeID="0184">13585628<');
		expect(xml).toContain('<cac:PartyTaxScheme><cbc:CompanyID>DE811115368<');
	});

	it('are the seller’s if the partner sells, but only the seller has BT-33', async () => {
		const settings: SettingsPart = {
			seller: { legalForm: 'GmbH' },
			buyer: { identifier: '0088:7300010000001' },
			invoice: { selfBillingType: '389' },
		};
		const { xml } = await ublFile(SELF_BILLING, { ...settings, check: 'off' });
		const seller = xml.slice(
			xml.indexOf('AccountingSupplierParty'),
			xml.indexOf('AccountingCustomerParty'),
		);
		expect(seller).toContain('<cbc:ID schemeID="0088">7300010000001</cbc:ID>');
		expect(xml).not.toContain('CompanyLegalForm');
	});

	it('are not made from a scheme alone', async () => {
		const xml = await buyer({ buyer: { legalIdScheme: '0184', identifierScheme: '0088' } });
		expect(xml).not.toContain('schemeID="0184"');
		expect(xml).not.toContain('PartyIdentification');
	});

	it('have no legal ID scheme if the VAT ID replaces the legal ID', async () => {
		const vat = { zeroRateCategory: 'O' as const };
		const zero = { vatPercent: 0, vat: 0, amountVat: 100, total: 100, domesticAmountVat: 100 };
		const { xml } = await ublFile(
			{ ...POSTPAID_MNP, ...zero },
			{ vat, seller: { legalId: undefined, legalIdScheme: '0204' } },
		);
		expect(xml).toContain('<cbc:CompanyID>DE123456788</cbc:CompanyID></cac:PartyLegalEntity>');
	});
});

describe('lines', () => {
	it('leave out the item ID if the rows of a line differ', async () => {
		const [row] = CUSTOMER_ROWS;
		const net = { amountNoVat: 1.1, vat: 0.22, amountVat: 1.32, total: 1.32 };
		const xmlOf = async (mnc: string) =>
			(
				await ublFile(
					{ ...POSTPAID_SMS, ...net },
					{ linesFrom: 'traffic', invoice: { itemIdField: 'mnc' } },
					{ ...TRAFFIC, rows: [row, { ...row, mnc }] },
				)
			).xml;
		expect(await xmlOf('05')).toContain('<cac:SellersItemIdentification><cbc:ID>05<');
		expect(await xmlOf('06')).not.toContain('SellersItemIdentification');
	});

	it('state the period from the first start to the last end of their rows', async () => {
		const [row] = CUSTOMER_ROWS;
		const net = { amountNoVat: 1.1, vat: 0.22, amountVat: 1.32, total: 1.32 };
		const later = { ...row, startDt: '2023-06-10T00:00:00Z', endDt: '2023-06-12T00:00:00Z' };
		const first = { ...row, endDt: '2023-06-09T23:59:59Z' };
		const { xml } = await ublFile(
			{ ...POSTPAID_SMS, ...net },
			{ linesFrom: 'traffic', invoice: { linePeriod: 'yes' } },
			{ ...TRAFFIC, rows: [later, first] },
		);
		expect(xml).toContain('<cbc:StartDate>2023-06-01</cbc:StartDate><cbc:EndDate>2023-06-12</');
	});
});

describe('the preceding invoice', () => {
	const settings: SettingsPart = { invoice: { precedingInvoiceAttribute: 'LAST_INVOICE' } };
	const known = (document: object) => withAttribute({ ...document }, 'LAST_INVOICE', '300823-9');

	it('of a credit note comes from the number, otherwise from a custom attribute of the partner', async () => {
		const { xml } = await ublFile(known(SELF_BILLING), settings);
		expect(xml).toContain('<cac:InvoiceDocumentReference><cbc:ID>300823-9</cbc:ID>');
		const invoice = { ...settings.invoice, precedingInvoiceNumber: '7' };
		const numbered = await ublFile(known(SELF_BILLING), { invoice });
		expect(numbered.xml).toContain('<cac:InvoiceDocumentReference><cbc:ID>7</cbc:ID>');
	});

	it('is left out in an invoice, even if the partner has the attribute', async () => {
		const { xml } = await ublFile(known(POSTPAID_MNP), settings);
		expect(xml).not.toContain('BillingReference');
	});
});

describe('the traffic file', () => {
	it('is delivered beside a file, not beside a preview', async () => {
		const file = await ublFile(POSTPAID_SMS, {}, TRAFFIC);
		expect(file.outcome.report.trafficFile).toEqual({
			fileName: 'traffic-4711.ndjson',
			bytes: 700,
		});
		const preview = await ublFile(POSTPAID_SMS, { output: 'preview' }, TRAFFIC);
		expect(preview.outcome.report.trafficFile).toBeUndefined();
	});
});

describe('payment terms', () => {
	it.each([
		[' 30 days\t net ', '30 days net'],
		['first\r\n\r\nsecond', 'first\nsecond'],
		['#SKONTO#TAGE=14#PROZENT=2.00#', '#SKONTO#TAGE=14#PROZENT=2.00#\n'],
		['\n', undefined],
		[undefined, undefined],
	])('keep their lines: %j', (value, terms) => {
		expect(termsOf(value)).toBe(terms);
	});
});

describe('rounding cents', () => {
	const of = (totals: number[]) => ({
		...POSTPAID_SMS,
		items: totals.map((total) => ({ name: 'x', quantity: 1, price: total, totalNoVat: total })),
	});

	it('become a charge or an allowance', async () => {
		const { figures } = await ublFile(of([1.005, 2.005, 7.54]));
		expect(figures).toMatchObject({ lineExtension: '10.56', roundingDifference: '-0.01' });
		const charged = await ublFile(of([1.004, 2.004, 7.542]));
		expect(charged.figures).toMatchObject({ lineExtension: '10.54', roundingDifference: '0.01' });
	});

	it('are refused if rounding does not explain them', async () => {
		await expect(ublFile(of([10.5]))).rejects.toThrow('BR-CO-13');
		// A cent off an item of whole cents: nothing was rounded.
		await expect(ublFile(of([10.54]))).rejects.toThrow('BR-CO-13');
		await expect(ublFile(of([1.001, 9.53]))).rejects.toThrow('BR-CO-13');
	});

	it('of the net count, too, if the lines do not sum to whole cents', async () => {
		const { figures } = await ublFile(of([1.004, 9.542]));
		expect(figures).toMatchObject({ lineExtension: '10.54', roundingDifference: '0.01' });
	});

	it("may be as many as the operator's tolerance", async () => {
		const settings = { invoice: { roundingTolerance: new Big('0.05') } };
		const { figures } = await ublFile(of([10.5]), settings);
		expect(figures).toMatchObject({ lineExtension: '10.50', roundingDifference: '0.05' });
	});

	it('count for each item if rows of several items make one line', async () => {
		const [row] = CUSTOMER_ROWS;
		const rows = [row, row].map((one) => ({ ...one, totalAmount: 5.274 }));
		const document = of([5.27, 5.27]);
		const totals = { amountNoVat: 10.54, vat: 2.11, amountVat: 12.65, total: 12.65 };
		const { figures } = await ublFile(
			{ ...document, ...totals },
			{ linesFrom: 'traffic' },
			{ ...TRAFFIC, rows },
		);
		expect(figures).toMatchObject({ lineExtension: '10.55', roundingDifference: '-0.01' });
	});
});

describe('a document that cannot become an e-invoice', () => {
	it('is a canceled one: UBL cannot say so', async () => {
		await expect(ublFile({ ...POSTPAID_SMS, status: 'canceled' }, {})).rejects.toThrow(
			/is canceled, so it is no longer an invoice/,
		);
	});

	it('is a positive self-billing document: nobody can tell who pays', async () => {
		await expect(ublFile({ ...POSTPAID_SMS, selfBilling: 'yes' }, {})).rejects.toThrow(
			/amountNoVat is positive in a self-billing document/,
		);
	});
});

test(`every invoice above that breaks no rule is ${VALIDATED}`, async () => {
	expect(await schemaErrors()).toEqual([]);
});
