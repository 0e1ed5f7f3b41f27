import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

const FROM_TEXT: IDisplayOptions = { show: { schemaFrom: ['text'] } };

/** The form fields for the schema check. */
export const schemaFields: INodeProperties[] = [
	{
		displayName: 'Schema',
		name: 'schemaFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'From Binary Files', value: 'binary', description: 'Files of the item' },
			{ name: 'From Text', value: 'text', description: 'Pasted here' },
			{ name: 'None', value: 'none', description: 'Files are not checked' },
		],
		default: 'none',
		description:
			"Whether to check each file against your ERP's schema (XSD) before it is delivered",
	},
	{
		displayName: 'Schema Text',
		name: 'schemaText',
		type: 'string',
		typeOptions: { rows: 6 },
		default: '',
		required: true,
		displayOptions: FROM_TEXT,
		placeholder: 'e.g. <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">…',
		description: 'The whole XSD file as text',
	},
	{
		displayName: 'Included Schemas',
		name: 'includedSchemas',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add schema',
		default: {},
		displayOptions: FROM_TEXT,
		description:
			'The schemas that it includes or imports. Nothing is fetched from a network or a disk.',
		options: [
			{
				displayName: 'Schema',
				name: 'schema',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. CommonTypes.xsd',
						description: 'The last part of its schemaLocation',
					},
					{
						displayName: 'Text',
						name: 'text',
						type: 'string',
						typeOptions: { rows: 4 },
						default: '',
					},
				],
			},
		],
	},
	{
		displayName: 'Schema Binary Fields',
		name: 'schemaBinaryProperties',
		type: 'string',
		default: 'xsd',
		required: true,
		displayOptions: { show: { schemaFrom: ['binary'] } },
		hint: 'The names of the input binary fields containing the schema and the schemas that it includes, separated by commas',
		description: 'The first one is the schema; the others are found by their file names',
	},
	{
		displayName: 'On Violation',
		name: 'onViolation',
		type: 'options',
		displayOptions: { show: { schemaFrom: ['binary', 'text'] } },
		options: [
			{ name: 'Fail', value: 'fail', description: 'Refuse the document; no file is made' },
			{
				name: 'Flag',
				value: 'flag',
				description: 'Make the file, list the violations and warn in the output panel',
			},
		],
		default: 'fail',
		description:
			'What to do with a file that does not follow the schema, or is too large to be checked',
	},
];

/** In the section Options. */
export const largestCheckedFileOption: INodeProperties = {
	displayName: 'Largest Checked File',
	name: 'largestCheckedFile',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 20,
	description:
		'Largest file to check against the schema, in megabytes. The check needs about ten times as much memory.',
};
