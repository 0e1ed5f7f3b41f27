/** The object whose fields are being written. */
export type Scope = Record<string, unknown>;

/** The type of a single value. Amounts and counts are checked; a missing required one is refused. */
export type FieldType = 'text' | 'amount' | 'requiredText' | 'requiredAmount' | 'requiredCount';

/** A field with one value, an object, or a list of objects. */
export type Field =
	| { name: string; type: FieldType }
	| { name: string; fields: Fields }
	/** A list is written as `<name>` around one `<entry>` per object. */
	| { name: string; entry: string; fields: Fields }
	/** Any JSON value, for fields that the vendor leaves open. */
	| { name: string; type: 'any' };

/** The fields of one object, in output order. */
export type Fields = readonly Field[];

const text = (...names: string[]): Fields => names.map((name) => ({ name, type: 'text' }));
const amounts = (...names: string[]): Fields => names.map((name) => ({ name, type: 'amount' }));

const CUSTOM_ATTRIBUTES: Field = {
	name: 'customAttributes',
	entry: 'customAttribute',
	fields: [...text('codeName'), { name: 'value', type: 'any' }],
};

const BILLING: Fields = [
	...text('id', 'instanceId', 'bizPartnerId', 'currency', 'currencyCode'),
	...text('billingTypeCodeName', 'name'),
	CUSTOM_ATTRIBUTES,
];

const connections = (name: string): Field => ({
	name,
	entry: 'connection',
	fields: text('id', 'instanceId', 'name', 'authName', 'protocol'),
});

const ITEM: Fields = [
	...text('id', 'documentId', 'ordNum', 'name'),
	...amounts('quantity'),
	...text('measureUnit'),
	...amounts('price'),
	{ name: 'totalNoVat', type: 'requiredAmount' },
	...amounts('totalVat'),
	...text('dataSourceId', 'dataSourceCodeName', 'dataSourceForeignKey', 'dataSourceSelector'),
	{
		name: 'dataSource',
		fields: [
			...text('id', 'documentId'),
			{
				name: 'billingAccount',
				fields: [...BILLING, connections('smsConnections'), connections('mnpConnections')],
			},
		],
	},
];

/** A document (HORISEN Finance Documents): the vendor's names and order. */
export const DOCUMENT: Fields = [
	{ name: 'documentUuid', type: 'requiredText' },
	...text('id', 'instanceId', 'bizPartnerId', 'bizPartnerCountry', 'bizPartnerExternalRefId'),
	{
		name: 'bizPartner',
		fields: [
			...text('name', 'briefName', 'partnerType', 'attn', 'address', 'post', 'city', 'vatNumber'),
			CUSTOM_ATTRIBUTES,
		],
	},
	...text('documentDate', 'deliveryDate', 'dueDate', 'periodStart', 'periodEnd'),
	...text('documentNumber', 'documentNumberMask', 'documentNumberNum', 'currency', 'currencyCode'),
	{ name: 'amountNoVat', type: 'requiredAmount' },
	...amounts('vatPercent', 'vat', 'amountVat', 'rounding'),
	{ name: 'total', type: 'requiredAmount' },
	...amounts('totalUnpaid', 'totalPaid'),
	...text('domesticCurrency', 'domesticCurrencyCode'),
	...amounts('domesticCurrencyRate', 'domesticAmountNoVat', 'domesticAmountVat'),
	...amounts('domesticRounding', 'domesticTotal'),
	...text('status', 'paymentStatus', 'insertDt', 'statusDt', 'paymentStatusDate'),
	...text('domainId', 'domainCodeName'),
	...text('documentClassCodeName', 'documentClassDomain', 'documentClassArea', 'selfBilling'),
	...text('dataSourceId', 'dataSourceCodeName', 'dataSourceSelector'),
	{
		name: 'dataSource',
		fields: [...text('id'), { name: 'billingTotalBalance', fields: BILLING }],
	},
	...text('lang', 'documentType', 'documentTypeName', 'syncStatus', 'syncStatusDt'),
	...text('disputeStatus', 'docsDeliveryStatus', 'docsDeliveryStatusDate'),
	{ name: 'items', entry: 'item', fields: ITEM },
];

/** A row of a traffic report (HORISEN Traffic Report API v2); the two kinds differ in four names. */
const trafficRow = (party: string, count: string, price: string, currency: string): Fields => [
	...text(party, 'billingAccountId', 'billingAccountName'),
	...text('countryId', 'countryName', 'countryCode2', 'operatorId', 'operatorName'),
	{ name: count, type: 'requiredCount' },
	{ name: price, type: 'requiredAmount' },
	...text(`${price}SinceDt`, currency, `${currency}Code`, 'mcc', 'mnc', 'startDt', 'endDt'),
	{ name: 'totalAmount', type: 'requiredAmount' },
];

export const TRAFFIC_ROW = {
	customer: trafficRow('customerId', 'inSmsCnt', 'sellPrice', 'sellCurrency'),
	control: trafficRow('supplierId', 'outSmsCnt', 'buyPrice', 'buyCurrency'),
};
