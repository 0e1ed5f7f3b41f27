import type { DeliveryEvent, DeliveryRow } from '../store/ledgerStore';
import { type LedgerDocument, LONGEST_KEY, LONGEST_REVISION, nameOf } from './plannedDocument';
import { isDelivered, isDropped, isOpen, newestOf } from './rows';
import {
	amountsOf,
	deliveryOf,
	droppedReason,
	inferredReason,
	publishingReason,
	resolveBy,
	rowLabel,
} from './sentences';

/** What to do with a document. */
export type Action =
	/** Fetch its traffic, build its file, deliver it. */
	| 'deliver'
	/** Delivered, but not reported to its source. */
	| 'acknowledge'
	/** Nothing to do. */
	| 'skipped'
	/** Changed or cancelled after delivery, or only inferred: a person decides. */
	| 'held'
	/** Older than the go-live date. */
	| 'history'
	/** Cannot be remembered. */
	| 'failed'
	/** An earlier delivery must be settled first. */
	| 'waiting';

export interface Decision {
	action: Action;
	event: DeliveryEvent;
	/** A sentence, for everything but `deliver`. */
	reason?: string;
	/** The open row to continue, or the delivered one. */
	row?: DeliveryRow;
}

export type ChangePolicy = 'hold' | 'deliver';

export interface DeliveryPolicy {
	keyField: string;
	revisionField: string;
	dateField: string;
	/** `YYYY-MM-DD`; empty: there is no history. */
	goLiveDate: string;
	onChange: ChangePolicy;
	onCancellation: ChangePolicy;
	acknowledge: boolean;
}

/**
 * Decides about one document by the ledger's rows with its key: all its revisions, and those of other documents with
 * the same key.
 *
 * @param elsewhere as in `planDeliveries`
 */
export function decide(
	document: LedgerDocument,
	rows: readonly DeliveryRow[],
	policy: DeliveryPolicy,
	elsewhere: readonly DeliveryRow[] = [],
): Decision {
	if (document.key === '') return failed(noKey(document, policy.keyField));
	if (document.revision === '') {
		return failed(`The field "${policy.revisionField}" holds no revision`);
	}
	const tooLong = tooLongFor(document, policy);
	if (tooLong) return failed(tooLong);
	const own = rows.filter((row) => isOf(row, document));
	const delivered = own.find((row) => isDelivered(row) && isSame(row, document));
	if (delivered) return deliveredBefore(delivered, own, policy);
	if (own.length > 0) return carryOn(document, own, policy);
	if (rows.length > 0) return keyTaken(rows[0], policy);
	const other = elsewhere.find((row) => isSame(row, document));
	return other ? underAnotherKey(other) : firstSeen(document, policy);
}

function deliveredBefore(
	row: DeliveryRow,
	own: readonly DeliveryRow[],
	{ acknowledge }: DeliveryPolicy,
): Decision {
	const latest = newestOf(own.filter(isDelivered)) ?? row;
	const reason = `Delivered ${deliveryOf(row)}.`;
	const { event } = row;
	if (latest.id !== row.id) {
		return {
			action: 'held',
			event,
			reason: `${reason} A later revision was delivered ${deliveryOf(latest)}, and the document is back to the earlier one. Correct it in the ERP, then record that with ${resolveBy('Corrected in the ERP')}.`,
			row,
		};
	}
	if (acknowledge && row.state === 'delivered') {
		return { action: 'acknowledge', event, reason: `${reason} Not acknowledged yet.`, row };
	}
	return { action: 'skipped', event, reason, row };
}

function firstSeen(document: LedgerDocument, { goLiveDate, dateField }: DeliveryPolicy): Decision {
	if (goLiveDate !== '' && document.documentDate === '') {
		return failed(
			`The field "${dateField}" holds no date, so it is unknown whether the document is older than ${goLiveDate}, the go-live date`,
		);
	}
	if (goLiveDate !== '' && document.documentDate < goLiveDate) {
		return {
			action: 'history',
			event: 'invoice',
			reason: `Dated ${document.documentDate}, before ${goLiveDate}, the go-live date.`,
		};
	}
	return document.isCancelled ? nothingToCancel() : { action: 'deliver', event: 'invoice' };
}

/** The ledger knows the document: some revisions were delivered or are under way. */
function carryOn(
	document: LedgerDocument,
	own: readonly DeliveryRow[],
	policy: DeliveryPolicy,
): Decision {
	const publishing = own.find(({ state }) => state === 'publishing');
	if (publishing) return undecided('waiting', publishing, publishingReason(publishing));
	const inferred = own.find(({ state }) => state === 'inferred');
	if (inferred) return undecided('held', inferred, inferredReason(inferred));
	const latest = newestOf(own.filter(isDelivered));
	const row = rowToContinue(own, document);
	if (!latest && document.isCancelled) return nothingToCancel(row);
	if (row && isDropped(row)) return undecided('held', row, droppedReason(row));
	return latest
		? deliverAgain(document, latest, row, policy)
		: { action: 'deliver', event: 'invoice', row };
}

