import Big from 'big.js';
import { countryCode } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/countries';
import {
	companyNumber,
	prefixedVatId,
	vatIdAmongNumbers,
} from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/vatIds';
import { CHECKED_SCHEMES } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/check/checkDigits';
import { termsOf } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/text';
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
	])('%s is %s', (value, code) => {
		expect(countryCode(value, NO_CODES)).toBe(code);
	});

	it("take the platform's own numbers first", () => {
		expect(countryCode('901', new Map([['901', 'XK']]))).toBe('1A');
		expect(countryCode('276', new Map([['276', 'AT']]))).toBe('AT');
	});

	it.each([
		['GR123456789', 'EL123456789'],
		['EL123456789', 'EL123456789'],
		['CHE-100.155.212', 'CHE-100.155.212'],
		['1A12', '1A12'],
		['100123456700003', undefined],
		['de123', undefined],
		['DE', undefined],
		[undefined, undefined],
	])('the VAT id %s is %s', (text, id) => {
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
	])('%s of a partner in %s is a VAT id', (number, country) => {
		expect(vatIdAmongNumbers(number, country)).toBe(number);
	});

	it.each([
		['VAT DE1', 'DE'],
		['NO 12', 'CH'],
		['CHE-100.155.212', 'US'],
		['DE', 'DE'],
		['100123456700003', 'AE'],
		['NO 12', undefined],
	])('%s of a partner in %s is a national number', (number, country) => {
		expect(vatIdAmongNumbers(number, country)).toBeUndefined();
	});

	it.each(['-', 'NONE', 'n/a', 'DE', undefined])('%s is no number of a company', (text) => {
		expect(companyNumber(text)).toBeUndefined();
	});
});

describe('numbers that Peppol checks', () => {
	it.each([
		['0007', '5567037485'],
		['0088', '7300010000001'],
		['0151', '51824753556'],
		['0192', '974760673'],
		['0208', '0203201340'],
	])('of scheme %s end in the one digit that fits, as %s does', (scheme, id) => {
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
	])('of Denmark are eight digits: %s', (id, valid) => {
		expect(CHECKED_SCHEMES['0184'].isValid(id)).toBe(valid);
	});
});

describe('lines from traffic', () => {
	const lines = (xml: string) => [...xml.matchAll(/<cac:InvoiceLine>.*?<\/cac:InvoiceLine>/g)];

	it('add up rows of one country, operator and price, in whatever order they come', async () => {
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

	it('are one for a price, however it is written, and keep each MCC with its MNC', async () => {
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

	it('have a name where a row has none', async () => {
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

	it('come from the items where there are no rows', async () => {
		const settings = { linesFrom: 'traffic' as const };
		expect((await ublFile(POSTPAID_MNP, settings)).figures.lines).toBe(1);
		const empty = await ublFile(POSTPAID_SMS, settings, { ...TRAFFIC, rows: [] });
		expect(empty.figures.lines).toBe(2);
	});

	it('have the sign of the invoice, whatever sign the rows of a self-billing document have', async () => {
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

	it('are refused in another currency than that of the invoice, and where a count is none', async () => {
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

describe('the account', () => {
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

	it("is the issuer's where the partner pays", async () => {
		const { code, account, means } = await payment(POSTPAID_SMS, {});
		expect([code, account]).toEqual(['30', 'DE02120300000000202051']);
		expect(means).toContain('BYLADEM1001');
	});

	it.each<[string, object, SettingsPart]>([
		['a credit note of self-billing', SELF_BILLING, { invoice: { selfBillingType: '381' } }],
		['a self-billed invoice', SELF_BILLING, { invoice: { selfBillingType: '389' } }],
		['a negative invoice', negative, {}],
	])("is the partner's or none in %s: the issuer pays", async (_, document, settings) => {
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

describe('the preceding invoice', () => {
	const settings: SettingsPart = { invoice: { precedingInvoiceAttribute: 'LAST_INVOICE' } };
	const known = (document: object) => withAttribute({ ...document }, 'LAST_INVOICE', '300823-9');

	it('of a credit note comes from a custom attribute of the partner, after the number', async () => {
		const { xml } = await ublFile(known(SELF_BILLING), settings);
		expect(xml).toContain('<cac:InvoiceDocumentReference><cbc:ID>300823-9</cbc:ID>');
		const invoice = { ...settings.invoice, precedingInvoiceNumber: '7' };
		const numbered = await ublFile(known(SELF_BILLING), { invoice });
		expect(numbered.xml).toContain('<cac:InvoiceDocumentReference><cbc:ID>7</cbc:ID>');
	});

	it('is none of an invoice whose partner has one', async () => {
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

describe('cents', () => {
	const of = (totals: number[]) => ({
		...POSTPAID_SMS,
		items: totals.map((total) => ({ name: 'x', quantity: 1, price: total, totalNoVat: total })),
	});

	it('that rounding leaves are a charge or an allowance', async () => {
		const { figures } = await ublFile(of([1.005, 2.005, 7.54]));
		expect(figures).toMatchObject({ lineExtension: '10.56', roundingDifference: '-0.01' });
		const charged = await ublFile(of([1.004, 2.004, 7.542]));
		expect(charged.figures).toMatchObject({ lineExtension: '10.54', roundingDifference: '0.01' });
	});

	it('that rounding cannot explain are refused', async () => {
		await expect(ublFile(of([10.5]))).rejects.toThrow('BR-CO-13');
		// A cent off an item of whole cents: nothing was rounded.
		await expect(ublFile(of([10.54]))).rejects.toThrow('BR-CO-13');
		await expect(ublFile(of([1.001, 9.53]))).rejects.toThrow('BR-CO-13');
	});

	it('are those of the net, too, where the lines do not sum to whole cents', async () => {
		const { figures } = await ublFile(of([1.004, 9.542]));
		expect(figures).toMatchObject({ lineExtension: '10.54', roundingDifference: '0.01' });
	});

	it('may be as many as the tolerance that the operator sets', async () => {
		const settings = { invoice: { roundingTolerance: new Big('0.05') } };
		const { figures } = await ublFile(of([10.5]), settings);
		expect(figures).toMatchObject({ lineExtension: '10.50', roundingDifference: '0.05' });
	});

	it('are those of each item, where rows of several make one line', async () => {
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

describe('what is no invoice to be made', () => {
	it('is one that is canceled: UBL cannot say so', async () => {
		await expect(ublFile({ ...POSTPAID_SMS, status: 'canceled' }, {})).rejects.toThrow(
			/is canceled, so it is no invoice any more/,
		);
	});

	it('is a self-billing document that is positive: who pays cannot be told', async () => {
		await expect(ublFile({ ...POSTPAID_SMS, selfBilling: 'yes' }, {})).rejects.toThrow(
			/amountNoVat is positive in a self-billing document/,
		);
	});
});

test(`every invoice above that breaks no rule is ${VALIDATED}`, async () => {
	expect(await schemaErrors()).toEqual([]);
});
