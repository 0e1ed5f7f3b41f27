import type { INodeProperties } from 'n8n-workflow';
import { documentFilterFields } from '../Finance/documentFilters';
import { DEFAULT_PAGE_SIZE } from '../Finance/documentListing';
import { pageSizeOption, readOptions } from '../shared/callOptions';

/** The form of the trigger; n8n puts Poll Times above it. */
export const triggerFields: INodeProperties[] = [
	{
		displayName:
			'An event may come again, after a crash or a restart of n8n, but always with the same <code>event.eventId</code>: put Remove Duplicates behind this node where that matters',
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
				description: 'A document that was not there before, or did not meet the filters',
			},
			{
				name: 'Changed Document',
				value: 'changed',
				description: 'A document that was there before and differs in what you watch',
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
		description: 'What has to change. A filter on a watched field would hide its change.',
	},
	{
		displayName: 'Start',
		name: 'start',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { triggerOn: ['created', 'createdOrChanged'] } },
		options: [
			{ name: 'From Now', value: 'now', description: 'What is there on publishing is known' },
			{ name: 'From a Date', value: 'date', description: 'What came since that day is new' },
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
		typeOptions: { minValue: 1, maxValue: 3650 },
		default: 45,
		description:
			'How long after its insertion a document is looked at. One that meets the filters later (e.g. is approved), or changes later, is not noticed. After a pause of n8n the days of the pause are added.',
	},
	...documentFilterFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Events per Poll',
				name: 'maxEvents',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 1000,
				description: 'Most items that one poll gives; the others come with the next polls',
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
					'Which date the look-back is on. Inserted At finds documents with a date long ago, too; choose Document Date where your platform leaves Inserted At empty.',
			},
			readOptions[0],
			pageSizeOption(DEFAULT_PAGE_SIZE),
			{
				displayName: 'Remembered Documents',
				name: 'maxDocuments',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 100000 },
				default: 10000,
				description:
					'Most documents the look-back may hold, as each is remembered in the workflow. With more the poll fails and says so, and nothing is lost.',
			},
			{
				displayName: 'Repeat After a Restart',
				name: 'repeatAfterRestart',
				type: 'boolean',
				default: true,
				description:
					'Whether the events of the last poll before n8n was restarted come once more, as n8n may have ended before it ran the workflow for them',
			},
			...readOptions.slice(1),
		],
	},
];
