import type { INodeProperties } from 'n8n-workflow';
import { buyerField, sellerField } from './parties';
import { invoiceField } from './invoice';
import { paymentField, vatField } from './vatAndPayment';
import { UBL } from './shown';

const outputField: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	displayOptions: UBL,
	options: [
		{ name: 'File', value: 'file', description: 'The invoice as an XML file, and its figures' },
		{
			name: 'Preview',
			value: 'preview',
			description: 'No file: the figures, and every rule that the invoice would break',
		},
	],
	default: 'file',
};

const profileField: INodeProperties = {
	displayName: 'Profile',
	name: 'profile',
	type: 'options',
	displayOptions: UBL,
	options: [
		{
			name: 'EN 16931',
			value: 'en16931',
			description: 'The European standard alone, for an ERP that imports UBL',
		},
		{
			name: 'Peppol BIS Billing 3.0',
			value: 'peppol-bis-3',
			description: 'For the Peppol network: needs electronic addresses and a buyer reference',
		},
		{
			name: 'XRechnung 3.0',
			value: 'xrechnung-3.0',
			description: 'For the German public sector: needs a contact, payment and a Leitweg-ID, too',
		},
	],
	default: 'en16931',
	description: 'What the invoice follows. The check holds it to these rules.',
};

const linesFromField: INodeProperties = {
	displayName: 'Lines From',
	name: 'linesFrom',
	type: 'options',
	displayOptions: UBL,
	options: [
		{ name: 'Items', value: 'items', description: 'One line for each item of the document' },
		{
			name: 'Traffic',
			value: 'traffic',
			description:
				'One line for each country, operator and price of the rows; items where there are none',
		},
	],
	default: 'items',
};

const checkField: INodeProperties = {
	displayName: 'Check',
	name: 'check',
	type: 'options',
	displayOptions: UBL,
	options: [
		{
			name: 'Fail',
			value: 'fail',
			description: 'Refuse an invoice that breaks a rule, naming rule, field and fix',
		},
		{ name: 'Report', value: 'report', description: 'Make the file and list the violations' },
		{ name: 'Off', value: 'off', description: 'Make the file unchecked' },
	],
	default: 'fail',
	description:
		'Whether to hold the invoice to the rules of its profile: totals, codes, required terms, VAT',
};

/** The form of the format "E-Invoice (UBL 2.1)", apart from where the rows come from. */
export const ublFields: INodeProperties[] = [
	profileField,
	linesFromField,
	sellerField,
	buyerField,
	vatField,
	paymentField,
	invoiceField,
	checkField,
	outputField,
];
