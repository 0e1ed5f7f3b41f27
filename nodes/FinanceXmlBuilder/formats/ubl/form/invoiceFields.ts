import type { INodeProperties } from 'n8n-workflow';
import { type Profile, type ProfileName, PROFILES } from '../profile';
import { type FormField, type FormSection, textField, textOrAttribute } from './formField';
import { priceBase, priceFrom, linePeriod, trafficFile, trafficFileHash } from './lineFields';

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
	description: 'Type for documents with selfBilling yes. The node does not guess it.',
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
	description: 'Type for prepaid documents and part payments',
};

const paidAmount: INodeProperties = {
	displayName: 'Paid Amount',
	name: 'paidAmount',
	type: 'options',
	options: [
		{
			name: 'As the Document Says',
			value: 'document',
			description: "The document's totalPaid; the invoice asks for the rest",
		},
		{ name: 'None', value: 'none', description: 'The invoice asks for the whole total' },
	],
	default: 'document',
	description: 'Whether to subtract the paid amount from the amount due (BT-113)',
};

const taxPointCode: INodeProperties = {
	displayName: 'VAT Point Date Code',
	name: 'taxPointCode',
	type: 'options',
	options: [
		{ name: '3: Date of the Invoice', value: '3' },
		{ name: '35: Date of Delivery', value: '35' },
		{ name: '432: Date of Payment', value: '432' },
		{ name: 'Not Set', value: '' },
	],
	default: '',
	description: 'BT-8: the date on which VAT is due. Serbia requires it.',
};

const notes: INodeProperties = {
	displayName: 'Notes',
	name: 'notes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	placeholder: 'Add note',
	options: [
		{
			displayName: 'Note',
			name: 'note',
			values: [
				textField('Subject Code', 'subject', 'BT-21: a code of UNTDID 4451, if it has one', 'AAI'),
				textField('Text', 'text', 'BT-22'),
			],
		},
	],
	description: 'Peppol allows one note without a subject, and several only within Germany',
};

/** BT-23, a dropdown for each profile that leaves a choice. */
const businessProcesses: FormField[] = (
	Object.entries(PROFILES) as Array<[ProfileName, Profile]>
).flatMap(([profile, { businessProcess }]) => {
	if (typeof businessProcess !== 'object') return [];
	const { field, displayName, codes, otherwise } = businessProcess;
	return {
		property: {
			displayName,
			name: field,
			type: 'options',
			options: [
				{ name: 'By the Document', value: '', description: otherwise.says },
				...Object.entries(codes).map(([value, says]) => ({ name: `${value}: ${says}`, value })),
			],
			default: '',
			description: 'BT-23: what the invoice is for',
		},
		profiles: [profile],
		always: true,
	};
});

export const invoiceSection: FormSection = {
	name: 'invoice',
	displayName: 'Invoice',
	description: 'Type, references, notes, lines and rounding of the invoice',
	fields: [
		{ property: selfBillingType, always: true },
		...businessProcesses,
		{ property: taxPointCode, terms: ['BT-8'] },
		{
			property: {
				...textField('Issue Time', 'issueTime', 'The time of a date-time is used', '12:00:00'),
				default: '={{ $json.insertDt }}',
			},
			terms: ['HR-BT-2'],
		},
		{
			property: textField(
				'Operator Name',
				'operatorName',
				'The person who makes the invoice, in Croatia',
			),
			terms: ['HR-BT-4'],
		},
		{
			property: textField('Operator OIB', 'operatorOib', "That person's number, in Croatia"),
			terms: ['HR-BT-5'],
		},
		{
			property: textField(
				'Classification Code',
				'classificationCode',
				'BT-158: what is sold, the same for every line; in Croatia a KPD code',
				'61.10.11',
			),
			terms: ['BT-158'],
		},
		{
			property: textField(
				'Classification List',
				'classificationList',
				'The list of the classification code, as a UNTDID 7143 code; in Croatia CG',
				'CG',
			),
			terms: ['BT-158-1'],
		},
		{
			property: textField(
				'Note PMT',
				'notePmt',
				'The fixed sum for recovering late payments, in France',
				'Indemnité forfaitaire pour frais de recouvrement : 40 €',
			),
			terms: ['BT-22-PMT'],
		},
		{
			property: textField(
				'Note PMD',
				'notePmd',
				'The penalty for late payment, in France',
				"Pénalités de retard : trois fois le taux d'intérêt légal",
			),
			terms: ['BT-22-PMD'],
		},
		{
			property: textField(
				'Note AAB',
				'noteAab',
				'The discount for early payment, or that there is none, in France',
				"Pas d'escompte pour paiement anticipé",
			),
			terms: ['BT-22-AAB'],
		},
		{
			property: textField(
				'Preceding Invoice Number',
				'precedingInvoiceNumber',
				'BT-25: the invoice that a credit note corrects, as an expression; takes precedence over the attribute',
			),
			terms: ['BT-25'],
		},
		{
			property: textField(
				'Preceding Invoice Date',
				'precedingInvoiceDate',
				'BT-26: the date of the preceding invoice',
				'2026-05-31',
			),
			// The date of the number above.
			terms: ['BT-25', 'BT-26'],
		},
		{
			property: textField(
				'Preceding Invoice Attribute',
				'precedingInvoiceAttribute',
				"Code name of the partner's custom attribute with the number of the preceding invoice, for credit notes",
			),
		},
		...textOrAttribute(
			'Accounting Reference',
			'accountingReference',
			'BT-19: where the buyer books the invoice',
		),
		...textOrAttribute('Contract Reference', 'contractReference', 'BT-12'),
		...textOrAttribute('Order Reference', 'orderReference', 'BT-13', { terms: ['BT-13'] }),
		...textOrAttribute('Project Reference', 'projectReference', 'BT-11'),
		{
			property: {
				displayName: 'Country Codes',
				name: 'countryCodes',
				type: 'json',
				default: '{}',
				description:
					"Two-letter codes for your platform's country numbers that differ from ISO 3166-1. HORISEN does not publish its number for Kosovo; 383 and 983 become 1A.",
				placeholder: 'e.g. {"901": "1A"}',
			},
		},
		{
			property: textField(
				'Classification Version',
				'classificationVersion',
				'Version of the list of the classification code',
			),
		},
		{
			property: textField(
				'Item ID Field',
				'itemIdField',
				"Name of an item's field with your article number (BT-155); for lines from traffic, of a row's field. If the rows of a line differ, it is left out.",
				'operatorId',
			),
		},
		{ property: linePeriod },
		{
			property: {
				...textField('Message Unit', 'messageUnit', 'UN/ECE Rec 20 code for messages'),
				default: 'C62',
			},
		},
		{ property: notes },
		{ property: paidAmount },
		{ property: prepaymentType },
		{ property: priceBase },
		{ property: priceFrom },
		{
			property: textField(
				'Rounding Tolerance',
				'roundingTolerance',
				'Largest deviation of the rounded lines from the net amount, which is stated as a charge or an allowance. Default: what rounding of lines and net explains.',
				'0.05',
			),
		},
		{ property: trafficFile },
		{ property: trafficFileHash },
		{
			property: textField(
				'Traffic File Name',
				'trafficFileName',
				'BT-122, if the file is embedded or delivered under another name; the default for an embedded file is traffic.csv',
			),
		},
		{
			property: {
				displayName: 'Unit Codes',
				name: 'unitCodes',
				type: 'json',
				default: '{"PIECE": "C62"}',
				description: 'UN/ECE Rec 20 codes by the units of the document',
			},
		},
	],
};
