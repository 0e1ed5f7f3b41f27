import type { IExecuteFunctions } from 'n8n-workflow';
import { itemErrorText } from '../../common/itemError';
import { isRecord } from '../../common/value';
import type { LedgerStore, Run } from '../store/ledgerStore';
import { deliveryOfItem, type ItemDelivery } from './itemDelivery';

const ADVICE =
	'Check the URL and the header of the step that hands out documents, and that the worker workflow is published. The next run tries again.';

/**
 * Records documents that could not be handed to another execution: the step gave an item with `error` beside the
 * documents, as n8n's error output does. A worker's report takes precedence: it may have taken the batch although no
 * answer came.
 */
export async function recordNotHandedOut(
	context: IExecuteFunctions,
	store: LedgerStore,
	{ run }: Run,
): Promise<void> {
	const batches = context.getInputData().flatMap(({ json }) => {
		if (!json.error) return [];
		const message = `It was not handed to a worker: ${itemErrorText(json)}`;
		return documentsIn(json).map((delivery) => ({ delivery, message }));
	});
	const own = batches.filter(({ delivery }) => delivery.run === run);
	if (own.length === 0) return;
	const reported = new Set(
		(await store.documentsOf(run))
			.filter(({ isClosed, outcome }) => isClosed || outcome !== '')
			.map(nameOf),
	);
	const writer = `finish ${context.getExecutionId()}`;
	for (const { delivery, message } of own) {
		if (reported.has(nameOf(delivery))) continue;
		if (delivery.action === 'acknowledge') {
			await store.recordAcknowledgement({ ...delivery, ok: false, message });
		} else {
			const told = { outcome: 'failed', message, advice: ADVICE } as const;
			await store.recordOutcome({ ...delivery, writer, ...told });
		}
		await store.closeDocument(run, delivery);
	}
}

/** The planned documents in any list of an item: a batch. */
export function documentsIn(json: Record<string, unknown>): ItemDelivery[] {
	return Object.values(json)
		.filter((value) => Array.isArray(value))
		.flat()
		.flatMap((document: unknown) => {
			const delivery = isRecord(document) ? deliveryOfItem(document) : undefined;
			return delivery ? [delivery] : [];
		});
}

function nameOf({ source, key, revision, event }: Omit<ItemDelivery, 'ledger' | 'run' | 'action'>) {
	return JSON.stringify([source, key, revision, event]);
}
