import type { INodeProperties } from 'n8n-workflow';

/** The form of Margin Report: Calculate From Documents. */
export const marginFields: INodeProperties[] = [
	{
		displayName: 'Input Binary Field',
		name: 'binaryProperty',
		type: 'string',
		default: 'traffic',
		required: true,
		hint: 'The name of the input binary field containing the traffic file of each document',
	},
	{
		displayName: 'Traffic Summary Field',
		name: 'summaryField',
		type: 'string',
		default: 'traffic',
		required: true,
		description:
			'Name of the field in which For Each Document, by Its Kind put number and sums of the rows',
	},
	{
		displayName: 'Domestic Currency Rate',
		name: 'conversion',
		type: 'options',
		options: [
			{
				name: 'As the Document Shows',
				value: 'fromDocument',
				description:
					"The document's own amounts tell whether it multiplies or divides; one that fits neither is refused",
			},
			{ name: 'Divides', value: 'divide', description: 'Domestic amount = amount ÷ rate' },
			{ name: 'Multiplies', value: 'multiply', description: 'Domestic amount = amount × rate' },
		],
		default: 'fromDocument',
		description: 'How amounts become domestic ones. HORISEN does not publish it.',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'Lines',
				value: 'lines',
				description: 'One item a network, without total and left-out documents',
			},
			{
				name: 'Report',
				value: 'report',
				description: 'One item with the lines, the total, the documents and those left out',
			},
		],
		default: 'report',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Amount Decimals',
				name: 'amountDecimals',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 10 },
				default: 2,
				description:
					'Decimals of domestic amounts, rounded half-up when they are shown. The margin per 1,000 messages has two more.',
			},
		],
	},
];