/** Business fields differ from every delivered revision. */
function deliverAgain(
	document: LedgerDocument,
	latest: DeliveryRow,
	row: DeliveryRow | undefined,
	{ onChange, onCancellation }: DeliveryPolicy,
): Decision {
	const event = eventOf(document);
	const isBegun = row !== undefined && isSame(row, document);
	const change = document.isCancelled ? onCancellation : onChange;
	if (isBegun || change === 'deliver') return { action: 'deliver', event, row };
	const then = `${deliveryOf(latest)}: ${amountsOf(latest, document)}`;
	const seenTo = `then record that with ${resolveBy('Corrected in the ERP')}`;
	const what = document.isCancelled
		? `Cancelled after it was delivered ${then}. Cancel it in the ERP, ${seenTo}; or set On Cancellation of Plan to Deliver, to deliver the cancellation.`
		: `Changed after it was delivered ${then}. Correct it in the ERP, ${seenTo}; or set On Change of Plan to Deliver, to deliver the new revision.`;
	const reason = row ? `${what} ${rowLabel(row)} of another revision is still open.` : what;
	return { action: 'held', event, reason, row };
}

function undecided(action: 'waiting' | 'held', row: DeliveryRow, reason: string): Decision {
	return { action, event: row.event, reason, row };
}

function nothingToCancel(row?: DeliveryRow): Decision {
	const reason = 'Cancelled before it was ever delivered: there is nothing to cancel.';
	const left =
		row && isOpen(row)
			? ` ${rowLabel(row)} is left over: close it with ${resolveBy('No Longer to Be Delivered')}.`
			: '';
	return { action: 'skipped', event: 'cancellation', reason: `${reason}${left}`, row };
}

function keyTaken(other: DeliveryRow, policy: DeliveryPolicy): Decision {
	return {
		action: 'skipped',
		event: 'invoice',
		reason: `The ledger has "${other.key}" for document ${nameOf(other)} (${other.documentId}), and there is one delivery for each "${policy.keyField}". Choose another Key Field to deliver every document.`,
	};
}

/** Why a document has no key. */
export function noKey({ hasLostDigits }: LedgerDocument, keyField: string): string {
	return hasLostDigits
		? `The field "${keyField}" holds a number above 9007199254740991, which may have lost digits; it needs a text`
		: `The field "${keyField}" holds no key`;
}

/** One text that the index of a database cannot hold must not fail a whole run. */
function tooLongFor(
	{ key, revision }: LedgerDocument,
	{ keyField, revisionField }: DeliveryPolicy,
): string | undefined {
	const [field, text, most] =
		key.length > LONGEST_KEY
			? [keyField, key, LONGEST_KEY]
			: [revisionField, revision, LONGEST_REVISION];
	if (text.length <= most) return undefined;
	return `The field "${field}" holds ${text.length} characters, and the ledger keeps at most ${most} of it`;
}

/** Held, not skipped: a second source may be meant to deliver the same documents. */
function underAnotherKey(row: DeliveryRow): Decision {
	return {
		action: 'held',
		event: row.event,
		reason: `Delivered ${deliveryOf(row)}, under the key "${row.key}" of the source "${row.source}". If Key Field or Source of Plan was changed since, set it back. To deliver documents a second time, give that workflow a ledger of its own. For this one only, use ${resolveBy('Deliver Again')}.`,
	};
}

function failed(problem: string): Decision {
	return {
		action: 'failed',
		event: 'invoice',
		reason: `${problem}. It was not delivered: correct the document in the source system, or choose another field.`,
	};
}

/** The row to continue: that of this revision, or the newest open row of another. */
function rowToContinue(
	own: readonly DeliveryRow[],
	document: LedgerDocument,
): DeliveryRow | undefined {
	const same = own.find((row) => isSame(row, document) && !isDelivered(row));
	return (
		same ??
		own
			.filter(isOpen)
			.sort((one, other) => one.id - other.id)
			.at(-1)
	);
}

/** If documents share keys, a key's rows may belong to another document. */
function isOf(row: DeliveryRow, { documentId }: LedgerDocument): boolean {
	return row.documentId === documentId;
}

/** If cancelling does not change a document's revision, its event distinguishes the two deliveries. */
function isSame({ revision, event }: DeliveryRow, document: LedgerDocument): boolean {
	return revision === document.revision && event === eventOf(document);
}

function eventOf({ isCancelled }: LedgerDocument): DeliveryEvent {
	return isCancelled ? 'cancellation' : 'invoice';
}
