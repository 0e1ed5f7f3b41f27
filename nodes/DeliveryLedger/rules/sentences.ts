import { decimalOrNone } from '../../common/money';
import type { DeliveryRow, DocumentLabel } from '../store/ledgerStore';

/** The file that refers to the others: the last one to get its name. */
export function fileNameOf({ files }: DeliveryRow): string {
	return files.at(-1)?.name ?? '';
}

/** How and when a revision was delivered: `as "300919-1_….xml" on 2023-07-03`. */
export function deliveryOf(row: DeliveryRow): string {
	const name = fileNameOf(row);
	const [file, day] = [name && ` as "${name}"`, row.deliveredAt && ` on ${dayOf(row.deliveredAt)}`];
	return `${file}${day}`.trim() || 'before';
}

/** How the total changed: `total 100 EUR then, 120 EUR now`. */
export function amountsOf(row: DeliveryRow, { total, currency }: DocumentLabel): string {
	const [then, after] = [decimalOrNone(row.total), decimalOrNone(total)];
	if (then === undefined || after === undefined) return 'the totals cannot be compared';
	const now = `${total} ${currency}`.trim();
	if (then.eq(after) && row.currency === currency) {
		return `the total is still ${now}, other fields changed`;
	}
	return `total ${`${row.total} ${row.currency}`.trim()} then, ${now} now`;
}

/** An open row: `Its delivery (failed, 2 attempts; last error: …)`. */
export function rowLabel({ state, attempts, reason }: DeliveryRow): string {
	const tried = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
	return `Its delivery (${state}, ${tried}${reason ? `; ${reason.replace(/\.$/, '')}` : ''})`;
}

/** How a person records what was done about a document. */
export function resolveBy(...choices: string[]): string {
	return `Delivery Ledger, Resolve: ${choices.join(' or ')}`;
}

/** Why nothing happens while a row is `publishing`. */
export function publishingReason(row: DeliveryRow): string {
	return `${rowLabel(row)} is not settled: it is unknown whether "${fileNameOf(row)}" reached the ERP. If its run is still active, wait. Otherwise, Recover settles it in the next run, if it names the same ledger and reaches the server.`;
}

/** Why nothing happens to a delivery that is only inferred. */
export function inferredReason(row: DeliveryRow): string {
	return `Its run broke off, and "${fileNameOf(row)}" is not on the server under either name: the ERP probably took it. Look for it in the ERP, then record the result with ${resolveBy('Delivered by Hand', 'Deliver Again')}.`;
}

/** Why nothing happens to a document that a person withdrew, and that is listed all the same. */
export function droppedReason({ updatedAt }: DeliveryRow): string {
	return `On ${dayOf(updatedAt)}, a person decided that it is no longer to be delivered, but it is in the list. If the ERP has it or does not need it, record that with ${resolveBy('Corrected in the ERP')}; to deliver it after all, use ${resolveBy('Deliver Again')}.`;
}

export function dayOf(moment: string): string {
	return moment.slice(0, 10);
}
