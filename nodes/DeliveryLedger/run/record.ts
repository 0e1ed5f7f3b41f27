import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { ACKNOWLEDGEMENT_FIELD, DELIVERY_FIELD, failureOf } from '../../common/addedFields';
import { outcomeOf } from '../../common/evidence';
import { plainText } from '../../common/formValue';
import { oneOf } from '../../common/oneOf';
import { isRecord } from '../../common/value';
import { ledgerFields, openLedgerStore } from '../../n8n/ledgerAccess';
import type { Operation } from '../../n8n/operation';
import type { LedgerStore } from '../store/ledgerStore';
import { deliveryOfItem, type ItemDelivery } from './itemDelivery';

/** The HORISEN status of a document that the ERP has. Another status, e.g. an error, is no acknowledgement. */
const EXPORTED = 'exported';

/** Calls at the same time share a transaction. */
const AT_ONCE = 50;

/** Tells the ledger what happened to each document after its delivery: the last step of a document. */
export const record: Operation = {
	value: 'record',
	name: 'Record',
	action: 'Record what was done with documents',
	description: 'Tell the ledger whether documents were acknowledged, or failed',
	writes: true,
	takes: 'all',
	atOnce: () => AT_ONCE,
	firstAlone: false,
	fields: [
		...ledgerFields.filter(({ name }) => name === 'ledgerStore'),
		{
			displayName: 'What Happened',
			name: 'happened',
			type: 'options',
			options: [
				{
					name: 'As the Item Says',
					value: 'item',
					description: 'Use the field from an earlier node: "acknowledgement" or "failure"',
				},
				{
					name: 'Acknowledged',
					value: 'acknowledged',
					description: 'The source of the document knows that it was delivered',
				},
				{
					name: 'Not Acknowledged',
					value: 'notAcknowledged',
					description: 'The source did not accept it; the next run tries again',
				},
			],
			default: 'item',
			description: 'What to record for documents that were delivered',
		},
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			displayOptions: { show: { happened: ['notAcknowledged'] } },
			default: '',
			placeholder: 'e.g. The ERP has no such customer',
			description: 'The reason; Finish shows it',
		},
	],
	async execute(itemIndex) {
		const item = this.getInputData()[itemIndex];
		const delivery = deliveryOfItem(item.json);
		if (!delivery) return [item];
		const store = await openLedgerStore(this, itemIndex);
		// The batch was handed out twice: the other execution works on it and reports.
		const isOurs = outcomeOf(item.json) !== 'waiting';
		const recording = recordItem(this, itemIndex, store, delivery);
		// Look it up first: Finish may end the run once all documents are closed.
		if (failureOf(item.json)) await recording;
		// Otherwise both join the batch's transaction: all calls happen in one turn of the event loop.
		const [state] = await Promise.all([
			recording,
			...(isOurs ? [store.closeDocument(delivery.run, delivery)] : []),
		]);
		if (state === undefined) return [item];
		const recorded = { ...(item.json[DELIVERY_FIELD] as IDataObject), state };
		return [{ ...item, json: { ...item.json, [DELIVERY_FIELD]: recorded }, pairedItem: itemIndex }];
	},
};

/** @returns the state of its row; `undefined` if there is none, or nothing to record */
async function recordItem(
	context: IExecuteFunctions,
	itemIndex: number,
	store: LedgerStore,
	delivery: ItemDelivery,
): Promise<string | undefined> {
	const { json } = context.getInputData()[itemIndex];
	const failure = failureOf(json);
	if (failure) return await recordFailure(context, store, delivery, failure);
	const acknowledgement = acknowledgementOf(context, itemIndex, json);
	if (!acknowledgement) return undefined;
	const answer = await store.recordAcknowledgement({ ...delivery, ...acknowledgement });
	return answer.row?.state;
}

async function recordFailure(
	context: IExecuteFunctions,
	store: LedgerStore,
	delivery: ItemDelivery,
	{ node, message, advice }: { node: string; message: string; advice: string },
): Promise<string | undefined> {
	const isDelivered = async () => {
		const rows = await store.rowsOf(delivery.ledger, delivery.source, [delivery.key]);
		return rows.some(
			({ revision, event, state }) =>
				revision === delivery.revision &&
				event === delivery.event &&
				(state === 'delivered' || state === 'acknowledged'),
		);
	};
	// A failure after the delivery, e.g. of the acknowledgement, does not undo it.
	if (delivery.action === 'acknowledge' || (await isDelivered())) {
		const answer = await store.recordAcknowledgement({
			...delivery,
			ok: false,
			message: `${node}: ${message}`,
		});
		return answer.row?.state;
	}
	const writer = `record ${context.getExecutionId()}`;
	const report = { ...delivery, writer, outcome: 'failed', message, advice, node } as const;
	return (await store.recordOutcome(report)).row?.state;
}

function acknowledgementOf(
	context: IExecuteFunctions,
	itemIndex: number,
	json: Record<string, unknown>,
): { ok: boolean; message?: string } | undefined {
	const happened = oneOf(
		context.getNodeParameter('happened', itemIndex),
		['item', 'acknowledged', 'notAcknowledged'],
		'What Happened',
	);
	if (happened === 'acknowledged') return { ok: true };
	if (happened === 'notAcknowledged') {
		return {
			ok: false,
			message: plainText(context.getNodeParameter('message', itemIndex), 'Message'),
		};
	}
	const { [ACKNOWLEDGEMENT_FIELD]: said } = json;
	if (!isRecord(said) || said.status !== EXPORTED || typeof said.ok !== 'boolean') return undefined;
	return { ok: said.ok, ...(typeof said.message === 'string' ? { message: said.message } : {}) };
}
