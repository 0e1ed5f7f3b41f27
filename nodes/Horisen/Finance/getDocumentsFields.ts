import type { INodeProperties } from 'n8n-workflow';
import { pageSizeOption } from '../../n8n/callOptions';
import { readOptions } from '../shared/horisenCallOptions';
import { sortField } from '../shared/filters/form';
import { limitFields } from '../../n8n/limit';
import { optionsField } from '../../n8n/optionsField';
import { periodFields } from '../../n8n/periodFields';
import { PERIOD_ATTRIBUTES, SORT_ATTRIBUTES } from './documentAttributes';
import { documentFilterFields } from './documentFilters';
import { DEFAULT_PAGE_SIZE } from './documentListing';
import { eligibilityFields } from './eligibility';

/** The form of Document: Get Many. */
export const getDocumentsFields: INodeProperties[] = [
	...eligibilityFields,
	...periodFields('documents'),
	{
		displayName: 'Period On',
		name: 'periodOn',
		type: 'options',
		options: PERIOD_ATTRIBUTES.map(({ name, displayName }) => ({ name: displayName, value: name })),
		displayOptions: { hide: { period: ['all'] } },
		default: 'documentDate',
		description:
			'Date to compare with the period. Status Changed At also finds invoices that were approved late; HORISEN does not publish the time zone of times.',
	},
	...limitFields,
	...documentFilterFields.map(unlessEligible),
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
				description: 'The main fields, e.g. for a table',
			},
		],
		default: 'whole',
	},
	optionsField([...readOptions, pageSizeOption('HORISEN', DEFAULT_PAGE_SIZE)]),
];

/** Documents already selects the status, so Status is not offered again. */
function unlessEligible(field: INodeProperties): INodeProperties {
	if (field.name !== 'status') return field;
	return { ...field, displayOptions: { show: { documents: ['all'] } } };
}
