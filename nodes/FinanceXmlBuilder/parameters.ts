import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { templateFields } from './formats/custom/templateFields';
import { ublFields } from './formats/ubl/form/ublFields';
import { largestCheckedFileOption, schemaFields } from './schema/schemaFields';
import { suggestFields } from './suggest/suggestTemplate';
import { writingField } from './writing/writingField';

const formatField: INodeProperties = {
	displayName: 'Format',
	name: 'format',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Document',
			value: 'document',
			description: 'All fields of the document, in an XML with a schema (XSD)',
		},
		{
			name: 'Custom',
			value: 'custom',
			description: "Your ERP's own XML, from a sample file with placeholders; takes any JSON",
		},
		{
			name: 'E-Invoice (UBL 2.1)',
			value: 'ubl',
			description: 'Invoice or credit note of EN 16931, Peppol BIS Billing or XRechnung',
		},
	],
	default: 'document',
};

/** The same choice under a suitable name. */
function trafficFromField(
	displayName: string,
	show: NonNullable<IDisplayOptions['show']>,
): INodeProperties {
	return {
		displayName,
		name: 'trafficFrom',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show },
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
			'Where the rows come from. An item without traffic needs no rows, whatever you choose here.',
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
		description: 'Newline-delimited JSON, one row per line',
	},
	{
		displayName: 'Rows Field',
		name: 'trafficField',
		type: 'string',
		default: 'trafficRows',
		required: true,
		displayOptions: { show: { trafficFrom: ['field'] } },
		description: 'Name of the field with the list of rows; use dots for nested fields: data.calls',
	},
];

const outputFields: INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'File', value: 'file', description: 'The XML as a file, and its figures' },
			{
				name: 'Preview',
				value: 'preview',
				description: 'No file: the beginning of its text, its figures, and its errors',
			},
		],
		default: 'file',
	},
	{
		displayName: 'Rows to Show',
		name: 'previewRows',
		type: 'number',
		typeOptions: { minValue: 0 },
		displayOptions: { show: { output: ['preview'], format: ['custom', 'document'] } },
		default: 3,
		description:
			'How many traffic rows the preview shows. The other rows are also read and checked.',
	},
];

const fileNameField: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. invoice-300919-1.xml',
	description:
		'Leave empty to make it from document number, UUID and revision. Your own name is made safe for every file system.',
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
		'What to do if the rows do not sum to the items, or the items to the document. The output always states the difference.',
};

const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Drop Comments',
			name: 'dropComments',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/format': ['custom'] } },
			description: 'Whether to leave the comments of the template out of the file',
		},
		{
			displayName: 'Include Status Fields',
			name: 'includeStatusFields',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/format': ['document'] } },
			description:
				'Whether to also write payment, sync, dispute and delivery status. They change by themselves, so a file built again may differ.',
		},
		largestCheckedFileOption,
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
				'Largest deviation between rows, items and document that does not count as a difference',
		},
		{
			displayName: 'Traffic Summary Field',
			name: 'trafficSummaryField',
			type: 'string',
			default: 'traffic',
			description: 'Name of the field with the summary from HORISEN Traffic Report',
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
			description: 'What to do with control characters and broken text, which XML does not allow',
		},
	],
};

const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Build',
			value: 'build',
			action: 'Build an XML file',
			description: 'Write each document as an XML file',
		},
		{
			name: 'Suggest Template',
			value: 'suggestTemplate',
			action: 'Suggest a template',
			description: "Make a template for the format Custom from your ERP's sample file",
		},
	],
	default: 'build',
};

function shownFor(operation: string, fields: INodeProperties[]): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { operation: [operation], ...field.displayOptions?.show },
		},
	}));
}

/** The form of the node. */
export const parameters: INodeProperties[] = [
	operationField,
	...shownFor('build', [
		formatField,
		trafficFromField('Traffic From', { format: ['document', 'ubl'] }),
		trafficFromField('Rows From', { format: ['custom'] }),
	]),
	...shownFor('suggestTemplate', [...suggestFields, trafficFromField('Rows From', {})]),
	...sourceFields,
	...shownFor('build', [
		...templateFields,
		...ublFields,
		writingField,
		...schemaFields,
		...outputFields,
		fileNameField,
		onDifferenceField,
		optionsField,
	]),
];
