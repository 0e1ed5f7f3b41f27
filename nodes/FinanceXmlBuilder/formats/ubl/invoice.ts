import type Big from 'big.js';
import type { Profile } from './profile';

/**
 * An invoice in the business terms of EN 16931 (BT-1, …), before it is XML. Texts are trimmed and not empty,
 * amounts have the sign in which they are written; what is not there is undefined, for the check to name.
 */
export interface Invoice extends InvoiceHeader {
	/** Without it the lines are off by more than rounding explains. */
	roundingDifference?: RoundingDifference;
	lines: Line[];
	/** BT-106: the sum of the lines, where each has its amount. */
	lineTotal?: Big;
}

/** Everything that is known without the lines. */
export interface InvoiceHeader {
	profile: Profile;
	kind: Kind;
	/** BT-1 */
	id?: string;
	/** BT-2 */
	issueDate?: string;
	/** BT-9 */
	dueDate?: string;
	/** BT-22 */
	note?: string;
	/** BT-5 */
	currency?: string;
	/** BT-10 */
	buyerReference?: string;
	/** BT-73, BT-74 */
	period?: { start?: string; end?: string };
	/** BT-72 */
	deliveryDate?: string;
	/** BT-13 */
	orderReference?: string;
	/** BT-25, BT-26 */
	precedingInvoice?: { id?: string; issueDate?: string };
	/** Custom attributes that the operator names and the partner has not, for errors. */
	absent: Absent;
	seller: Party;
	buyer: Party;
	payment?: Payment;
	/** BT-20 */
	terms?: string;
	vat: Vat;
	totals: Totals;
}

/** Code names of custom attributes, by what they would hold. */
export type Absent = Partial<Record<'buyerReference' | 'orderReference' | 'endpoint', string>>;

/** What a document becomes. */
export interface Kind {
	root: 'Invoice' | 'CreditNote';
	/** BT-3; undefined where the operator has to say it and has not. */
	typeCode?: '380' | '381' | '386' | '389';
	/** The partner is the seller, the issuer the buyer. */
	selfBilled: boolean;
	/** What the document's amounts are multiplied by: -1 where the type itself says who pays. */
	sign: 1 | -1;
}

/** BG-4 or BG-7. */
export interface Party {
	/** Whose data it is, so that an error names the place where it is corrected. */
	source: 'settings' | 'document';
	name?: string;
	tradingName?: string;
	street?: string;
	additionalStreet?: string;
	city?: string;
	postalCode?: string;
	/** ISO 3166-1 alpha-2, or `1A` for Kosovo. */
	country?: string;
	/** With the prefix of its country. */
	vatId?: string;
	/** BT-32: a local tax number, of a seller only. */
	taxId?: string;
	legalId?: string;
	legalIdScheme?: string;
	endpointId?: string;
	endpointScheme?: string;
	contactName?: string;
	contactPhone?: string;
	contactEmail?: string;
}

/** BG-16. */
export interface Payment {
	meansCode: string;
	/** BT-83 */
	reference?: string;
	/** BT-84 */
	iban?: string;
	/** BT-85 */
	accountName?: string;
	/** BT-86 */
	bic?: string;
}

export type VatCategory = 'S' | 'Z' | 'E' | 'AE' | 'G' | 'O';

/** The one VAT category of a document. */
export interface Vat {
	category?: VatCategory;
	percent?: Big;
	/** BT-120 */
	reason?: string;
	/** BT-121 */
	reasonCode?: string;
	/** BT-6 and BT-111: the VAT in the issuer's own currency, where it is another. */
	accounting?: { currency: string; amount?: Big };
}

/** Figures of the document, rounded to cents; undefined what it does not say. */
export interface Totals {
	/** BT-109 */
	taxExclusive?: Big;
	/** BT-110 */
	tax?: Big;
	/** BT-112 */
	taxInclusive?: Big;
	/** BT-114 */
	rounding?: Big;
	/** BT-115 */
	payable?: Big;
}

/** What rounding the lines one by one leaves, as a charge (BG-21) or an allowance (BG-20). */
export interface RoundingDifference {
	charge: boolean;
	/** Never negative. */
	amount: Big;
}

/** BG-25. */
export interface Line {
	/** BT-126 */
	id: string;
	/** BT-153 */
	name?: string;
	/** BT-129; negative where the amount is. */
	quantity: Big;
	/** BT-130 */
	unit?: string;
	/** The source's own word for the unit, for errors. */
	sourceUnit?: string;
	/** BT-131 */
	amount?: Big;
	/** Before it was rounded to cents. */
	exactAmount?: Big;
	/** BT-146, for `baseQuantity` units. */
	price?: Big;
	/** BT-149 */
	baseQuantity?: number;
	/** BT-160, BT-161 */
	properties: Array<{ name: string; value: string }>;
	/** Where it comes from, for errors: `items[0]`, or the name of a traffic line. */
	source: string;
	/** It adds up rows. */
	fromTraffic: boolean;
}
