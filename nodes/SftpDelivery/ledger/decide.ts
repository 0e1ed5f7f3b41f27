import type { LedgerDocument } from './document';
import { isDelivered, isUnsettled, type LedgerRow, newestOf } from './row';
import { amountsOf, deliveryOf, noteInLedger, rowLabel, unsettledReason } from './sentences';

/** What is done with a document. */
export type Action =
	/** Fetch its traffic, build its file, deliver it. */
	| 'deliver'
	/** Delivered, but not reported to where it came from. */
	| 'acknowledge'
	/** Nothing to do. */
	| 'skipped'
	/** Changed or cancelled after delivery: a person decides. */
	| 'held'
	/** Older than the ledger. */
	| 'history'
	/** Cannot be remembered. */
	| 'failed'
	/** Something earlier has to be settled first. */
	| 'waiting';

export interface Decision {
	action: Action;
	event: 'invoice' | 'cancellation';
	/** A sentence, for everything but `deliver`. */
	reason?: string;
	/** The unsettled row that is carried on, or the delivered one. */
	row?: LedgerRow;
}

export type ChangePolicy = 'hold' | 'deliver';

export interface DeliveryPolicy {
	keyField: string;
	dateField: string;
	/** `YYYY-MM-DD`; empty: there is no history. */
	goLiveDate: string;
	onChange: ChangePolicy;
	onCancellation: ChangePolicy;
	acknowledge: boolean;
}

/**
 * What is done with one document, by the rows that the ledger has of its key: all revisions of it, those of
 * other documents with the same key included.
 */
export function decide(
	document: LedgerDocument,
	rows: LedgerRow[],
	policy: DeliveryPolicy,
): Decision {
	if (document.key === '') return failed(`The field "${policy.keyField}" holds no key`);
	const same = rows.filter(({ revision }) => revision === document.revision);
	const delivered = same.find(isAcknowledged) ?? same.find(isDelivered);
	if (delivered) return deliveredBefore(delivered, rows, policy);
	const own = rows.filter((row) => isOf(row, document));
	if (own.length > 0) return carryOn(document, own, policy);
	return rows.length > 0 ? keyTaken(rows[0], policy) : firstSeen(document, policy);
}

function deliveredBefore(
	row: LedgerRow,
	rows: LedgerRow[],
	{ acknowledge }: DeliveryPolicy,
): Decision {
	const latest = newestOf(rows.filter((one) => isDelivered(one) && isAbout(one, row))) ?? row;
	const reason = `Delivered ${deliveryOf(row)}.`;
	const event = row.event === 'cancellation' ? 'cancellation' : 'invoice';
	if (latest.revision !== row.revision) {
		return {
			action: 'held',
			event,
			reason: `${reason} A later revision was delivered ${deliveryOf(latest)}, and the document is back to the earlier one. Correct it in the ERP and ${noteInLedger(row, 'deliveredAt', 'now')}.`,
			row,
		};
	}
	if (acknowledge && row.state === 'delivered') {
		return { action: 'acknowledge', event, reason: `${reason} Not acknowledged yet.`, row };
	}
	return { action: 'skipped', event, reason, row };
}

function firstSeen(document: LedgerDocument, { goLiveDate, dateField }: DeliveryPolicy): Decision {
	if (goLiveDate !== '' && document.date === '') {
		return failed(
			`The field "${dateField}" holds no date, so it cannot be told whether the document is older than ${goLiveDate}, the go-live date`,
		);
	}
	if (goLiveDate !== '' && document.date < goLiveDate) {
		return {
			action: 'history',
			event: 'invoice',
			reason: `Dated ${document.date}, before ${goLiveDate}, the go-live date.`,
		};
	}
	return document.isCancelled ? nothingToCancel() : { action: 'deliver', event: 'invoice' };
}

/** The document is known: some of its revisions were delivered, or are on their way. */
function carryOn(document: LedgerDocument, own: LedgerRow[], policy: DeliveryPolicy): Decision {
	const publishing = own.find(({ state }) => state === 'publishing');
	if (publishing) return unsettledYet(publishing);
	const latest = newestOf(own.filter(isDelivered));
	const row = unsettledRow(own, document.revision);
	if (!latest) {
		return document.isCancelled
			? nothingToCancel(row)
			: { action: 'deliver', event: 'invoice', row };
	}
	return deliverAgain(document, latest, row, policy);
}

/** Business fields differ from every revision that was delivered. */
function deliverAgain(
	document: LedgerDocument,
	latest: LedgerRow,
	row: LedgerRow | undefined,
	{ onChange, onCancellation }: DeliveryPolicy,
): Decision {
	const event = document.isCancelled ? 'cancellation' : 'invoice';
	const isBegun = row?.revision === document.revision;
	const change = document.isCancelled ? onCancellation : onChange;
	if (isBegun || change === 'deliver') return { action: 'deliver', event, row };
	const settled = noteInLedger(latest, 'revision', JSON.stringify(document.revision));
	const what = document.isCancelled
		? `Cancelled after it was delivered ${deliveryOf(latest)}: ${amountsOf(latest, document)}. Cancel it in the ERP and ${settled}, or set On Cancellation (onCancellation in Settings) to "deliver" to deliver the cancellation.`
		: `Changed after it was delivered ${deliveryOf(latest)}: ${amountsOf(latest, document)}. Correct it in the ERP and ${settled}, or set On Change (onChange in Settings) to "deliver" to deliver the new revision.`;
	const reason = row ? `${what} ${rowLabel(row)} of another revision is still open.` : what;
	return { action: 'held', event, reason, row };
}

function unsettledYet(row: LedgerRow): Decision {
	return {
		action: 'waiting',
		event: row.event === 'cancellation' ? 'cancellation' : 'invoice',
		reason: unsettledReason(row),
		row,
	};
}

function nothingToCancel(row?: LedgerRow): Decision {
	const reason = 'Cancelled before it was ever delivered: there is nothing to cancel.';
	return {
		action: 'skipped',
		event: 'cancellation',
		reason: row ? `${reason} ${rowLabel(row)} can be removed from the ledger.` : reason,
		row,
	};
}

function keyTaken(
	{ key, documentNumber, documentUuid }: LedgerRow,
	policy: DeliveryPolicy,
): Decision {
	const other = documentNumber ? `"${documentNumber}" (${documentUuid})` : documentUuid;
	return {
		action: 'skipped',
		event: 'invoice',
		reason: `The ledger has "${key}" for document ${other}, and there is one delivery for each "${policy.keyField}". Choose documentUuid as the key to deliver every document.`,
	};
}

function failed(problem: string): Decision {
	return {
		action: 'failed',
		event: 'invoice',
		reason: `${problem}. It was not delivered: correct the document in the source system, or choose another field.`,
	};
}

/** The row to carry on with: this revision's, else the newest of the others'. */
function unsettledRow(own: LedgerRow[], revision: string): LedgerRow | undefined {
	const open = own.filter(isUnsettled).sort((one, other) => one.rowId - other.rowId);
	return open.find((row) => row.revision === revision) ?? open.at(-1);
}

function isAcknowledged({ state }: LedgerRow): boolean {
	return state === 'acknowledged';
}

/** With another key than the UUID, the rows of a key may be another document's. */
function isOf(row: LedgerRow, { documentUuid }: LedgerDocument): boolean {
	return row.documentUuid === documentUuid;
}

function isAbout(one: LedgerRow, other: LedgerRow): boolean {
	return one.documentUuid === other.documentUuid;
}
