import type { INodeProperties } from 'n8n-workflow';
import { MOST_DAYS } from '../../common/period';
import { documentFilterFields } from '../Finance/documentFilters';
import { DEFAULT_PAGE_SIZE } from '../Finance/documentListing';
import { pageSizeOption } from '../../n8n/callOptions';
import { optionsField } from '../../n8n/optionsField';
import { readOptions } from '../shared/horisenCallOptions';

/** The form of the trigger; n8n puts Poll Times above it. */
export const triggerFields: INodeProperties[] = [
	{
		displayName:
			'After a crash or a restart of n8n, an event may come again, always with the same <code>event.eventId</code>. If that matters, put Remove Duplicates after this node',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'New Document',
				value: 'created',
				description: 'A document that did not exist before, or did not match the filters',
			},
			{
				name: 'Changed Document',
				value: 'changed',
				description: 'A known document with a change in what you watch',
			},
			{ name: 'New or Changed Document', value: 'createdOrChanged' },
		],
		default: 'created',
	},
	{
		displayName: 'Watch',
		name: 'watch',
		type: 'multiOptions',
		displayOptions: { show: { triggerOn: ['changed', 'createdOrChanged'] } },
		options: [
			{ name: 'Dispute', value: 'dispute', description: 'Dispute status' },
			{ name: 'Payment', value: 'payment', description: 'Payment status, paid and unpaid total' },
			{ name: 'Status', value: 'status', description: 'Draft, approved, canceled …' },
			{ name: 'Total', value: 'total', description: 'Net amount, VAT, gross amount and total' },
		],
		default: ['status', 'payment', 'dispute', 'total'],
		description: 'What must change. A filter on a watched field would hide its changes.',
	},
	{
		displayName: 'Start',
		name: 'start',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { triggerOn: ['created', 'createdOrChanged'] } },
		options: [
			{
				name: 'From Now',
				value: 'now',
				description: 'Documents that exist on publishing count as known',
			},
			{
				name: 'From a Date',
				value: 'date',
				description: 'Documents inserted since that day count as new',
			},
		],
		default: 'now',
		description: 'What counts as new when the workflow is published for the first time',
	},
	{
		displayName: 'Start Date',
		name: 'startDate',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		displayOptions: { show: { triggerOn: ['created', 'createdOrChanged'], start: ['date'] } },
		default: '',
		placeholder: 'e.g. 2023-06-01',
		required: true,
		description: 'First day of insertion (YYYY-MM-DD) of documents that count as new',
	},
	{
		displayName: 'Look Back (Days)',
		name: 'lookBackDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_DAYS },
		default: 45,
		description:
			'How long after its insertion a document is checked. If it matches the filters later (e.g. is approved) or changes later, that is not noticed. If n8n was down, those days are added.',
	},
	...documentFilterFields,
	optionsField([
		{
			displayName: 'Events per Poll',
			name: 'maxEvents',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1000,
			description: 'Maximum number of items per poll; the others come with the next polls',
		},
		{
			displayName: 'Look Back On',
			name: 'lookBackOn',
			type: 'options',
			options: [
				{ name: 'Document Date', value: 'documentDate' },
				{ name: 'Inserted At', value: 'insertDt' },
			],
			default: 'insertDt',
			description:
				'Date that the look-back uses. Inserted At also finds documents with an old date; choose Document Date if your platform leaves Inserted At empty.',
		},
		pageSizeOption('HORISEN', DEFAULT_PAGE_SIZE),
		{
			displayName: 'Remembered Documents',
			name: 'maxDocuments',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100000 },
			default: 10000,
			description:
				'Maximum number of documents in the look-back, because the workflow remembers each. With more, the poll fails with an error, and nothing is lost.',
		},
		{
			displayName: 'Repeat After a Restart',
			name: 'repeatAfterRestart',
			type: 'boolean',
			default: true,
			description:
				'Whether to repeat the events of the last poll before a restart of n8n, because n8n may have ended before it ran the workflow for them',
		},
		...readOptions,
	]),
];
