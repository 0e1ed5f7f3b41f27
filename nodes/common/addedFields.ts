import { isRecord } from './value';

/** Where a trigger of this package says why a document came. */
const EVENT_FIELD = 'event';

/** Where SFTP Delivery's plan says what is to be done with a document. */
export const DELIVERY_FIELD = 'delivery';

/**
 * The fields that nodes of this package added to a document's item. They are no business fields, and are
 * told from a document's own fields of the same name by what they hold.
 */
export function addedFields(json: Record<string, unknown>): string[] {
	const { [EVENT_FIELD]: event, [DELIVERY_FIELD]: delivery } = json;
	return [
		...(isRecord(event) && typeof event.eventId === 'string' ? [EVENT_FIELD] : []),
		...(isPlannedDelivery(delivery) ? [DELIVERY_FIELD] : []),
	];
}

/** Whether a value is what SFTP Delivery's plan adds to a document. */
export function isPlannedDelivery(value: unknown): boolean {
	return isRecord(value) && typeof value.key === 'string' && typeof value.revision === 'string';
}
