import { section, textField } from './shown';

export const vatField = section(
	'VAT',
	'vat',
	'Why no VAT is charged is a decision of your tax adviser: nothing here is guessed',
	[
		{
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
				'BT-118 of documents at 0 %; above that it is S. By expression it can depend on the country of the partner.',
		},
		textField(
			'Exemption Reason',
			'exemptionReason',
			'BT-120, for AE, E, G and O',
			'Reverse charge, Art. 196 of Directive 2006/112/EC',
		),
		textField('Exemption Reason Code', 'exemptionReasonCode', 'BT-121', 'VATEX-EU-AE'),
		{
			displayName: 'Second Currency',
			name: 'accountingCurrency',
			type: 'options',
			options: [
				{
					name: 'Domestic',
					value: 'domestic',
					description:
						'State the VAT in your own currency, too, where that is another (BT-6, BT-111)',
				},
				{ name: 'None', value: 'none' },
			],
			default: 'domestic',
		},
	],
);

export const paymentField = section('Payment', 'payment', 'How the invoice is paid', [
	textField('Account Name', 'accountName', 'BT-85'),
	textField('BIC', 'bic', 'BT-86'),
	textField(
		'IBAN',
		'iban',
		'BT-84: your account. Where you pay, that of the partner is named: Buyer → IBAN Attribute.',
	),
	textField(
		'Means Code',
		'meansCode',
		'BT-81, a code of UNTDID 4461. Left out it is 30, credit transfer, where there is an IBAN.',
		'58',
	),
	textField('Reference', 'reference', 'BT-83. Left out it is the invoice number.'),
	{
		...textField(
			'Terms',
			'terms',
			'BT-20. In Germany a cash discount is a line of its own, as #SKONTO#TAGE=14#PROZENT=2.00#.',
			'30 days net',
		),
		typeOptions: { rows: 3 },
	},
]);
