/** The meaning of parts of names, one word each: abbreviations, German, and SAP's field names. */
const MEANINGS: ReadonlyArray<[written: RegExp, meaning: string]> = [
	[/^(no|nr|num|nbr|nummer)$/, 'number'],
	[/^(amt|betrag|summe|sum)$/, 'amount'],
	[/^(qty|menge|anzahl|cnt)$/, 'quantity'],
	[/^(ccy|curr|curcy|waers|waehrung|wahrung)$/, 'currency'],
	[/^(cust|kunde|kunden|debitor|debtor|client|buyer|customers|buyers)$/, 'customer'],
	[/^(beleg|belegs|rechnung|rechnungs|inv|bill)$/, 'invoice'],
	[/^(datum|dt|dat)$/, 'date'],
	[/^(faelligkeits|faellig|fallig|falligkeits|maturity)$/, 'due'],
	[/^(mwst|ust|steuer|tax|vatable)$/, 'vat'],
	[/^(netto|nett|untaxed|taxable)$/, 'net'],
	[/^(brutto)$/, 'gross'],
	[/^(preis|einzelpreis)$/, 'price'],
	[/^(einheit|uom)$/, 'unit'],
	[/^(pos|position|positions|zeile|zeilen|row)$/, 'line'],
	[/^(desc|bezeichnung|beschreibung|text|txt)$/, 'description'],
	[/^(pct|percentage|prozent|satz)$/, 'percent'],
	[/^(strasse|str)$/, 'street'],
	[/^(ort|stadt|town|locality)$/, 'city'],
	[/^(plz|zip|postcode|postal)$/, 'post'],
	[/^(land)$/, 'country'],
	[/^(id|identifier|identification|key|code)$/, 'id'],
	[/^(sms|msg|message|messages)$/, 'message'],
];

/** Complete names with a meaning. */
const WHOLE: Readonly<Record<string, string>> = {
	belnr: 'invoice number',
	curcy: 'currency',
	netwr: 'line net amount',
	vprei: 'unit price',
	menee: 'unit',
	posex: 'line number',
	ktext: 'description',
	stceg: 'vat number',
	uid: 'vat number',
	uidnr: 'vat number',
};

/** Parts of German compounds, which have no inner capitals. */
const COMPOUND =
	/(rechnungs?|belegs?|nummer|datum|betrag|faelligkeits?|netto|brutto|waehrungs?|kunden?|menge|preis|einheit|steuer|mwst|ust|satz|positions?)/g;

/** The words of a name, e.g. `invoice` and `number` of `InvoiceNo`, `invoice_number` and `Rechnungsnummer`. */
export function wordsOf(name: string): string[] {
	const folded = name
		.replace(/ä/gi, 'ae')
		.replace(/ö/gi, 'oe')
		.replace(/ü/gi, 'ue')
		.replace(/ß/g, 'ss')
		.normalize('NFD')
		.replace(/\p{M}/gu, '');
	const whole = WHOLE[folded.toLowerCase()];
	if (whole) return whole.split(' ');
	return folded
		.replace(/([a-z\d])([A-Z])/g, '$1 $2')
		.replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
		.toLowerCase()
		.replace(COMPOUND, ' $1 ')
		.split(/[^a-z\d]+/)
		.filter((word) => word !== '')
		.map((word) => MEANINGS.find(([written]) => written.test(word))?.[1] ?? word);
}

