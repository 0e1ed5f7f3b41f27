import type { Attribute, AttributeType } from '../shared/filters/operators';

/** The common attributes of customer and control invoice rows. */
export const SHARED_ATTRIBUTES: readonly Attribute[] = [
	of('number', 'billingAccountId', 'Billing Account ID'),
	of('text', 'billingAccountName', 'Billing Account Name'),
	of('number', 'countryId', 'Country ID'),
	of('text', 'countryName', 'Country Name'),
	of('text', 'countryCode2', 'Country Code'),
	of('number', 'operatorId', 'Operator ID'),
	of('text', 'operatorName', 'Operator Name'),
	of('text', 'mcc', 'MCC'),
	of('text', 'mnc', 'MNC'),
];

export const CUSTOMER_ATTRIBUTES: readonly Attribute[] = [
	of('number', 'customerId', 'Customer ID'),
	...SHARED_ATTRIBUTES,
	of('number', 'sellPrice', 'Sell Price'),
	of('dateTime', 'sellPriceSinceDt', 'Sell Price Since'),
	of('number', 'sellCurrency', 'Sell Currency (ISO Numeric)'),
	of('text', 'sellCurrencyCode', 'Sell Currency Code'),
];

export const CONTROL_ATTRIBUTES: readonly Attribute[] = [
	of('number', 'supplierId', 'Supplier ID'),
	...SHARED_ATTRIBUTES,
	of('number', 'buyPrice', 'Buy Price'),
	of('dateTime', 'buyPriceSinceDt', 'Buy Price Since'),
	of('number', 'buyCurrency', 'Buy Currency (ISO Numeric)'),
	of('text', 'buyCurrencyCode', 'Buy Currency Code'),
];

function of(type: AttributeType, name: string, displayName: string): Attribute {
	return { name, displayName, type };
}
