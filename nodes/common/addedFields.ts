import { isRecord } from './value';

/** Field in which a trigger of this package says why it gave a document. */
const EVENT_FIELD = 'event';

/** Field in which Delivery Ledger's plan says what to do with a document. */
export const DELIVERY_FIELD = 'delivery';

/** Field in which a node of this package says that it failed for an item, which rides along to the end of the run. */
export const FAILURE_FIELD = 'failure';

/** Field in which HORISEN Finance says whether HORISEN accepted the sync status of a document. */
export const ACKNOWLEDGEMENT_FIELD = 'acknowledgement';

/** What went wrong for an item, for a person who reads it in a summary or a mail. Contains no secret. */
export interface Failure {
	/** The node's name in the workflow. */
	node: string;
	/** What happened, and to which document. */
	message: string;
	/** What to do next; empty if nothing is known. */
	advice: string;
}

/** HORISEN's answer to the sync status of a document. */
export interface Acknowledgement {
	/** The status reported to HORISEN, e.g. `exported`. */
	status: string;
	/** Whether HORISEN accepted it. */
	ok: boolean;
	/** Why not. */
	message?: string;
}

/**
 * The fields that nodes of this package added to a document's item. They are not business fields. Their content
 * distinguishes them from a document's own fields of the same name.
 */
export function addedFields(json: Record<string, unknown>): string[] {
	const { [EVENT_FIELD]: event, [ACKNOWLEDGEMENT_FIELD]: acknowledgement } = json;
	return [
		...(isRecord(event) && typeof event.eventId === 'string' ? [EVENT_FIELD] : []),
		...(isPlannedDelivery(json[DELIVERY_FIELD]) ? [DELIVERY_FIELD] : []),
		...(failureOf(json) ? [FAILURE_FIELD] : []),
		...(isRecord(acknowledgement) && typeof acknowledgement.ok === 'boolean'
			? [ACKNOWLEDGEMENT_FIELD]
			: []),
	];
}

/** The part of a plan's field that every node reads. */
export interface PlannedDelivery extends Record<string, unknown> {
	/** `deliver`, `acknowledge`, or why nothing is done. */
	action: string;
}

/** Whether a value is a plan's field: an action for a document, or for a run with nothing to do. */
export function isPlannedDelivery(value: unknown): value is PlannedDelivery {
	if (!isRecord(value) || typeof value.action !== 'string') return false;
	return typeof value.key === 'string' || typeof value.run === 'string';
}

/** The failure of an item that rides along, or undefined. */
export function failureOf(json: Record<string, unknown>): Failure | undefined {
	const { [FAILURE_FIELD]: failure } = json;
	if (!isRecord(failure)) return undefined;
	const { node, message, advice } = failure;
	if (typeof node !== 'string' || typeof message !== 'string') return undefined;
	return { node, message, advice: typeof advice === 'string' ? advice : '' };
}