/** Other names of a field. Keys are paths without their root. */
export const ALSO_CALLED: Readonly<Record<string, readonly string[]>> = {
	documentNumber: ['invoice number', 'invoice id', 'number', 'document id', 'reference number'],
	documentDate: ['invoice date', 'issue date', 'date', 'posting date'],
	dueDate: ['due date', 'payment due date', 'invoice due date'],
	deliveryDate: ['delivery date', 'service date', 'supply date'],
	periodStart: ['period start', 'period from', 'from date', 'start date', 'service start date'],
	periodEnd: ['period end', 'period to', 'to date', 'end date', 'service end date'],
	currencyCode: ['currency', 'invoice currency', 'currency id', 'document currency'],
	amountNoVat: [
		'net amount',
		'net total',
		'total net amount',
		'net',
		'amount net',
		'invoice total vat excluded amount',
		'vat exclusive amount',
		'subtotal amount',
	],
	vat: ['vat amount', 'vat total', 'total vat amount', 'invoice total vat amount', 'vat'],
	vatPercent: ['vat percent', 'vat rate', 'vat rate percent', 'invoice vat percent'],
	total: [
		'gross amount',
		'total gross amount',
		'gross',
		'total',
		'total amount',
		'payable amount',
		'invoice total vat included amount',
		'amount due',
		'grand total',
	],
	rounding: ['rounding amount'],
	bizPartnerExternalRefId: [
		'customer number',
		'customer id',
		'partner number',
		'partner id',
		'billers invoice recipient id',
		'account number',
	],
	'bizPartner.name': ['customer name', 'partner name', 'company name', 'organisation name'],
	'bizPartner.vatNumber': ['vat number', 'vat id', 'customer vat number', 'tax number'],
	'bizPartner.address': ['street', 'address', 'street name', 'address line'],
	'bizPartner.city': ['city', 'city name'],
	'bizPartner.post': ['post', 'post id'],
	'bizPartner.attn': ['attention', 'contact name'],
	lang: ['language', 'language id'],
	'items.name': [
		'description',
		'item name',
		'article name',
		'line description',
		'item description',
	],
	'items.quantity': ['quantity', 'invoiced quantity', 'delivered quantity'],
	'items.measureUnit': ['unit', 'unit id', 'quantity unit', 'quantity unit id', 'measure unit'],
	'items.price': ['unit price', 'price', 'unit price amount'],
	'items.totalNoVat': [
		'line amount',
		'line net amount',
		'line item amount',
		'net amount',
		'amount',
		'line vat excluded amount',
		'net',
	],
	'items.#number': ['line number', 'line id', 'line', 'item number', 'number'],
	'row.#number': ['line number', 'line', 'number'],
	'row.operatorName': ['operator', 'network', 'network name', 'carrier'],
	'row.countryName': ['country', 'destination'],
	'row.countryCode2': ['country id'],
	'row.inSmsCnt': ['quantity', 'message quantity', 'message', 'volume', 'message number'],
	'row.outSmsCnt': ['quantity', 'message quantity', 'message', 'volume', 'message number'],
	'row.sellPrice': ['price', 'unit price', 'rate'],
	'row.buyPrice': ['price', 'unit price', 'rate', 'cost'],
	'row.totalAmount': ['amount', 'total', 'line amount', 'net amount', 'charge'],
	'row.sellCurrencyCode': ['currency'],
	'row.buyCurrencyCode': ['currency'],
	'row.billingAccountName': ['account', 'account name'],
	'row.startDt': ['period start', 'start date', 'from date', 'from'],
	'row.endDt': ['period end', 'end date', 'to date', 'to'],
	'summary.rowCount': ['line quantity', 'record quantity', 'row quantity', 'lines'],
	'summary.messageCount': ['total message', 'message quantity', 'total quantity'],
};

/** The subject of an element by its name; the innermost one counts. */
export type About = 'us' | 'partner' | 'other';

const ABOUT: ReadonlyArray<[words: readonly string[], about: About]> = [
	[
		[
			...['order', 'ordering', 'delivery', 'ship', 'shipping', 'cancelled', 'related', 'original'],
			...['previous', 'preceding', 'discount', 'reduction', 'surcharge', 'allowance', 'extension'],
			...['prepaid', 'payment', 'bank', 'account', 'contact', 'exchange', 'other'],
		],
		'other',
	],
	[['customer', 'recipient', 'receiver', 'payer', 'partner'], 'partner'],
	[['biller', 'seller', 'supplier', 'vendor', 'sender', 'creditor', 'payee', 'issuer'], 'us'],
];

/** Undefined if the name does not say. */
export function aboutOf(words: readonly string[]): About | undefined {
	return ABOUT.find(([names]) => names.some((name) => words.includes(name)))?.[1];
}

export function isKind(word: string): boolean {
	return ['type', 'kind', 'class', 'category', 'version'].includes(word);
}

/** Whether an element sums up taxes: it repeats for each rate, which is not a list of a document. */
export function isOfTaxes(words: readonly string[]): boolean {
	return words.includes('vat');
}

/** Whether an element is one of many by its name: a line, a position, an item. */
export function isOneOfMany(words: readonly string[]): boolean {
	return ['line', 'item', 'detail', 'record', 'usage', 'article'].some((one) =>
		words.includes(one),
	);
}
