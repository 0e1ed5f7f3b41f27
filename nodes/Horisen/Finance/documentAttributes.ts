import type { Attribute, AttributeType } from '../shared/filters/operators';

/** The attributes that HORISEN Finance Documents filters by, in the order of its page. */
export const DOCUMENT_ATTRIBUTES: readonly Attribute[] = [
	text('documentUuid', 'Document UUID'),
	number('id', 'ID'),
	number('instanceId', 'Instance ID'),
	number('bizPartnerId', 'Partner ID'),
	number('bizPartnerCountry', 'Partner Country (ISO Numeric)'),
	text('bizPartnerExternalRefId', 'Partner External Reference ID'),
	of('date', 'documentDate', 'Document Date'),
	of('date', 'deliveryDate', 'Delivery Date'),
	text('documentNumber', 'Document Number'),
	number('documentNumberNum', 'Document Number, Numeric Part'),
	of('date', 'dueDate', 'Due Date'),
	of('date', 'periodStart', 'Period Start'),
	of('date', 'periodEnd', 'Period End'),
	number('currency', 'Currency (ISO Numeric)'),
	text('currencyCode', 'Currency Code'),
	number('amountNoVat', 'Amount Without VAT'),
	number('amountVat', 'Amount With VAT'),
	number('vatPercent', 'VAT Percent'),
	number('vat', 'VAT'),
	number('rounding', 'Rounding'),
	number('total', 'Total'),
	number('totalUnpaid', 'Total Unpaid'),
	number('totalPaid', 'Total Paid'),
	number('domesticCurrency', 'Domestic Currency (ISO Numeric)'),
	text('domesticCurrencyCode', 'Domestic Currency Code'),
	number('domesticCurrencyRate', 'Domestic Currency Rate'),
	number('domesticAmountNoVat', 'Domestic Amount Without VAT'),
	number('domesticAmountVat', 'Domestic Amount With VAT'),
	number('domesticRounding', 'Domestic Rounding'),
	number('domesticTotal', 'Domestic Total'),
	of('choice', 'status', 'Status'),
	of('dateTime', 'insertDt', 'Inserted At'),
	of('dateTime', 'statusDt', 'Status Changed At'),
	of('choice', 'paymentStatus', 'Payment Status'),
	of('dateTime', 'paymentStatusDate', 'Payment Status Changed At'),
	text('lang', 'Language'),
	number('documentType', 'Document Type'),
	text('documentTypeName', 'Document Type Name'),
	of('choice', 'selfBilling', 'Self-Billing'),
	number('domainId', 'Domain ID'),
	of('choice', 'domainCodeName', 'Domain'),
	number('dataSourceId', 'Data Source ID'),
	of('choice', 'dataSourceCodeName', 'Data Source'),
	of('choice', 'documentClassCodeName', 'Document Class'),
	of('choice', 'documentClassDomain', 'Document Class Domain'),
	of('choice', 'documentClassArea', 'Document Class Area'),
	of('choice', 'dataSourceSelector', 'Data Source Selector'),
	of('choice', 'syncStatus', 'Sync Status'),
	of('dateTime', 'syncStatusDt', 'Sync Status Changed At'),
	of('choice', 'disputeStatus', 'Dispute Status'),
	of('choice', 'docsDeliveryStatus', 'Docs Delivery Status'),
];

/** Further attributes that only `sort` accepts. */
const SORT_ONLY: readonly Attribute[] = [
	text('bizPartnerName', 'Partner Name'),
	text('bizPartnerBriefName', 'Partner Brief Name'),
	text('bizPartnerType', 'Partner Type'),
	text('bizPartnerAttn', 'Partner Attention'),
	text('bizPartnerAddress', 'Partner Address'),
	text('bizPartnerPost', 'Partner Post Code'),
	text('bizPartnerCity', 'Partner City'),
	text('bizPartnerVatNumber', 'Partner VAT Number'),
	text('documentNumberMask', 'Document Number Mask'),
];

export const SORT_ATTRIBUTES: readonly Attribute[] = [...DOCUMENT_ATTRIBUTES, ...SORT_ONLY];

/** The attributes a period can be on. */
export const PERIOD_ATTRIBUTES = DOCUMENT_ATTRIBUTES.filter(
	({ type }) => type === 'date' || type === 'dateTime',
);

function of(type: AttributeType, name: string, displayName: string): Attribute {
	return { name, displayName, type };
}

function text(name: string, displayName: string): Attribute {
	return of('text', name, displayName);
}

function number(name: string, displayName: string): Attribute {
	return of('number', name, displayName);
}
