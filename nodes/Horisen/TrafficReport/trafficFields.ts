import type { INodeProperties } from 'n8n-workflow';
import { pageSizeOption } from '../../n8n/callOptions';
import { optionsField } from '../../n8n/optionsField';
import { readOptions } from '../shared/horisenCallOptions';
import { filtersField } from '../shared/filters/form';
import type { Attribute } from '../shared/filters/operators';
import { DEFAULT_PARALLEL_REPORTS } from './parallelReports';
import { BASE_PATHS, DEFAULT_BASE_PATH, DEFAULT_PAGE_SIZE } from './trafficReport';

const outputFields: INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'File',
				value: 'file',
				description: 'Rows as a newline-delimited JSON file on the item; for reports of any size',
			},
			{
				name: 'Field',
				value: 'field',
				description: 'Rows as a list in a field of the item; for small reports',
			},
			{ name: 'Items', value: 'items', description: 'One item per row; for small reports' },
		],
		default: 'file',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryProperty',
		type: 'string',
		default: 'traffic',
		required: true,
		displayOptions: { show: { output: ['file'] } },
		hint: 'The name of the output binary field to put the file in',
	},
	{
		displayName: 'Put Rows in Field',
		name: 'rowsField',
		type: 'string',
		default: 'trafficRows',
		required: true,
		displayOptions: { show: { output: ['field'] } },
		description: 'Name of the field of the item that gets the list of rows',
	},
	{
		displayName: 'Put Summary in Field',
		name: 'summaryField',
		type: 'string',
		default: 'traffic',
		required: true,
		displayOptions: { show: { output: ['file', 'field'] } },
		description:
			'Name of the field of the item that gets kind, number of rows, exact sums and digest of the report',
	},
];

const reportOptions = optionsField([
	{
		displayName: 'Base Path',
		name: 'basePath',
		type: 'options',
		options: BASE_PATHS.map((path) => ({ name: path, value: path })),
		default: DEFAULT_BASE_PATH,
		description:
			'Path of the API on its host. HORISEN documents both; try the other if it answers 404.',
	},
	{
		displayName: 'Compress',
		name: 'compress',
		type: 'boolean',
		default: false,
		description:
			'Whether to compress the output file with gzip (.ndjson.gz), to about a tenth of the size; the nodes of this package read it directly. If n8n keeps binary data in its database, it is always compressed.',
	},
	pageSizeOption('HORISEN', DEFAULT_PAGE_SIZE),
	{
		displayName: 'Parallel Reports',
		name: 'parallelReports',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 20 },
		default: DEFAULT_PARALLEL_REPORTS,
		description:
			"How many reports to fetch at once. HORISEN publishes no limit; Requests per Second of the credential and HORISEN's waits apply to all of them.",
	},
	...readOptions,
]);

/** The form of an operation, with filters on its rows' attributes. */
export function reportFields(attributes: readonly Attribute[]): INodeProperties[] {
	return [
		...outputFields,
		filtersField(attributes),
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			description: 'Text that HORISEN looks for in several attributes of a row',
		},
		reportOptions,
	];
}
