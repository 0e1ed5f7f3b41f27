import {
	CUSTOMER_ROWS,
	NASTY_NAMES,
	PART_PAYMENT,
	POSTPAID_MNP,
	POSTPAID_SMS,
	PREPAID,
	SELF_BILLING,
} from '../../../../fixtures/documents';
import { termsOf } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/text';
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
	'389-self-billed': { document: SELF_BILLING, settings: { invoice: { selfBillingType: '389' } } },
};

function itemOf(total: number): Record<string, unknown> {
	return { name: 'Bulk SMS', quantity: 1, measureUnit: 'PIECE', price: total, totalNoVat: total };
}
