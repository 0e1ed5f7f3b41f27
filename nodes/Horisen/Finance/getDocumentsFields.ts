import type { INodeProperties } from 'n8n-workflow';
import { callOptions, pageSizeOption } from '../shared/callOptions';
import { filtersField, sortField } from '../shared/filters/form';
import { DOCUMENT_ATTRIBUTES, PERIOD_ATTRIBUTES, SORT_ATTRIBUTES } from './documentAttributes';
import { SYNC_STATUSES } from './statuses';

export const DEFAULT_PAGE_SIZE = 100;

/** The form of Document: Get Many. */
export const getDocumentsFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	},
	{
		displayName: 'Period On',
		name: 'periodOn',
		type: 'options',
		options: PERIOD_ATTRIBUTES.map(({ name, displayName }) => ({ name: displayName, value: name })),
		default: 'documentDate',
		description:
			'Date that the period is on. On Status Changed At, an invoice that was approved late is found too.',
	},
	{
		displayName: 'Period From',
		name: 'periodFrom',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		placeholder: '2023-06-01',
		description: 'First day of the period (YYYY-MM-DD); empty for no start. The time is not used.',
	},
	{
		displayName: 'Period To',
		name: 'periodTo',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		placeholder: '2023-06-30',
		description:
			'Last day of the period (YYYY-MM-DD), included; empty for no end. A period that has ended does not change while it is read.',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Any', value: '' },
			{ name: 'Approved', value: 'approved' },
			{ name: 'Archived', value: 'archived' },
			{ name: 'Canceled', value: 'canceled' },
			{ name: 'Draft', value: 'draft' },
			{ name: 'Imported', value: 'imported' },
			{ name: 'Rejected', value: 'rejected' },
		],
		default: '',
	},
	{
		displayName: 'Payment Status',
		name: 'paymentStatus',
		type: 'string',
		default: '',
		placeholder: 'open',
		description:
			'Payment status as HORISEN spells it, e.g. "open"; empty for any. HORISEN does not publish the other three.',
	},
	{
		displayName: 'Sync Status',
		name: 'syncStatus',
		type: 'options',
		options: [{ name: 'Any', value: '' }, ...SYNC_STATUSES],
		default: '',
	},
	filtersField(DOCUMENT_ATTRIBUTES),
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		description: 'Text that HORISEN looks for in several attributes of a document',
	},
	sortField(SORT_ATTRIBUTES),
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'Whole Document',
				value: 'whole',
				description: 'Everything HORISEN sends, items and partner included',
			},
			{
				name: 'Simplified',
				value: 'simplified',
				description: 'The main fields, for a look or a table',
			},
		],
		default: 'whole',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [callOptions[0], pageSizeOption(DEFAULT_PAGE_SIZE), ...callOptions.slice(1)],
	},
];
