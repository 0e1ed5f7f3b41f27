import type Big from 'big.js';

/**
 * An invoice in the business terms of EN 16931 (BT-1, …), before it becomes XML. Texts are trimmed and not empty,
 * amounts have their final sign; missing terms are undefined, for the check to report.
 */
export interface Invoice extends InvoiceHeader {
	/** If absent, the lines differ by more than rounding explains. */
	roundingDifference?: RoundingDifference;
	lines: Line[];
	/** BT-106: the sum of the lines, if each has its amount. */
	lineTotal?: Big;
}

/** Everything except the lines. */
export interface InvoiceHeader {
	specification: Specification;
	/** BT-23 */
	businessProcess?: string;
	kind: Kind;
	/** BT-1 */
	id?: string;
	/** BT-2 */
	issueDate?: string;
	/** HH:MM:SS; not a term of EN 16931, but Croatia's HR-BT-2. */
	issueTime?: string;
	/** BT-9 */
	dueDate?: string;
	/** BT-8: the date on which VAT is due, a code of UNTDID 2005. */
	taxPointCode?: string;
	/** BG-1 */
	notes: Note[];
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
	/** BT-12 */
	contractReference?: string;
	/** BT-11 */
	projectReference?: string;
	/** BT-19 */
	accountingReference?: string;
	/** BT-158, the same for every line, with the code's list, a code of UNTDID 7143. */
	classification?: { code: string; list: string; version?: string };
	/** BT-25, BT-26 */
	precedingInvoice?: { id?: string; issueDate?: string };
	/** The person who made the invoice, in Croatia: HR-BT-4, HR-BT-5. */
	operator?: { name?: string; oib?: string };
	/** What UBL.BE has beyond EN 16931; undefined in every other invoice. */
	belgium?: BelgianTerms;
	/** Custom attributes that the operator named but the partner lacks, for errors. */
	absent: Absent;
	seller: Party;
	buyer: Party;
	payment?: Payment;
	/** BT-20 */
	terms?: string;
	vat: Vat;
	totals: Totals;
}

/** What an invoice says it follows, and how that has it written. */
export interface Specification {
	/** Its name for operators. */
	name: string;
	/** BT-24 */
	customizationId: string;
	/** The kind of tax of BT-32, if it is not general. */
	taxScheme?: string;
}

/** Terms of Belgium's UBL.BE that EN 16931 has not. */
export interface BelgianTerms {
	/** Of the VAT category, by Belgium's list: `03` for 21 %. */
	categoryName?: string;
	/** What every invoice names: the program that made it, and the document that it is (BT-122, BT-123). */
	documents: Array<{ id?: string; description: string }>;
}

/** Code names of custom attributes by what they would say, of the invoice or of the partner. */
export type Absent = Partial<
	Record<'buyerReference' | 'orderReference' | 'precedingInvoice' | keyof Party, string>
>;

/** BG-1. */
export interface Note {
	/** BT-21: a code of UNTDID 4451, in UBL part of the text as `#PMT#`. */
	subject?: string;
	/** BT-22 */
	text: string;
}

/** The kind of invoice that a document becomes. */
export interface Kind {
	root: 'Invoice' | 'CreditNote';
	/** BT-3; undefined if the operator must choose it and has not. */
	typeCode?: '380' | '381' | '386' | '389';
	/** The partner is the seller, the issuer the buyer. */
	selfBilled: boolean;
	/** Factor for the document's amounts: -1 if the type itself says who pays. */
	sign: 1 | -1;
}

/** BG-4 or BG-7. */
export interface Party {
	/** The source of the data, so that an error names the place to correct it. */
	source: 'settings' | 'document';
	name?: string;
	tradingName?: string;
	street?: string;
	additionalStreet?: string;
	city?: string;
	postalCode?: string;
	/** BT-39, BT-54: a region, for Romania e.g. `RO-B`. */
	subdivision?: string;
	/** ISO 3166-1 alpha-2, or `1A` for Kosovo. */
	country?: string;
	/** With its country prefix. */
	vatId?: string;
	/** BT-32: a local tax number, only for a seller. */
	taxId?: string;
	legalId?: string;
	legalIdScheme?: string;
	/** BT-29, BT-46: the other party's identifier for it. */
	identifier?: string;
	identifierScheme?: string;
	/** BT-33: only for a seller. */
	legalForm?: string;
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

/** The only VAT category of a document. */
export interface Vat {
	category?: VatCategory;
	percent?: Big;
	/** BT-119, of the breakdown: what VAT does not apply to has none, except in Germany. */
	breakdownPercent?: Big;
	/** BT-120 */
	reason?: string;
	/** BT-121 */
	reasonCode?: string;
	/** BT-6 and BT-111: the VAT in the issuer's own currency, if that differs. */
	accounting?: { currency: string; amount?: Big };
}

/** Exact figures of the document, even beyond two decimals; undefined if missing. */
export interface Totals {
	/** BT-109 */
	taxExclusive?: Big;
	/** BT-110 */
	tax?: Big;
	/** BT-112 */
	taxInclusive?: Big;
	/** BT-113 */
	paid?: Big;
	/** BT-114 */
	rounding?: Big;
	/** BT-115 */
	payable?: Big;
}

/** The rounding difference of the lines, as a charge (BG-21) or an allowance (BG-20). */
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
	/** BT-129; negative if the amount is. */
	quantity: Big;
	/** BT-130 */
	unit?: string;
	/** The source's own word for the unit, for errors. */
	sourceUnit?: string;
	/** BT-131 */
	amount?: Big;
	/** Before rounding to cents. */
	exactAmount?: Big;
	/** BT-146, for `baseQuantity` units. */
	price?: Big;
	/** BT-149 */
	baseQuantity?: number;
	/** BT-155 */
	itemId?: string;
	/** BT-134, BT-135 */
	period?: { start?: string; end?: string };
	/** BT-160, BT-161 */
	properties: Array<{ name: string; value: string }>;
	/** Its source, for errors: `items[0]`, or the name of a traffic line. */
	source: string;
	/** Whether it sums up rows. */
	fromTraffic: boolean;
}
