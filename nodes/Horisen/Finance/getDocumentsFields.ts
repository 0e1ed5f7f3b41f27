import type { INodeProperties } from 'n8n-workflow';
import { pageSizeOption, readOptions } from '../shared/callOptions';
import { sortField } from '../shared/filters/form';
import { limitFields } from '../../n8n/limit';
import { PERIOD_ATTRIBUTES, SORT_ATTRIBUTES } from './documentAttributes';
import { documentFilterFields } from './documentFilters';
import { DEFAULT_PAGE_SIZE } from './documentListing';

/** The form of Document: Get Many. */
export const getDocumentsFields: INodeProperties[] = [
	...limitFields,
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
		placeholder: 'e.g. 2023-06-01',
		description: 'First day of the period (YYYY-MM-DD); empty for no start. The time is not used.',
	},
	{
		displayName: 'Period To',
		name: 'periodTo',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		placeholder: 'e.g. 2023-06-30',
		description:
			'Last day of the period (YYYY-MM-DD), included; empty for no end. A period that has ended does not change while it is read.',
	},
	...documentFilterFields,
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
		options: [readOptions[0], pageSizeOption(DEFAULT_PAGE_SIZE), ...readOptions.slice(1)],
	},
];
