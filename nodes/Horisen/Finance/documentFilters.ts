import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { filtersField, filtersOf } from '../shared/filters/form';
import { type Filter, writeFilters, writeSearch } from '../shared/filters/query';
import { DOCUMENT_ATTRIBUTES } from './documentAttributes';
import { SYNC_STATUSES } from './statuses';

const QUICK_FILTERS = ['status', 'paymentStatus', 'syncStatus'];

/** The fields that select documents, shared by all listings. */
export const documentFilterFields: INodeProperties[] = [
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
		placeholder: 'e.g. open',
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
];

/** Reads one of the fields above. */
export type ParameterReader = <Value>(name: string) => Value;

/** The filters from the fields above, without the search. */
export function documentFiltersOf(parameter: ParameterReader): Filter[] {
	const quick = QUICK_FILTERS.map((attribute) => ({
		attribute,
		operator: 'eq',
		value: parameter(attribute),
	})).filter(({ value }) => value !== '');
	return [...quick, ...filtersOf(parameter<IDataObject>('filters'))];
}

/** The query from the fields above. */
export function writeDocumentFilters(parameter: ParameterReader): string[] {
	return [
		...writeFilters(documentFiltersOf(parameter), DOCUMENT_ATTRIBUTES),
		...writeSearch(parameter('search')),
	];
}
