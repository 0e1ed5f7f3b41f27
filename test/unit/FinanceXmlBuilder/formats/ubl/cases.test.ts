import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { POSTPAID_MNP } from '../../../../fixtures/documents';
import { VALIDATED } from './schemas';
import type { SettingsPart } from './settings';
import { schemaErrors, ublFile } from './ublFile';

type Document = Record<string, unknown>;

const FOLDER = join(__dirname, '../../../../fixtures/einvoice');

function read(name: string): unknown {
	return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
}

/** A document and the settings of the operator who found it. */
function found(name: string): { document: Document; settings: SettingsPart } {
	const { d, p, params } = read(name) as { d: Document; p?: SettingsPart; params?: SettingsPart };
	return { document: d, settings: { ...p, ...params } };
}

const text = (xml: string, element: string) =>
	new RegExp(`<cbc:${element}[^>]*>([^<]*)<`).exec(xml)?.[1];

describe('invoices that operators found wrong', () => {
	it('a partly paid invoice asks for the rest', async () => {
		const { document, settings } = found('partly-paid');
		const { xml, violations, figures } = await ublFile(document, settings);
		expect([text(xml, 'PrepaidAmount'), text(xml, 'PayableAmount')]).toEqual(['50.00', '69.00']);
		expect(figures).toMatchObject({ paid: '50.00', payable: '69.00' });
		expect(violations).toEqual([]);
	});

	it('an invoice without decimals adds up, with the tolerance of its currency', async () => {
		const { document, settings } = found('three-decimals');
		const { figures, violations } = await ublFile(document, settings);
		expect(figures).toMatchObject({ lineExtension: '12346.23', roundingDifference: '-0.23' });
		expect(figures.payable).toBe('12346.00');
		expect(violations).toEqual([]);
	});

	it.each([
		[0, ['BR-DEC-12', 'BR-DEC-14', 'BR-DEC-18'], '100.125 KWD'],
		[1, ['BR-DEC-12', 'BR-DEC-14', 'BR-DEC-18'], '0.004 KWD'],
		[2, ['BR-DEC-12', 'BR-DEC-13', 'BR-DEC-14', 'BR-DEC-18'], '100.125 OMR'],
	])('amounts with three decimals are reported, not rounded: %d', async (index, rules, amount) => {
		const totals = (read('three-decimal-totals') as Document[])[index];
		const document = {
			...POSTPAID_MNP,
			...{ amountVat: undefined, rounding: undefined, domesticCurrencyCode: undefined },
			...totals,
			vatPercent: totals.vatPercent ?? 0,
			items: [
				{ name: 'SMS', quantity: 1, price: totals.amountNoVat, totalNoVat: totals.amountNoVat },
			],
		};
		const { xml, violations } = await ublFile(document, { check: 'report' });
		expect(violations.map(({ rule }) => rule)).toEqual(rules);
		expect(violations[0].problem).toContain(`BT-109 Amount without VAT is ${amount}`);
		expect(text(xml, 'TaxExclusiveAmount')).toBe(String(totals.amountNoVat));
	});

	it.each(['de123456788', 'DE 123 456 788', 'de 123.456.788'])(
		'the VAT id %s is accepted, also for reverse charge',
		async (vatNumber) => {
			const partner = { ...(POSTPAID_MNP.bizPartner as Document), vatNumber };
			const zero = { vatPercent: 0, vat: 0, amountVat: 100, total: 100, domesticAmountVat: 100 };
			const document = { ...POSTPAID_MNP, ...zero, bizPartnerCountry: 276, bizPartner: partner };
			const { xml, violations } = await ublFile(document);
			expect(xml).toContain('<cac:PartyTaxScheme><cbc:CompanyID>DE123456788<');
			expect(violations).toEqual([]);
		},
	);

	it('a VAT id with blanks does not become a legal id', async () => {
		const { document, settings } = found('vat-id-lower-case');
		const { xml, violations } = await ublFile(document, settings);
		const buyer = xml.slice(xml.indexOf('AccountingCustomerParty'));
		expect(text(buyer, 'CompanyID')).toBe('DE811115368');
		expect(buyer.match(/CompanyID>[^<]+</g)).toHaveLength(1);
		expect(violations).toEqual([]);
	});

	it('a seller in Denmark gets payment means that Denmark allows', async () => {
		const { document, settings } = found('denmark-means');
		const { xml, violations } = await ublFile(document, settings);
		expect(violations.map(({ rule }) => rule)).not.toContain('DK-R-005');
		expect(text(xml, 'PaymentMeansCode')).toBe('58');
		expect(xml).toContain('<cbc:CompanyID schemeID="0184">13585628</cbc:CompanyID>');
	});

	it('a credit note of a seller in the Netherlands names the invoice that it corrects', async () => {
		const { document, settings } = found('netherlands-credit-note');
		const without = await ublFile(document, settings);
		expect(without.violations).toContainEqual(
			expect.objectContaining({ rule: 'NL-R-001', field: expect.stringContaining('Preceding') }),
		);
		const invoice = { ...settings.invoice, precedingInvoiceNumber: '2026-17' };
		const { xml, violations } = await ublFile(document, { ...settings, invoice });
		expect(xml).toContain('<cac:InvoiceDocumentReference><cbc:ID>2026-17</cbc:ID>');
		expect(violations.map(({ rule }) => rule)).not.toContain('NL-R-001');
	});
});

test(`every invoice above that breaks no rule is ${VALIDATED}`, async () => {
	expect(await schemaErrors()).toEqual([]);
});
