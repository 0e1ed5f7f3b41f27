import { termsOf } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/documentText';
import { POSTPAID_MNP, SELF_BILLING } from '../../../../fixtures/documents';
import type { SettingsPart } from './settings';

export type Document = Record<string, unknown>;

export const EN: SettingsPart = { profile: 'en16931' };
export const PEPPOL: SettingsPart = { profile: 'peppol-bis-3' };
export const XRECHNUNG: SettingsPart = { profile: 'xrechnung-3.0' };
export const none = undefined;

export const partner = (part: Document): Document => ({
	bizPartner: { ...(POSTPAID_MNP.bizPartner as Document), ...part },
});
const item = (part: Document): Document => ({
	items: [{ ...(POSTPAID_MNP.items as Document[])[0], ...part }],
});
/** A document at 0 % that adds up. */
const ZERO: Document = {
	vatPercent: 0,
	vat: 0,
	amountVat: 100,
	total: 100,
	domesticAmountVat: 100,
};

const GERMAN: Document = { bizPartnerCountry: 276 };
const DISCOUNT = '#SKONTO#TAGE=14#PROZENT=2.00#';
const means = (meansCode: string): SettingsPart => ({ payment: { meansCode } });
const terms = (text: string): SettingsPart => ({ payment: { terms: termsOf(text) } });

