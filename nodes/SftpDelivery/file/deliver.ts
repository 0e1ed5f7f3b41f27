import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { hasFailed, isTaken } from '../../common/evidence';
import { oneOf } from '../../common/oneOf';
import { passedItem } from '../../n8n/failedItem';
import type { Operation } from '../../n8n/operation';
import { deliver } from '../deliver/deliverFiles';
import type { Outbound } from '../deliver/delivery';
import { onServer } from '../session/runSession';
import { timeLimits } from '../session/timeOptions';
import {
	binaryPropertyField,
	deliverOptions,
	ledgerStoreField,
	parallelDocumentsOf,
	targetFields,
} from './sftpFileFields';
import { itemOutput } from './itemOutput';
import { failedDocument, type LedgerDocument, ledgerDocument } from './ledgerDocument';
import { outboundOf } from './outbound';

export const deliverFile: Operation = {
	value: 'deliver',
	name: 'Deliver',
	action: 'Deliver a file',
	description: 'Send a file under a temporary name, check it, then rename it',
	writes: true,
	// A planned item that failed earlier is recorded, and passes through like the others.
	takes: 'all',
	fields: [
		binaryPropertyField,
		...targetFields,
		{
			...ledgerStoreField,
			description:
				'Where the ledger is kept. It is used for items from Delivery Ledger, Plan; other items are delivered without one.',
		},
		deliverOptions,
	],
	// More than are sent at a time: the others wait for the ledger to store their intent or outcome. One at a time is a
	// choice of order: each document is named before the next one is sent.
	atOnce(itemIndex) {
		const sent = parallelDocumentsOf(this.getNodeParameter('options', itemIndex) as IDataObject);
		return sent === 1 ? 1 : 4 * sent;
	},
	firstAlone: false,
	async execute(itemIndex) {
		const { json } = this.getInputData()[itemIndex];
		if (isTaken(json, 'toDeliver')) return await deliverItem(this, itemIndex);
		if (hasFailed(json)) await failedDocument(this, itemIndex)?.failedBefore(json);
		return [passedItem(this, itemIndex)];
	},
};

async function deliverItem(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const startedAt = performance.now();
	const document = await ledgerDocument(context, itemIndex);
	try {
		// Once per item: n8n resolves every expression in them at each call.
		const options = context.getNodeParameter('options', itemIndex) as IDataObject;
		const outbound = outboundOf(context, itemIndex, options);
		const delivered = await send(context, options, outbound, document);
		return itemOutput(context, itemIndex, delivered, startedAt);
	} catch (error) {
		await document?.fail(error);
		throw error;
	}
}

async function send(
	context: IExecuteFunctions,
	options: IDataObject,
	outbound: Outbound[],
	document: LedgerDocument | undefined,
) {
	const ifServerChanged = options.ifServerChanged ?? 'keep';
	const ifAnother = oneOf(ifServerChanged, ['keep', 'replace'], 'If Server Changed');
	const { fileName, directory } = outbound[outbound.length - 1].target;
	return await onServer(
		context,
		timeLimits(options),
		{ subject: fileName, directory },
		async (remote) => {
			const turn = await remote.turns.take(parallelDocumentsOf(options));
			try {
				const ledger = await document?.open(remote, ifAnother, turn);
				return await deliver(remote.files, outbound, remote.writer, ledger);
			} finally {
				turn.end();
			}
		},
	);
}
