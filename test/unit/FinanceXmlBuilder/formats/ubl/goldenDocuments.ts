import {
	CUSTOMER_ROWS,
	NASTY_NAMES,
	PART_PAYMENT,
	POSTPAID_MNP,
	POSTPAID_SMS,
	PREPAID,
	SELF_BILLING,
} from '../../../../fixtures/documents';
import { termsOf } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/documentText';
import type { Traffic } from '../../../../../nodes/FinanceXmlBuilder/writeXml';
import { withAttribute } from './attributes';
import type { SettingsPart } from './settings';
import { TRAFFIC } from './ublFile';

interface Golden {
	document: Record<string, unknown>;
	settings: SettingsPart;
	traffic?: Traffic;
}

/** A document at 0 %, of the fixtures' net amount. */
const AT_ZERO = { ...POSTPAID_MNP, vatPercent: 0, vat: 0, amountVat: 100, total: 100 };

/** What an ordinary telecom invoice says beyond the least. */
const EVERY_TERM: SettingsPart = {
	seller: {
		identifier: '0088:7300010000001',
		subdivision: 'BE',
		taxId: '21/815/08150',
		legalId: 'HRB 12345',
		legalForm: 'Amtsgericht Berlin, Geschäftsführer: A. Muster',
	},
	buyer: {
		identifier: 'ERP-512',
		identifierScheme: '0088',
		legalIdAttribute: 'COST_CENTER',
		legalIdScheme: '0184',
		subdivision: 'CI-AB',
	},
	invoice: {
		accountingReference: '4711',
		contractReference: 'MSA-2020/7',
		orderReference: 'PO-7',
		projectReference: 'P-1',
		taxPointCode: '35',
		notes: [{ text: 'Traffic of June' }, { subject: 'AAI', text: 'Dial <codes> & prefixes' }],
		issueTime: '2023-06-30T22:00:00.000Z',
		operatorName: 'Ana Horvat',
		operatorOib: '94577403194',
		classification: { code: '61.20.12', list: 'CG', version: '2025' },
		itemIdField: 'id',
		linePeriod: 'yes',
	},
};

/** The files of test/fixtures/ubl: one for each kind of invoice, and each way its lines and cents come. */
export const GOLDEN: Record<string, Golden> = {
	'380-items': { document: POSTPAID_SMS, settings: {} },
	'380-traffic': {
		document: POSTPAID_SMS,
		settings: { linesFrom: 'traffic', invoice: { trafficFileHash: 'sha256' } },
		traffic: TRAFFIC,
	},
	'380-peppol': {
		document: {
			...POSTPAID_MNP,
			bizPartnerCountry: 300,
			bizPartner: { ...(POSTPAID_MNP.bizPartner as object), vatNumber: 'GR123456789' },
		},
		settings: {
			profile: 'peppol-bis-3',
			buyer: { reference: undefined, referenceAttribute: 'COST_CENTER' },
		},
	},
	'380-xrechnung': {
		document: POSTPAID_MNP,
		settings: { profile: 'xrechnung-3.0', payment: { meansCode: '58', terms: '30 days net' } },
	},
	'380-part-payment': { document: PART_PAYMENT, settings: {} },
	'380-negative': {
		document: withAttribute(
			{ ...SELF_BILLING, selfBilling: 'no' },
			'IBAN',
			'FR7630006000011234567890189',
		),
		settings: { buyer: { ibanAttribute: 'IBAN' } },
	},
	'380-coins': {
		document: { ...POSTPAID_SMS, rounding: -0.01, total: 12.65 },
		settings: { vat: { accountingCurrency: 'none' } },
	},
	'380-rounding-difference': {
		document: { ...POSTPAID_SMS, items: [1.005, 2.005, 7.54].map(itemOf) },
		settings: {},
	},
	'380-nasty-names': { document: NASTY_NAMES, settings: { profile: 'xrechnung-3.0' } },
	'380-reverse-charge': { document: AT_ZERO, settings: {} },
	'380-outside-scope': {
		document: AT_ZERO,
		settings: { vat: { zeroRateCategory: 'O', exemptionReason: 'Services outside the EU' } },
	},
	'380-peppol-germany': {
		document: { ...AT_ZERO, bizPartnerCountry: 276 },
		settings: {
			profile: 'peppol-bis-3',
			vat: { zeroRateCategory: 'O', exemptionReason: 'Services outside the EU' },
		},
	},
	'380-cash-discount': {
		document: POSTPAID_MNP,
		settings: {
			profile: 'xrechnung-3.0',
			payment: { terms: termsOf('#SKONTO#TAGE=14#PROZENT=2.25#\n#SKONTO#TAGE=28#PROZENT=1.00#') },
		},
	},
	'386-prepayment': { document: PREPAID, settings: { invoice: { prepaymentType: '386' } } },
	'381-credit-note': {
		document: SELF_BILLING,
		settings: {
			profile: 'peppol-bis-3',
			invoice: { precedingInvoiceNumber: '300823-9', precedingInvoiceDate: '2023-05-31' },
		},
	},
	'381-traffic': {
		document: SELF_BILLING,
		settings: { linesFrom: 'traffic' },
		traffic: { ...TRAFFIC, rows: CUSTOMER_ROWS },
	},
	'380-every-term': { document: POSTPAID_SMS, settings: EVERY_TERM },
	'381-every-term': { document: SELF_BILLING, settings: EVERY_TERM },
	'380-partly-paid': {
		document: { ...POSTPAID_MNP, totalPaid: 50.5, totalUnpaid: 69.5, paymentStatus: 'partial' },
		settings: {},
	},
	'380-paid': { document: { ...POSTPAID_MNP, totalPaid: 120, totalUnpaid: 0 }, settings: {} },
	'381-partly-paid': {
		document: { ...SELF_BILLING, totalPaid: -2.66, totalUnpaid: -10 },
		settings: {},
	},
	'380-embedded-traffic': {
		document: POSTPAID_SMS,
		settings: {
			linesFrom: 'traffic',
			invoice: { trafficFile: 'embedded', itemIdField: 'operatorId', linePeriod: 'yes' },
		},
		traffic: TRAFFIC,
	},
	'381-embedded-traffic': {
		document: SELF_BILLING,
		settings: { invoice: { trafficFile: 'embedded', projectReference: 'P-1' } },
		traffic: TRAFFIC,
	},
	'380-belgium': {
		document: {
			...{ ...POSTPAID_SMS, vatPercent: 21, vat: 2.22, amountVat: 12.77, total: 12.77 },
			...{ domesticAmountNoVat: 9.89, domesticAmountVat: 11.97 },
		},
		settings: { profile: 'belgium', invoice: { trafficFile: 'embedded' } },
		traffic: TRAFFIC,
	},
	'381-belgium': {
		document: { ...SELF_BILLING, vatPercent: 0, vat: 0, amountVat: -10.55, total: -10.55 },
		settings: {
			profile: 'belgium',
			vat: { categoryName: '44', exemptionReason: undefined, accountingCurrency: 'none' },
			invoice: { projectReference: 'P-1' },
		},
	},
	'389-self-billed': { document: SELF_BILLING, settings: { invoice: { selfBillingType: '389' } } },
};

function itemOf(total: number): Record<string, unknown> {
	return { name: 'Bulk SMS', quantity: 1, measureUnit: 'PIECE', price: total, totalNoVat: total };
}
