import { DELIVERY_FIELD, failureOf, isPlannedDelivery } from './addedFields';
import { isRecord } from './value';

/**
 * Which items an operation acts on; all others pass through unchanged.
 *
 * - `toDeliver`: items that did not fail earlier and that the plan, if there is one, wants delivered
 * - `toAcknowledge`: items that Deliver calls delivered, or that the plan says were delivered earlier and never
 *   acknowledged; without plan and delivery, items that did not fail
 * - `all`: every item
 */
export type Takes = 'toDeliver' | 'toAcknowledge' | 'all';

/** The outcomes that Deliver gives a file that is on the server, whole and under its own name. */
const DELIVERED: unknown[] = ['delivered', 'alreadyDelivered'];

/**
 * Whether an operation acts on an item. Money and files move only on positive evidence: an item that failed, or that a
 * plan gives another action, is left alone.
 */
export function isTaken(json: Record<string, unknown>, takes: Takes): boolean {
	if (takes === 'all') return true;
	if (hasFailed(json)) return false;
	const delivery = plannedDelivery(json);
	if (takes === 'toDeliver') return delivery === undefined || delivery.action === 'deliver';
	if (delivery?.action === 'acknowledge') return true;
	const outcome = outcomeOf(json);
	if (outcome !== undefined) return DELIVERED.includes(outcome);
	return delivery === undefined;
}

/**
 * Whether an item failed at an earlier node: it has our `failure`, or it is a planned document from n8n's error output,
 * which writes `error` beside the document's fields.
 */
export function hasFailed(json: Record<string, unknown>): boolean {
	if (failureOf(json)) return true;
	return plannedDelivery(json) !== undefined && Boolean(json.error);
}

/** The outcome that Deliver gave a document's file, e.g. `delivered` or `conflict`; undefined before Deliver. */
export function outcomeOf(json: Record<string, unknown>): string | undefined {
	const { [DELIVERY_FIELD]: delivery, outcome } = json;
	const stated = isRecord(delivery) && delivery.outcome !== undefined ? delivery.outcome : outcome;
	return typeof stated === 'string' ? stated : undefined;
}

function plannedDelivery(json: Record<string, unknown>) {
	const { [DELIVERY_FIELD]: delivery } = json;
	return isPlannedDelivery(delivery) ? delivery : undefined;
}
