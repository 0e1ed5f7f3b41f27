import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { type Acknowledgement, ACKNOWLEDGEMENT_FIELD } from '../../common/addedFields';
import { amountOf } from '../../common/amountOf';
import { OperatorError } from '../../common/errors';
import { isTaken, outcomeOf } from '../../common/evidence';
import { oneOf } from '../../common/oneOf';
import { callLimits } from '../../n8n/callOptions';
import { passedItem } from '../../n8n/failedItem';
import { lostPlan } from '../../n8n/lostPlan';
import type { Operation } from '../../n8n/operation';
import { invoiceIdField, invoiceIdOf } from '../shared/invoiceId';
import { type Chunk, inChunks, type Told } from './bulkChunks';
import { callFinance } from './financeCall';
import { statusBody, statusOptions } from './invoiceWrite';
import { SYNC_STATUSES } from './statuses';

const BODY_FIELD = 'syncStatus';

/** Reports nothing to HORISEN. */
const OFF = 'off';

const DEFAULT_IDS_PER_CALL = 100;

const TAKES = 'toAcknowledge';

const OWN_OPTIONS: INodeProperties[] = [
	{
		displayName: 'IDs per Call',
		name: 'idsPerCall',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_IDS_PER_CALL,
		description:
			'Maximum number of invoices per bulk call. HORISEN does not publish a limit; the node limits the length of the address anyway.',
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		placeholder: 'e.g. The ERP refused the file',
		description: 'Sent with the status, e.g. why the transfer failed; left out if empty',
	},
	{
		displayName: 'Reason Field',
		name: 'reasonField',
		type: 'string',
		default: 'message',
		description:
			'Name of the field in the body that holds the reason. HORISEN does not publish it; change it if HORISEN Support names another.',
	},
];

const HOW_TO_CHECK =
	'Read the document with Document: Get Many and check its syncStatus. It does no harm to set the same status again.';

/**
 * Tells HORISEN that invoices are in the external system. An item keeps its JSON and files and gets `acknowledgement`.
 * A document with a plan or a delivery is reported only if it is delivered.
 */
export const changeSyncStatus: Operation = {
	value: 'changeSyncStatus',
	name: 'Change Sync Status',
	action: 'Change the sync status of an invoice',
	description: 'Tell HORISEN that an invoice is in the external system',
	writes: true,
	takes: TAKES,
	fields: [
		{
			displayName: 'Sync Status',
			name: 'syncStatus',
			type: 'options',
			options: [
				{
					name: 'Off (Report Nothing to HORISEN)',
					value: OFF,
					description: 'Every item passes through unchanged',
				},
				...SYNC_STATUSES,
			],
			default: OFF,
			description:
				'The status to report; nothing until you choose. A document that this package planned or delivered is reported only if it is delivered, never if it failed, is in conflict, or its delivery is inferred.',
		},
		{
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'For Each Item', value: 'eachItem', description: 'One call per item' },
				{
					name: 'Items Together',
					value: 'allItems',
					description:
						'Bulk calls with the IDs of many items, which share one outcome: HORISEN does not publish one for each',
				},
			],
			default: 'eachItem',
		},
		invoiceIdField,
		statusOptions(BODY_FIELD, OWN_OPTIONS),
	],
	async execute(itemIndex) {
		const status = statusOf(this, itemIndex);
		if (status === OFF) return [nothingTold(this, itemIndex)];
		const isBulk = this.getNodeParameter('mode', 0) === 'allItems';
		try {
			await (isBulk ? tellTogether(this, itemIndex) : tellOne(this, itemIndex));
		} catch (error) {
			throw error instanceof OperatorError ? new NotAcknowledged(status, error) : error;
		}
		return [acknowledged(this, itemIndex, { status, ok: true })];
	},
	failedFields(error) {
		if (!(error instanceof NotAcknowledged)) return {};
		const { status, message } = error;
		return { [ACKNOWLEDGEMENT_FIELD]: { status, ok: false, message } };
	},
};

/** An acknowledgement that failed, or may have failed. */
class NotAcknowledged extends OperatorError {
	constructor(
		readonly status: string,
		{ message, description, httpStatus, cause }: OperatorError,
	) {
		super(message, { description, httpStatus, cause });
	}
}

function acknowledged(
	context: IExecuteFunctions,
	itemIndex: number,
	acknowledgement: Acknowledgement,
): INodeExecutionData {
	const item = passedItem(context, itemIndex);
	return { ...item, json: { ...item.json, [ACKNOWLEDGEMENT_FIELD]: { ...acknowledgement } } };
}

