import type { INodeProperties } from 'n8n-workflow';
import { csvFileField } from '../../../n8n/fileFields';
import { optionsField } from '../../../n8n/optionsField';

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
		description: 'Name of the field with the summary from For Each Document, by Its Kind',
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
					"The document's amounts show whether its rate multiplies or divides; a document that fits neither is refused",
			},
			{ name: 'Divides', value: 'divide', description: 'Domestic amount = amount ÷ rate' },
			{ name: 'Multiplies', value: 'multiply', description: 'Domestic amount = amount × rate' },
		],
		default: 'fromDocument',
		description: 'How to convert amounts into domestic currency. HORISEN does not publish it.',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'Lines',
				value: 'lines',
				description: 'One item per network, without total and left-out documents',
			},
			{
				name: 'Report',
				value: 'report',
				description:
					'One item that you can deliver: number, period, lines, total, the documents used and left out, and the lines as a CSV file',
			},
		],
		default: 'report',
	},
	csvFileField,
	optionsField([
		{
			displayName: 'Amount Decimals',
			name: 'amountDecimals',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 10 },
			default: 2,
			description:
				'Decimals of domestic amounts, rounded half-up for display. The margin per 1,000 messages has two more.',
		},
	]),
];
