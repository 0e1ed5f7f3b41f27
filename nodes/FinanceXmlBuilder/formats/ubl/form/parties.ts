import { section, textField } from './shown';

export const sellerField = section(
	'Seller',
	'seller',
	'Your company. HORISEN does not have it in its documents.',
	[
		textField('Additional Street', 'additionalStreet', 'BT-36'),
		textField('City', 'city', 'BT-37. XRechnung needs it.'),
		textField(
			'Contact E-Mail',
			'contactEmail',
			'BT-43. XRechnung needs it.',
			'billing@example.com',
		),
		textField('Contact Name', 'contactName', 'BT-41. XRechnung needs it.'),
		textField('Contact Phone', 'contactPhone', 'BT-42. XRechnung needs it.', '+41 44 000 00 00'),
		textField('Country', 'country', 'BT-40: two letters of ISO 3166-1', 'CH'),
		textField(
			'Endpoint ID',
			'endpointId',
			'BT-34: the electronic address, also with its scheme as 0088:7300010000001. Peppol and XRechnung need it.',
		),
		textField('Endpoint Scheme', 'endpointScheme', 'Code of the EAS list for the endpoint', '0088'),
		textField('Legal ID', 'legalId', 'BT-30: number in the commercial register'),
		textField('Legal ID Scheme', 'legalIdScheme', 'ISO 6523 code for the legal ID, if it has one'),
		textField('Name', 'name', 'BT-27: the registered name'),
		textField('Postal Code', 'postalCode', 'BT-38. XRechnung needs it.'),
		textField('Street', 'street', 'BT-35'),
		textField('Tax ID', 'taxId', 'BT-32: local tax number, where there is no VAT ID'),
		textField('Trading Name', 'tradingName', 'BT-28'),
		textField('VAT ID', 'vatId', 'BT-31, with the letters of its country', 'DE123456789'),
	],
);

export const buyerField = section(
	'Buyer',
	'buyer',
	'What an invoice says about the partner beyond the HORISEN document',
	[
		textField('Contact E-Mail', 'contactEmail', 'BT-58'),
		textField('Contact Phone', 'contactPhone', 'BT-57'),
		textField(
			'Endpoint Attribute',
			'endpointAttribute',
			'Code name of the custom attribute of the partner that holds its electronic address, also as 0088:7300010000001',
			'PEPPOL_ID',
		),
		textField('Endpoint ID', 'endpointId', 'BT-49; comes before the attribute'),
		textField('Endpoint Scheme', 'endpointScheme', 'Code of the EAS list for the endpoint', '9930'),
		textField(
			'Endpoint Scheme Attribute',
			'endpointSchemeAttribute',
			'Code name of the custom attribute that holds the scheme',
		),
		textField(
			'IBAN Attribute',
			'ibanAttribute',
			'Code name of the custom attribute that holds the account of the partner (BT-84), for what you pay: self-billing and negative documents. Without it the payment means are 1, not defined.',
		),
		textField(
			'Reference',
			'reference',
			'BT-10, in Germany the Leitweg-ID; comes before the attribute. Peppol needs it or an order reference.',
		),
		textField(
			'Reference Attribute',
			'referenceAttribute',
			'Code name of the custom attribute of the partner that holds the buyer reference',
			'COST_CENTER',
		),
	],
);
