import type { INodeProperties } from 'n8n-workflow';
import { ublFields } from './formats/ubl/form/fields';
import { EXAMPLE_DOCUMENT_TEMPLATE, EXAMPLE_ROW_TEMPLATE } from './templateExamples';

const formatField: INodeProperties = {
	displayName: 'Format',
	name: 'format',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Document',
			value: 'document',
			description: 'Everything the document holds, in a vocabulary with a schema (XSD)',
		},
		{
			name: 'Custom',
			value: 'custom',
			description: "Your ERP's own XML, described by two templates; takes any JSON",
		},
		{
			name: 'E-Invoice (UBL 2.1)',
			value: 'ubl',
			description: 'Invoice or credit note of EN 16931, Peppol BIS Billing or XRechnung',
		},
	],
	default: 'document',
};

/** The same choice under the name that fits the format. */
function trafficFromField(displayName: string, ...formats: string[]): INodeProperties {
	return {
		displayName,
		name: 'trafficFrom',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { format: formats } },
		options: [
			{
				name: 'Binary File',
				value: 'binary',
				description: 'The file that HORISEN Traffic Report attached, read as a stream',
			},
			{ name: 'Field', value: 'field', description: 'A list in the JSON of the item' },
			{ name: 'None', value: 'none', description: 'Write the document without rows' },
		],
		default: 'binary',
		description:
			'Where the rows come from. An item that says it has no traffic needs no rows, whatever is chosen here.',
	};
}

const sourceFields: INodeProperties[] = [
	{
		displayName: 'Input Binary Field',
		name: 'trafficBinaryProperty',
		type: 'string',
		default: 'traffic',
		required: true,
		displayOptions: { show: { trafficFrom: ['binary'] } },
		hint: 'The name of the input binary field containing the file with the rows',
		description: 'Newline-delimited JSON, one row a line',
	},
	{
		displayName: 'Rows Field',
		name: 'trafficField',
		type: 'string',
		default: 'trafficRows',
		required: true,
		displayOptions: { show: { trafficFrom: ['field'] } },
		description:
			'Name of the field that holds the list of rows; dots lead into objects: data.calls',
	},
];

const templateFields: INodeProperties[] = [
	{
		displayName: 'Document Template',
		name: 'documentTemplate',
		type: 'json',
		noDataExpression: true,
		typeOptions: { rows: 20 },
		displayOptions: { show: { format: ['custom'] } },
		default: EXAMPLE_DOCUMENT_TEMPLATE,
		required: true,
		description:
			'Keys are element names. "@name" is an attribute, "#text" a text, "#rows": true the place of the rows, "#each items as line" repeats. ${document.path | formatter:…} is filled in, from the item.',
	},
	{
		displayName: 'Row Template',
		name: 'rowTemplate',
		type: 'json',
		noDataExpression: true,
		typeOptions: { rows: 8 },
		displayOptions: { show: { format: ['custom'] } },
		default: EXAMPLE_ROW_TEMPLATE,
		description: 'Written once for every row, where the document template says "#rows": true',
	},
];

const fileNameField: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. invoice-300919-1.xml',
	description:
		'Leave empty to make it from document number, UUID and revision. A name of your own is made safe for every file system.',
};

const onDifferenceField: INodeProperties = {
	displayName: 'On Difference',
	name: 'onDifference',
	type: 'options',
	options: [
		{
			name: 'Fail',
			value: 'fail',
			description: 'Refuse the document; no file is made',
		},
		{
			name: 'Flag',
			value: 'flag',
			description: 'Make the file and warn in the output panel',
		},
		{
			name: 'Ignore',
			value: 'ignore',
			description: 'Make the file without a warning',
		},
	],
	default: 'flag',
	description:
		'What to do when rows do not sum to items or items not to the document. The difference is in the output in every case.',
};

const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Include Status Fields',
			name: 'includeStatusFields',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/format': ['document'] } },
			description:
				'Whether to write payment, sync, dispute and delivery status too. They change by themselves, so a file built again may differ.',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'outputBinaryProperty',
			type: 'string',
			default: 'xml',
			hint: 'The name of the output binary field to put the file in',
		},
		{
			displayName: 'Tolerance',
			name: 'tolerance',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 6 },
			default: 0.01,
			description:
				'How much may be left between rows, items and document before it is a difference',
		},
		{
			displayName: 'Traffic Summary Field',
			name: 'trafficSummaryField',
			type: 'string',
			default: 'traffic',
			description:
				'Name of the field in which HORISEN Traffic Report put number and sums of the rows',
		},
		{
			displayName: 'Unsupported Characters',
			name: 'unsupportedCharacters',
			type: 'options',
			options: [
				{
					name: 'Refuse',
					value: 'refuse',
					description: 'Fail the document, naming the field',
				},
				{
					name: 'Replace',
					value: 'replace',
					description: 'Write U+FFFD for each and count them in the output',
				},
			],
			default: 'replace',
			description: 'What to do with control characters and broken text, which XML cannot hold',
		},
	],
};

/** The form of the node. */
export const parameters: INodeProperties[] = [
	formatField,
	trafficFromField('Traffic From', 'document', 'ubl'),
	trafficFromField('Rows From', 'custom'),
	...sourceFields,
	...templateFields,
	...ublFields,
	fileNameField,
	onDifferenceField,
	optionsField,
];
