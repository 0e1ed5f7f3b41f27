import type { PartnerName } from './partners';

export type DocumentKind =
	'postpaidSms' | 'partPayment' | 'postpaidMnp' | 'prepaid' | 'controlSms' | 'controlMnp';

/** The peculiarity of a document's amounts. */
export type AmountTwist =
	/** Items and document omit one traffic row: a difference of more than a cent. */
	| 'rowTooMany'
	/** Rows and items end in half a cent; the document is rounded. */
	| 'halfCent'
	/** The items have a third decimal, the document two (item 0.552, document 0.55). */
	| 'itemDecimals'
	/** Has rows of 0.1, 0.2, 1e-7 and 3e-7. */
	| 'tinyRows'
	/** Two items, 0.1 and 0.2, and an item of 1000000 × 1e-7. */
	| 'tinyItems';

/** One seeded document. Dates are counted back from the last day of the last full month, or from today. */
export interface DocumentPlan {
	kind: DocumentKind;
	partner: PartnerName;
	day: { beforeMonthEnd: number } | { beforeToday: number };
	number?: string;
	twist?: AmountTwist;
	selfBilling?: boolean;
	/** Default: approved. */
	status?: string;
	/** Default: invoice. */
	classDomain?: string;
	paymentStatus?: string;
	/** The day of its approval, if that was long after its date. */
	approvedBeforeToday?: number;
}

const monthEnd = (beforeMonthEnd: number) => ({ beforeMonthEnd });
const ago = (beforeToday: number) => ({ beforeToday });

/** Approved invoices to customers, all dated in the last nine days of the last full month. */
const ELIGIBLE: DocumentPlan[] = [
	{ kind: 'postpaidSms', partner: 'plain', day: monthEnd(0) },
	{ kind: 'postpaidSms', partner: 'plain', day: monthEnd(7), paymentStatus: 'paid' },
	{ kind: 'partPayment', partner: 'plain', day: monthEnd(8) },
	{ kind: 'postpaidMnp', partner: 'plain', day: monthEnd(0) },
	{ kind: 'postpaidSms', partner: 'markup', day: monthEnd(0) },
	{ kind: 'postpaidSms', partner: 'markup', day: monthEnd(1), twist: 'itemDecimals' },
	{ kind: 'prepaid', partner: 'markup', day: monthEnd(4), paymentStatus: 'paid' },
	{ kind: 'postpaidSms', partner: 'nullReference', day: monthEnd(0) },
	{ kind: 'postpaidSms', partner: 'nullReference', day: monthEnd(3), twist: 'rowTooMany' },
	{ kind: 'partPayment', partner: 'nullReference', day: monthEnd(6) },
	{ kind: 'postpaidSms', partner: 'emptyReference', day: monthEnd(0), twist: 'tinyRows' },
	{ kind: 'prepaid', partner: 'emptyReference', day: monthEnd(2), twist: 'tinyItems' },
	{ kind: 'postpaidSms', partner: 'noReference', day: monthEnd(0) },
	{ kind: 'postpaidMnp', partner: 'noReference', day: monthEnd(5) },
	{ kind: 'postpaidSms', partner: 'controlCharacters', day: monthEnd(0), twist: 'halfCent' },
	{ kind: 'prepaid', partner: 'controlCharacters', day: monthEnd(1), selfBilling: true },
	{ kind: 'postpaidSms', partner: 'loneSurrogates', day: monthEnd(0) },
	{ kind: 'partPayment', partner: 'loneSurrogates', day: monthEnd(7) },
	{ kind: 'postpaidSms', partner: 'path', day: monthEnd(0), number: '../../300919/17' },
	{ kind: 'postpaidSms', partner: 'path', day: monthEnd(2), number: '..-..-300919-17' },
	{ kind: 'postpaidSms', partner: 'path', day: monthEnd(2), selfBilling: true },
	{ kind: 'postpaidSms', partner: 'long', day: monthEnd(0), number: `L${'0'.repeat(298)}/` },
	{ kind: 'prepaid', partner: 'long', day: monthEnd(3), number: 'con.xml ' },
	{ kind: 'postpaidMnp', partner: 'long', day: monthEnd(4) },
];

/** Other documents of a listing: other statuses, classes and areas, and an invoice approved late. */
const OTHERS: DocumentPlan[] = [
	{ kind: 'postpaidSms', partner: 'plain', day: ago(0), status: 'draft' },
	{ kind: 'postpaidSms', partner: 'markup', day: monthEnd(0), status: 'draft' },
	{ kind: 'postpaidSms', partner: 'markup', day: monthEnd(2), status: 'rejected' },
	{ kind: 'prepaid', partner: 'nullReference', day: ago(12), status: 'canceled' },
	{ kind: 'postpaidSms', partner: 'path', day: ago(40), status: 'archived' },
	{ kind: 'prepaid', partner: 'long', day: ago(33), status: 'imported' },
	{ kind: 'prepaid', partner: 'plain', day: monthEnd(1), classDomain: 'proforma' },
	{ kind: 'postpaidSms', partner: 'plain', day: ago(75), approvedBeforeToday: 2 },
	{ kind: 'controlSms', partner: 'supplier', day: monthEnd(0) },
	{ kind: 'controlSms', partner: 'supplier', day: monthEnd(6) },
	{ kind: 'controlSms', partner: 'otherSupplier', day: monthEnd(1) },
	{ kind: 'controlMnp', partner: 'otherSupplier', day: monthEnd(0) },
];

export const DOCUMENT_PLAN: DocumentPlan[] = [...ELIGIBLE, ...OTHERS];
