import type { INodeProperties } from 'n8n-workflow';
import { section, textField } from './shown';

const selfBillingType: INodeProperties = {
	displayName: 'Self-Billing Type',
	name: 'selfBillingType',
	type: 'options',
	options: [
		{ name: '381: Credit Note', value: '381', description: 'You credit the partner' },
		{
			name: '389: Self-Billed Invoice',
			value: '389',
			description: 'The partner is the seller; not part of Peppol BIS Billing',
		},
		{ name: 'Not Set', value: '', description: 'Refuse self-billing documents' },
	],
	default: '',
	description: 'What a document whose selfBilling is yes becomes. Nothing is guessed.',
};

const prepaymentType: INodeProperties = {
	displayName: 'Prepayment Type',
	name: 'prepaymentType',
	type: 'options',
	options: [
		{ name: '380: Invoice', value: '380' },
		{ name: '386: Prepayment Invoice', value: '386' },
	],
	default: '380',
	description: 'What prepaid documents and part payments become',
};

const priceBase: INodeProperties = {
	displayName: 'Price For',
	name: 'priceBase',
	type: 'options',
	options: [
		{ name: 'A Thousand Where Prices Are Below a Cent', value: 'auto' },
		{ name: 'One', value: '1' },
		{ name: 'A Thousand', value: '1000' },
	],
	default: 'auto',
	description: 'For how many messages a price stands (BT-149)',
};

const priceFrom: INodeProperties = {
	displayName: 'Price From',
	name: 'priceFrom',
	type: 'options',
	options: [
		{ name: 'Item', value: 'item', description: 'Quantity and price of the item' },
		{
			name: 'Total',
			value: 'total',
			description: 'One, at the price of the total: for items whose price is rounded',
		},
	],
	default: 'item',
	description: 'For lines from items',
};

const trafficFileHash: INodeProperties = {
	displayName: 'Traffic File Hash',
	name: 'trafficFileHash',
	type: 'options',
	options: [
		{ name: 'None', value: 'none' },
		{
			name: 'SHA-256',
			value: 'sha256',
			description: 'In the description of the reference (BT-123)',
		},
	],
	default: 'none',
};

const trafficReference: INodeProperties = {
	displayName: 'Name Traffic File',
	name: 'trafficReference',
	type: 'options',
	options: [
		{ name: 'Yes', value: 'yes', description: 'As an additional document (BT-122)' },
		{ name: 'No', value: 'no' },
	],
	default: 'yes',
	description: 'Whether the invoice names the file of its traffic, which is delivered beside it',
};

export const invoiceField = section(
	'Invoice',
	'invoice',
	'Type, references, lines and rounding of the invoice',
	[
		{
			displayName: 'Country Codes',
			name: 'countryCodes',
			type: 'json',
			default: '{}',
			description:
				'Two-letter codes by the numbers of your platform, where they are not those of ISO 3166-1. HORISEN does not publish how it numbers Kosovo; 383 and 983 become 1A.',
			placeholder: 'e.g. {"901": "1A"}',
		},
		{
			...textField('Message Unit', 'messageUnit', 'UN/ECE Rec 20 code for messages'),
			default: 'C62',
		},
		trafficReference,
		textField('Note', 'note', 'BT-22'),
		textField('Order Reference', 'orderReference', 'BT-13; comes before the attribute'),
		textField(
			'Order Reference Attribute',
			'orderReferenceAttribute',
			'Code name of the custom attribute of the partner that holds the order reference',
		),
		textField(
			'Preceding Invoice Attribute',
			'precedingInvoiceAttribute',
			'Code name of the custom attribute of the partner that holds the number of the preceding invoice, for credit notes',
		),
		textField(
			'Preceding Invoice Date',
			'precedingInvoiceDate',
			'BT-26: the date of the preceding invoice',
			'2026-01-31',
		),
		textField(
			'Preceding Invoice Number',
			'precedingInvoiceNumber',
			'BT-25: the invoice that a credit note corrects; comes before the attribute',
		),
		prepaymentType,
		priceBase,
		priceFrom,
		textField(
			'Rounding Tolerance',
			'roundingTolerance',
			'How much the rounded lines may be off the net amount; it is stated as a charge or an allowance. Left out: what rounding the lines and the net explains.',
			'0.05',
		),
		selfBillingType,
		trafficFileHash,
		textField(
			'Traffic File Name',
			'trafficFileName',
			'BT-122, where the file is delivered under another name than it has here',
		),
		{
			displayName: 'Unit Codes',
			name: 'unitCodes',
			type: 'json',
			default: '{"PIECE": "C62"}',
			description: 'UN/ECE Rec 20 codes by the units of the document',
		},
	],
);
