import { DELIVERY_FIELD } from '../../common/addedFields';
import { isRecord } from '../../common/value';
import type { DeliveryKey } from '../store/ledgerStore';

/** Plan's field on an item: its run and its delivery. */
export interface ItemDelivery extends DeliveryKey {
	ledger: string;
	run: string;
	action: string;
}

/** `undefined` if the item has no document of a run, e.g. because there was nothing to do. */
export function deliveryOfItem(json: Record<string, unknown>): ItemDelivery | undefined {
	const { [DELIVERY_FIELD]: delivery } = json;
	if (!isRecord(delivery)) return undefined;
	const { ledger, run, source, key, revision, event, action } = delivery;
	const texts = [ledger, run, source, key, revision, action];
	if (!texts.every((text) => typeof text === 'string')) return undefined;
	if (event !== 'invoice' && event !== 'cancellation') return undefined;
	return { ledger, run, source, key, revision, event, action } as ItemDelivery;
}

/** The run of an item, whether or not there is something to do for it. */
export function runOfItem(json: Record<string, unknown>): string | undefined {
	const { [DELIVERY_FIELD]: delivery } = json;
	return isRecord(delivery) && typeof delivery.run === 'string' ? delivery.run : undefined;
}
