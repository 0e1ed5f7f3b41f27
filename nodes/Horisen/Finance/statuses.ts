import type { INodePropertyOptions } from 'n8n-workflow';

/** The sync statuses of HORISEN Finance Documents. */
export const SYNC_STATUSES: INodePropertyOptions[] = [
	{ name: 'Done', value: 'done', description: 'It is in the external system' },
	{ name: 'Error', value: 'error', description: 'The transfer failed' },
	{ name: 'Exported', value: 'exported', description: 'The file to import was made' },
	{
		name: 'Invalid',
		value: 'invalid',
		description: 'It was done, then the source document changed',
	},
	{ name: 'Misc', value: 'misc', description: 'Internal use of the platform' },
	{ name: 'None', value: 'none', description: 'It was never synced' },
	{ name: 'Syncing', value: 'syncing', description: 'The transfer is in progress' },
	{ name: 'Waiting', value: 'waiting', description: 'It is queued' },
];

/** The delivery statuses of a document's files to the partner. */
export const DOCS_DELIVERY_STATUSES: INodePropertyOptions[] = [
	{ name: 'Error', value: 'error' },
	{ name: 'Misc', value: 'misc' },
	{ name: 'None', value: 'none' },
	{ name: 'Sending', value: 'sending' },
	{ name: 'Sent', value: 'sent' },
	{ name: 'Waiting', value: 'waiting' },
];