/** The runs that already have the hint that Sync Status is off. */
const hinted = new WeakSet<IExecuteFunctions>();

function nothingTold(context: IExecuteFunctions, itemIndex: number): INodeExecutionData {
	if (!hinted.has(context)) {
		hinted.add(context);
		context.addExecutionHints({
			message: 'Nothing was reported to HORISEN: Sync Status is off. Choose the status to report.',
			type: 'info',
			location: 'outputPane',
		});
	}
	return passedItem(context, itemIndex);
}

async function tellOne(context: IExecuteFunctions, itemIndex: number): Promise<void> {
	const { invoiceId, body } = toldOf(context, itemIndex);
	await tell(context, itemIndex, {
		path: `/invoices/${invoiceId}/change-sync-status`,
		subject: `invoice ${invoiceId}`,
		body,
	});
}

/** The bulk calls of a run: each is made at its first item, and its items share the outcome. */
interface BulkCalls {
	chunks: Map<number, Chunk>;
	made: Map<Chunk, Promise<void>>;
}

const bulkCalls = new WeakMap<IExecuteFunctions, BulkCalls>();

async function tellTogether(context: IExecuteFunctions, itemIndex: number): Promise<void> {
	const calls = bulkCalls.get(context) ?? { chunks: chunksOf(context), made: new Map() };
	bulkCalls.set(context, calls);
	const chunk = calls.chunks.get(itemIndex);
	// The item is in no call: throw its error again.
	if (!chunk) return void toldOf(context, itemIndex);
	const { invoiceIds, body } = chunk;
	const first = invoiceIds.slice(0, 5).join(', ');
	const call =
		calls.made.get(chunk) ??
		tell(context, itemIndex, {
			path: `/invoices/${invoiceIds.join(',')}/bulk-change-sync-status`,
			subject: `${invoiceIds.length} invoices (${first}${invoiceIds.length > 5 ? ' …' : ''})`,
			body: body as IDataObject,
		});
	calls.made.set(chunk, call);
	await call;
}

/** @throws OperatorError for the first invalid item, before any call, unless the run continues on errors */
function chunksOf(context: IExecuteFunctions): Map<number, Chunk> {
	const told: Told[] = [];
	for (const [index, { json }] of context.getInputData().entries()) {
		if (!isTaken(json, TAKES)) continue;
		try {
			if (statusOf(context, index) !== OFF) told.push(toldOf(context, index));
		} catch (error) {
			if (!context.continueOnFail()) throw error;
		}
	}
	const { idsPerCall = DEFAULT_IDS_PER_CALL } = context.getNodeParameter(
		'options',
		0,
	) as IDataObject;
	return inChunks(told, amountOf(idsPerCall, 'IDs per Call', 1));
}

function toldOf(context: IExecuteFunctions, itemIndex: number): Told & { body: IDataObject } {
	const { json } = context.getInputData()[itemIndex];
	// Neither its plan nor Deliver says that it was delivered.
	const lost = outcomeOf(json) === undefined ? lostPlan(context, itemIndex) : undefined;
	if (lost) throw lost.error;
	const options = context.getNodeParameter('options', itemIndex) as IDataObject;
	const status = statusOf(context, itemIndex);
	return {
		itemIndex,
		invoiceId: invoiceIdOf(context, itemIndex),
		body: { ...statusBody(status, options, BODY_FIELD), ...reasonOf(options) },
	};
}

async function tell(
	context: IExecuteFunctions,
	itemIndex: number,
	call: { path: string; subject: string; body: IDataObject },
): Promise<void> {
	const options = context.getNodeParameter('options', itemIndex) as IDataObject;
	await callFinance(
		context,
		{ ...call, method: 'POST', howToCheck: HOW_TO_CHECK },
		callLimits(options),
	);
}

function reasonOf(options: IDataObject): IDataObject {
	const reason = String(options.reason ?? '').trim();
	const field = String(options.reasonField ?? 'message').trim();
	return reason === '' || field === '' ? {} : { [field]: reason };
}

function statusOf(context: IExecuteFunctions, itemIndex: number): string {
	const known = [OFF, ...SYNC_STATUSES.map(({ value }) => String(value))];
	return oneOf(context.getNodeParameter('syncStatus', itemIndex), known, 'Sync Status');
}
