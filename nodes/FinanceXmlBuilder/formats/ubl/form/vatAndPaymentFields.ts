import { type FormSection, textField } from './formField';

/** Of UBL.BE's annex 1, without those of goods sold to the EU, discounts and margins, which no invoice here has. */
const BELGIAN_CATEGORIES: Readonly<Record<string, string>> = {
	'44': 'Services to Companies in Other States of the EU',
	'45': 'Reverse Charge in Belgium (Co-Contractor)',
	NA: 'Exempt',
	SC: 'Small Company',
	'00/44': '0 % by Article 44',
	'47/EX': 'Export Outside the EU',
	'47/EI': 'Indirect Export',
	'47/EE': 'Export by Way of the EU',
	NS: 'Not Subject to VAT',
	'00': '0 %',
	'01': '6 %',
	'02': '12 %',
	'03': '21 %',
	'OSS-S': 'One-Stop Shop, Services',
	'OSS-G': 'One-Stop Shop, Goods',
	'OSS-I': 'One-Stop Shop, Imports',
};

export const vatSection: FormSection = {
	name: 'vat',
	displayName: 'VAT',
	description: 'Your tax adviser decides why no VAT is charged: the node does not guess',
	prefix: 'VAT',
	fields: [
		{
			property: {
				displayName: 'Category at 0 %',
				name: 'zeroRateCategory',
				type: 'options',
				options: [
					{ name: 'AE: Reverse Charge', value: 'AE' },
					{ name: 'E: Exempt', value: 'E' },
					{ name: 'G: Export Outside the EU', value: 'G' },
					{ name: 'Not Set', value: '' },
					{ name: 'O: Outside the Scope of VAT', value: 'O' },
					{ name: 'Z: Zero Rate', value: 'Z' },
				],
				default: '',
				description:
					"BT-118 for documents at 0 %; above that, it is S. An expression can make it depend on the partner's country.",
			},
			always: true,
		},
		{
			property: {
				displayName: 'Category Name',
				name: 'categoryName',
				type: 'options',
				options: [
					{ name: 'By the Rate', value: '', description: 'For 6, 12 and 21 %, and for Z and O' },
					...Object.entries(BELGIAN_CATEGORIES).map(([value, says]) => ({
						name: `${value}: ${says}`,
						value,
					})),
				],
				default: '',
				description:
					'The Belgian name of the VAT category. If you leave the exemption reason and its code empty, they follow from it.',
			},
			terms: ['BT-118-BE'],
			profiles: ['belgium'],
			always: true,
		},
		{
			property: textField(
				'Exemption Reason',
				'exemptionReason',
				'BT-120, for AE, E, G and O',
				'Reverse charge, Art. 196 of Directive 2006/112/EC',
			),
			always: true,
			show: { vatZeroRateCategory: ['AE', 'E', 'G', 'O'] },
		},
		{
			property: textField(
				'Exemption Reason Code',
				'exemptionReasonCode',
				'BT-121; in addition to the reason, or instead of it',
				'VATEX-EU-AE',
			),
		},
		{
			property: {
				displayName: 'Second Currency',
				name: 'accountingCurrency',
				type: 'options',
				options: [
					{
						name: 'As the Document Says',
						value: 'domestic',
						description: 'Also state the VAT in your own currency, if it differs (BT-6, BT-111)',
					},
					{ name: 'None', value: 'none' },
				],
				default: 'domestic',
			},
		},
	],
};

export const paymentSection: FormSection = {
	name: 'payment',
	displayName: 'Payment',
	description: 'How the invoice is paid',
	prefix: 'Payment',
	fields: [
		{
			property: textField(
				'IBAN',
				'iban',
				"BT-84: your account. If you pay, it is the partner's account: Buyer → IBAN Attribute.",
			),
			terms: ['BT-81'],
			always: true,
		},
		{
			property: {
				...textField(
					'Terms',
					'terms',
					'BT-20. In Germany, write each cash discount on a separate line, e.g. #SKONTO#TAGE=14#PROZENT=2.00#.',
					'30 days net',
				),
				typeOptions: { rows: 3 },
			},
			terms: ['BT-20'],
		},
		{ property: textField('Account Name', 'accountName', 'BT-85') },
		{ property: textField('BIC', 'bic', 'BT-86') },
		{
			property: textField(
				'Means Code',
				'meansCode',
				'BT-81, a code of UNTDID 4461. Default: 30, credit transfer, if there is an IBAN; 58, SEPA credit transfer, for sellers in Denmark.',
				'58',
			),
		},
		{
			property: textField('Reference', 'reference', 'BT-83. Default: the invoice number.'),
		},
	],
};
