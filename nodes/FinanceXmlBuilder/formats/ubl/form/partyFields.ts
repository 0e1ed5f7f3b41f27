import { all } from 'iso-3166-1';
import type { INodeProperties } from 'n8n-workflow';
import { COUNTRY_BY_CODE } from '../ublSettings';
import { type FormSection, textField, textOrAttribute } from './formField';

/** Only a form choice, not an expression: it decides which fields show, with which examples. */
export const sellerCountryField: INodeProperties = {
	displayName: 'Seller Country',
	name: 'sellerCountry',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Not Set', value: '' },
		{
			name: 'By Code or Expression',
			value: COUNTRY_BY_CODE,
			description: 'If one workflow bills for companies in several countries',
		},
		...[
			...all().map(({ country, alpha2 }) => ({ name: country, value: alpha2 })),
			{ name: 'Kosovo', value: '1A' },
		].sort((one, other) => one.name.localeCompare(other.name, 'en')),
	],
	default: '',
	description:
		'BT-40: the country of your company. The form then shows the fields that its rules require, with examples of that country.',
};

export const sellerCountryCodeField: INodeProperties = {
	...textField(
		'Seller Country Code',
		'sellerCountryCode',
		'BT-40: two letters of ISO 3166-1',
		'CH',
	),
	displayOptions: { show: { sellerCountry: [COUNTRY_BY_CODE] } },
};

export const sellerSection: FormSection = {
	name: 'seller',
	displayName: 'Seller',
	description: "Your company. HORISEN's documents do not contain it.",
	prefix: 'Seller',
	fields: [
		{
			property: textField('Name', 'name', 'BT-27: the registered name'),
			terms: ['BT-27'],
			always: true,
		},
		{ property: textField('Street', 'street', 'BT-35'), terms: ['BT-35'], always: true },
		{
			property: textField('Postal Code', 'postalCode', 'BT-38'),
			terms: ['BT-38'],
			always: true,
		},
		{ property: textField('City', 'city', 'BT-37'), terms: ['BT-37'], always: true },
		{
			property: textField('Subdivision', 'subdivision', 'BT-39: region, county or canton'),
			terms: ['BT-39'],
		},
		{
			property: textField(
				'VAT ID',
				'vatId',
				'BT-31, with the letters of its country; blanks, dots and dashes are removed',
			),
			terms: ['BT-31'],
			always: true,
		},
		{
			property: textField(
				'Tax ID',
				'taxId',
				'BT-32: local tax number; in Sweden, the words for your F-tax approval',
			),
			terms: ['BT-32'],
			always: (_, country) => country === 'SE',
		},
		{
			property: textField(
				'Legal ID',
				'legalId',
				'BT-30: number in the commercial register, with its scheme before it, if it has one',
			),
			terms: ['BT-30', 'BT-30-1'],
			always: true,
		},
		{
			property: textField(
				'Legal ID Scheme',
				'legalIdScheme',
				'ISO 6523 code, unless the legal ID begins with it',
				'0106',
			),
		},
		{
			property: textField(
				'Endpoint ID',
				'endpointId',
				'BT-34: the electronic address, with its scheme before it',
			),
			terms: ['BT-34', 'BT-34-1'],
		},
		{ property: textField('Contact Name', 'contactName', 'BT-41'), terms: ['BT-41'] },
		{ property: textField('Contact Phone', 'contactPhone', 'BT-42'), terms: ['BT-42'] },
		{ property: textField('Contact E-Mail', 'contactEmail', 'BT-43'), terms: ['BT-43'] },
		{ property: textField('Additional Street', 'additionalStreet', 'BT-36') },
		{
			property: textField(
				'Endpoint Scheme',
				'endpointScheme',
				'Code of the EAS list, unless the endpoint begins with it',
				'0088',
			),
		},
		{
			property: textField(
				'Identifier',
				'identifier',
				'BT-29: a number of your company, optionally with its scheme, e.g. 0088:7300010000001',
			),
			terms: ['BT-29'],
		},
		{ property: textField('Identifier Scheme', 'identifierScheme', 'ISO 6523 code', '0088') },
		{
			property: textField(
				'Legal Form',
				'legalForm',
				'BT-33: legally required details of your company, e.g. court, capital, directors',
				'Amtsgericht Berlin HRB 12345, Geschäftsführer: A. Muster',
			),
		},
		{ property: textField('Trading Name', 'tradingName', 'BT-28') },
	],
};

/** In Serbia, BT-46 is a number of the public sector; France and Denmark accept it only with a scheme. */
function hasOwnNumber(profile: string, country: string | undefined): boolean {
	return profile !== 'sef' && profile !== 'france-ctc' && country !== 'DK';
}

export const buyerSection: FormSection = {
	name: 'buyer',
	displayName: 'Buyer',
	description: 'Details of the partner that the HORISEN document lacks',
	prefix: 'Buyer',
	fields: [
		{
			property: {
				...textField(
					'Identifier',
					'identifier',
					'BT-46: your number for the partner, by which an ERP finds the customer, optionally with its scheme, e.g. 0088:7300010000001. Clear it to omit it.',
				),
				default: '={{ $json.bizPartnerExternalRefId }}',
			},
			always: hasOwnNumber,
		},
		...textOrAttribute(
			'Reference',
			'reference',
			"BT-10: the buyer's reference for your invoices, in Germany the Leitweg-ID",
			{ terms: ['BT-10'], attributeExample: 'COST_CENTER' },
		),
		{
			property: textField(
				'Endpoint ID',
				'endpointId',
				'BT-49: the electronic address, with its scheme before it; takes precedence over the attribute',
			),
			terms: ['BT-49', 'BT-49-1'],
		},
		{
			property: textField(
				'Endpoint Attribute',
				'endpointAttribute',
				"Code name of the partner's custom attribute with its electronic address",
				'PEPPOL_ID',
			),
			terms: ['BT-49', 'BT-49-1'],
		},
		...textOrAttribute(
			'Legal ID',
			'legalId',
			'BT-47: number in the commercial register, in addition to the VAT ID, with its scheme before it, if it has one',
			{ terms: ['BT-47', 'BT-47-1'], attributeExample: 'COMPANY_NUMBER' },
		),
		...textOrAttribute('Legal ID Scheme', 'legalIdScheme', 'ISO 6523 code for the legal ID', {
			example: '0184',
		}),
		...textOrAttribute('Subdivision', 'subdivision', 'BT-54: region or county', {
			terms: ['BT-54'],
			attributeExample: 'COUNTY',
		}),
		{ property: textField('Contact E-Mail', 'contactEmail', 'BT-58') },
		{ property: textField('Contact Phone', 'contactPhone', 'BT-57') },
		...textOrAttribute('Endpoint Scheme', 'endpointScheme', 'Code of the EAS list', {
			example: '9930',
		}),
		{
			property: textField(
				'IBAN Attribute',
				'ibanAttribute',
				"Code name of the custom attribute with the partner's account (BT-84), for documents that you pay: self-billing and negative ones. Without it, the payment means are 1, not defined.",
			),
		},
		{
			property: textField(
				'Identifier Attribute',
				'identifierAttribute',
				"Code name of the partner's custom attribute for it, if Identifier is empty",
			),
		},
		...textOrAttribute('Identifier Scheme', 'identifierScheme', 'ISO 6523 code', {
			example: '0088',
		}),
	],
};
