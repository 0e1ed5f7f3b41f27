import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../routing/operation';
import { callLimits } from '../../n8n/callOptions';
import { invoiceIdField, invoiceIdOf } from '../shared/invoiceId';
import { callFinance } from './financeCall';
import { statusBody, statusOptions } from './invoiceWrite';
import { SYNC_STATUSES } from './statuses';

const BODY_FIELD = 'syncStatus';

const REASON_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		placeholder: 'e.g. The ERP refused the file',
		description: 'Sent with the status, e.g. why the transfer failed; left out when empty',
	},
	{
		displayName: 'Reason Field',
		name: 'reasonField',
		type: 'string',
		default: 'message',
		description:
			'Name of the field in the body that holds the reason. HORISEN does not publish one; change it when HORISEN Support names another.',
	},
];

const HOW_TO_CHECK =
	'Read the document with Document: Get Many and look at its syncStatus. Setting the same status again does no harm.';

export const changeSyncStatus: Operation = {
	value: 'changeSyncStatus',
	name: 'Change Sync Status',
	action: 'Change the sync status of an invoice',
	description: 'Tell HORISEN whether an invoice is in the external system',
	writes: true,
	fields: [
		{
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'For Each Item', value: 'eachItem', description: 'One call an item' },
				{
					name: 'All Items in One Call',
					value: 'allItems',
					description: 'One bulk call with the IDs of all items, which get one status',
				},
			],
			default: 'eachItem',
		},
		invoiceIdField,
		{
			displayName: 'Sync Status',
			name: 'syncStatus',
			type: 'options',
			options: SYNC_STATUSES,
			default: 'exported',
		},
		statusOptions(BODY_FIELD, REASON_OPTIONS),
	],
	async execute(itemIndex) {
		const invoiceId = invoiceIdOf(this, itemIndex);
		const isBulk = this.getNodeParameter('mode', 0) === 'allItems';
		const answer = await (isBulk ? changeAll(this) : changeOne(this, invoiceId, itemIndex));
		const syncStatus = statusOf(this, isBulk ? 0 : itemIndex);
		return [{ json: { invoiceId: Number(invoiceId), syncStatus, answer } as IDataObject }];
	},
};

async function changeOne(
	context: IExecuteFunctions,
	invoiceId: string,
	itemIndex: number,
): Promise<unknown> {
	return await change(context, itemIndex, {
		path: `/invoices/${invoiceId}/change-sync-status`,
		subject: `invoice ${invoiceId}`,
	});
}

/** The bulk call of each execution: made when its first item comes, its outcome shared by all items. */
const bulkCalls = new WeakMap<IExecuteFunctions, Promise<unknown>>();

async function changeAll(context: IExecuteFunctions): Promise<unknown> {
	let call = bulkCalls.get(context);
	if (!call) {
		const ids = new Set(context.getInputData().map((_, index) => invoiceIdOf(context, index)));
		call = change(context, 0, {
			path: `/invoices/${[...ids].join(',')}/bulk-change-sync-status`,
			subject: `${ids.size} invoices (${[...ids].slice(0, 5).join(', ')}${ids.size > 5 ? ' …' : ''})`,
		});
		bulkCalls.set(context, call);
	}
	return await call;
}

async function change(
	context: IExecuteFunctions,
	itemIndex: number,
	call: { path: string; subject: string },
): Promise<unknown> {
	const options = context.getNodeParameter('options', itemIndex) as IDataObject;
	return await callFinance(
		context,
		{
			...call,
			method: 'POST',
			body: {
				...statusBody(statusOf(context, itemIndex), options, BODY_FIELD),
				...reasonOf(options),
			},
			howToCheck: HOW_TO_CHECK,
		},
		callLimits(options),
	);
}

function reasonOf(options: IDataObject): IDataObject {
	const reason = String(options.reason ?? '').trim();
	const field = String(options.reasonField ?? 'message').trim();
	return reason === '' || field === '' ? {} : { [field]: reason };
}

function statusOf(context: IExecuteFunctions, itemIndex: number): string {
	return context.getNodeParameter('syncStatus', itemIndex) as string;
}