/** What is wrong, the rules that it breaks, how POSTPAID_MNP is changed, and with which settings. */
export const BROKEN: Array<[string, string, Document, SettingsPart]> = [
	['no number', 'BR-02', { documentNumber: ' ' }, EN],
	['no date', 'BR-03', { documentDate: null }, EN],
	['an invalid date', 'XSD', { dueDate: '2023-02-30' }, EN],
	['no type for self-billing', 'BR-04', SELF_BILLING, { invoice: { selfBillingType: none } }],
	['no currency', 'BR-05', { currencyCode: '' }, { vat: { accountingCurrency: 'none' } }],
	['an unknown currency', 'BR-CL-04', { currencyCode: 'BTC' }, EN],
	['an unknown second currency', 'BR-CL-05', { domesticCurrencyCode: 'BTC' }, EN],
	['a period that ends before it starts', 'BR-29', { periodEnd: '2023-05-31' }, EN],
	[
		'a preceding invoice without number',
		'BR-55',
		{},
		{ invoice: { precedingInvoiceDate: '2023-01-01' } },
	],
	['no seller name', 'BR-06', {}, { seller: { name: none } }],
	['no seller country', 'BR-09', {}, { seller: { country: none } }],
	['no buyer name', 'BR-07', partner({ name: null }), EN],
	['no buyer country', 'BR-11', { bizPartnerCountry: null }, EN],
	['an unknown country', 'BR-CL-14', { bizPartnerCountry: 999 }, EN],
	['a seller VAT id without prefix', 'BR-CO-09', {}, { seller: { vatId: '123456788' } }],
	[
		'no identifier of the seller',
		'BR-CO-26',
		ZERO,
		{ vat: { zeroRateCategory: 'O' }, seller: { vatId: none, legalId: none } },
	],
	['an unknown scheme of a legal id', 'BR-CL-11', {}, { seller: { legalIdScheme: 'HRB' } }],
	['a seller endpoint without scheme', 'BR-62', {}, { seller: { endpointId: '1' } }],
	['a buyer endpoint without scheme', 'BR-63', {}, { buyer: { endpointId: '1' } }],
	[
		'an unknown endpoint scheme',
		'BR-CL-25',
		{},
		{ buyer: { endpointId: '1', endpointScheme: 'TEL' } },
	],
	['no rate', 'BR-48', { vatPercent: null }, EN],
	['0 % without a category', 'BR-47', ZERO, { vat: { zeroRateCategory: none } }],
	['0 % without a reason', 'BR-AE-10', ZERO, { vat: { exemptionReason: none } }],
	['an unknown reason code', 'BR-CL-22', ZERO, { vat: { exemptionReasonCode: 'VATEX-1' } }],
	['S without a seller VAT id', 'BR-S-02', {}, { seller: { vatId: none } }],
	['AE with a placeholder', 'BR-AE-02', { ...ZERO, ...partner({ vatNumber: 'NONE' }) }, EN],
	['S with a placeholder', 'BR-S-02', {}, { seller: { vatId: 'n/a' } }],
	['AE without a buyer id', 'BR-AE-02', { ...ZERO, ...partner({ vatNumber: null }) }, EN],
	[
		'G with a local tax number',
		'BR-G-02',
		ZERO,
		{ vat: { zeroRateCategory: 'G' }, seller: { vatId: none, taxId: '1' } },
	],
	['unknown payment means', 'BR-CL-16', {}, { payment: { meansCode: '999' } }],
	[
		'a credit transfer without an account',
		'BR-61',
		{},
		{ payment: { meansCode: '58', iban: none } },
	],
	[
		'no lines',
		'BR-16',
		{
			...ZERO,
			amountNoVat: 0,
			amountVat: 0,
			total: 0,
			domesticAmountNoVat: 0,
			domesticAmountVat: 0,
			items: [],
		},
		EN,
	],
	['no net amount', 'BR-13', { amountNoVat: null }, EN],
	['no VAT', 'BR-46', { vat: null }, EN],
	['no amount due', 'BR-15', { total: undefined }, EN],
	['a line without an amount', 'BR-24', item({ totalNoVat: null }), EN],
	['no VAT in the second currency', 'BR-53', { domesticAmountVat: null }, EN],
	['a line without a name', 'BR-25', item({ name: '\n' }), EN],
	['a unit that is no code', 'BR-CL-23', item({ measureUnit: 'SMS' }), EN],
	['lines that are not the net amount', 'BR-CO-13', item({ price: 99, totalNoVat: 99 }), EN],
	['a net and VAT that are not the gross', 'BR-CO-15', { amountVat: 121, total: 121 }, EN],
	['a total that is not gross and rounding', 'BR-CO-16', { total: 120.01 }, EN],
	['VAT that is not the rate', 'BR-S-09', { vat: 21, amountVat: 121, total: 121 }, EN],
	['VAT at 0 %', 'BR-AE-09', { ...ZERO, vat: 1, amountVat: 101, total: 101 }, EN],
	[
		'VAT at a rate that counts as 0 %',
		'BR-CO-17',
		{ vatPercent: 0.4, vat: 0.6, amountVat: 100.6, total: 100.6 },
		EN,
	],
	['a second VAT of the other sign', 'PEPPOL-EN16931-R055', { domesticAmountVat: 90 }, PEPPOL],
	[
		'a price that is not the amount',
		'PEPPOL-EN16931-R120',
		item({ quantity: 3, price: 33 }),
		PEPPOL,
	],
	['no buyer reference', 'PEPPOL-EN16931-R003', {}, { ...PEPPOL, buyer: { reference: none } }],
	[
		'no buyer endpoint',
		'PEPPOL-EN16931-R010 BR-63',
		{},
		{ ...PEPPOL, buyer: { endpointId: none } },
	],
	[
		'no seller endpoint',
		'PEPPOL-EN16931-R020 BR-62',
		{},
		{ ...PEPPOL, seller: { endpointId: none } },
	],
	[
		'e-mail as the endpoint',
		'PEPPOL-EN16931-CL008',
		{},
		{ ...PEPPOL, seller: { endpointId: 'EM:a@b.example' } },
	],
	[
		'an invalid GLN',
		'PEPPOL-COMMON-R040',
		{},
		{ ...PEPPOL, buyer: { endpointId: '0088:7300010000002' } },
	],
	[
		'a self-billed invoice',
		'PEPPOL-EN16931-P0100',
		SELF_BILLING,
		{ ...PEPPOL, invoice: { selfBillingType: '389' } },
	],
	['no payment', 'BR-DE-1', {}, { ...XRECHNUNG, payment: { iban: none } }],
	[
		'no contact',
		'BR-DE-5 BR-DE-6 BR-DE-7',
		{},
		{ ...XRECHNUNG, seller: { contactName: none, contactPhone: none, contactEmail: none } },
	],
	['no seller city', 'BR-DE-3', {}, { ...XRECHNUNG, seller: { city: none } }],
	['no seller postal code', 'BR-DE-4', {}, { ...XRECHNUNG, seller: { postalCode: none } }],
	['no contact name', 'BR-DE-5', {}, { ...XRECHNUNG, seller: { contactName: none } }],
	['no contact phone', 'BR-DE-6', {}, { ...XRECHNUNG, seller: { contactPhone: none } }],
	['no contact e-mail', 'BR-DE-7', {}, { ...XRECHNUNG, seller: { contactEmail: none } }],
	['no buyer city', 'BR-DE-8', partner({ city: null }), XRECHNUNG],
	['no buyer postal code', 'BR-DE-9', partner({ post: null }), XRECHNUNG],
	['no Leitweg-ID', 'BR-DE-15', {}, { ...XRECHNUNG, buyer: { reference: none } }],
	[
		'Peppol: a reason code of another category',
		'PEPPOL-EN16931-P0104',
		ZERO,
		{ ...PEPPOL, vat: { exemptionReasonCode: 'vatex-eu-g' } },
	],
	[
		'Peppol: a reason code of a category that is not offered',
		'PEPPOL-EN16931-P0106',
		ZERO,
		{ ...PEPPOL, vat: { exemptionReasonCode: 'VATEX-EU-IC' } },
	],
	[
		'Peppol: exempt, for reverse charge',
		'PEPPOL-EN16931-P0107',
		ZERO,
		{ ...PEPPOL, vat: { zeroRateCategory: 'E', exemptionReasonCode: 'VATEX-EU-AE' } },
	],
	['Peppol: a currency that it lacks', 'PEPPOL-EN16931-CL007', { currencyCode: 'STD' }, PEPPOL],
	[
		'Peppol: a second currency that it lacks',
		'PEPPOL-EN16931-CL007',
		{ domesticCurrencyCode: 'STD' },
		PEPPOL,
	],
	['Peppol: a direct debit', 'PEPPOL-EN16931-R061', {}, { ...PEPPOL, ...means('49') }],
	['Peppol: a SEPA direct debit', 'PEPPOL-EN16931-R061', {}, { ...PEPPOL, ...means('59') }],
	['XRechnung: a direct debit', 'PEPPOL-EN16931-R061', {}, { ...XRECHNUNG, ...means('49') }],
	['XRechnung: a SEPA debit', 'PEPPOL-EN16931-R061', {}, { ...XRECHNUNG, ...means('59') }],
	['XRechnung: a card', 'BR-DE-24-a', {}, { ...XRECHNUNG, ...means('48') }],
	['XRechnung: a credit card', 'BR-DE-24-a', {}, { ...XRECHNUNG, ...means('54') }],
	['XRechnung: a debit card', 'BR-DE-24-a', {}, { ...XRECHNUNG, ...means('55') }],
	['Peppol within Germany: a card', 'DE-R-024-1', GERMAN, { ...PEPPOL, ...means('54') }],
	['XRechnung: a discount in words', 'BR-DE-18', {}, { ...XRECHNUNG, ...terms('# 2 % #') }],
	[
		'XRechnung: a discount and more on a line',
		'BR-DE-18',
		{},
		{ ...XRECHNUNG, ...terms(`${DISCOUNT} net`) },
	],
	[
		'Peppol within Germany: a discount in words',
		'DE-R-018',
		GERMAN,
		{ ...PEPPOL, ...terms('#SKONTO#TAGE=14#PROZENT=2#') },
	],
	[
		'Peppol within Germany: no phone',
		'DE-R-006',
		GERMAN,
		{ ...PEPPOL, seller: { contactPhone: none } },
	],
];

/** What is right, though it looks like something that is not. */
export const PASSING: Array<[string, Document, SettingsPart]> = [
	[
		'a reason code of its category',
		ZERO,
		{ ...PEPPOL, vat: { exemptionReasonCode: 'VATEX-EU-AE' } },
	],
	[
		'a reason code of another category outside Peppol',
		ZERO,
		{ vat: { exemptionReasonCode: 'VATEX-EU-G' } },
	],
	['a price that is not the amount in XRechnung', item({ quantity: 3, price: 33 }), XRECHNUNG],
	['a card in Peppol outside Germany', {}, { ...PEPPOL, ...means('54') }],
	['a direct debit outside Peppol', {}, means('59')],
	['cash discounts', {}, { ...XRECHNUNG, ...terms(`${DISCOUNT}\r\n  ${DISCOUNT}`) }],
	['cash discounts before words', GERMAN, { ...PEPPOL, ...terms(`${DISCOUNT}\n30 days net`) }],
	[
		'what is outside the scope, within Germany',
		{ ...ZERO, ...GERMAN },
		{ ...PEPPOL, vat: { zeroRateCategory: 'O' } },
	],
];
