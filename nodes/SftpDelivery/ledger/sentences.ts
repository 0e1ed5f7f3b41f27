import { decimalOrNone, decimalText } from '../../common/money';
import type { LedgerDocument } from './document';
import type { LedgerRow } from './row';

/** When and as which file a revision was delivered: `as "300919-1_….xml" on 2023-07-03`. */
export function deliveryOf({ fileName, deliveredAt }: LedgerRow): string {
	const [file, day] = [fileName && ` as "${fileName}"`, deliveredAt && ` on ${dayOf(deliveredAt)}`];
	return `${file}${day}`.trim() || 'before';
}

/** What became of the total: `total 100 EUR then, 120 EUR now`. */
export function amountsOf(row: LedgerRow, { total, currency }: LedgerDocument): string {
	const then = decimalOrNone(row.total);
	if (then === undefined || total === undefined) return 'the totals cannot be compared';
	const now = `${decimalText(total)} ${currency}`.trim();
	if (then.eq(total) && row.currency === currency) {
		return `the total is still ${now}, other fields changed`;
	}
	return `total ${`${decimalText(then)} ${row.currency}`.trim()} then, ${now} now`;
}

/** An unsettled row: `Ledger row 12 (failed, 2 attempts; last error: …)`. */
export function rowLabel({ rowId, state, attempts, lastError }: LedgerRow): string {
	const tried = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
	return `Ledger row ${rowId} (${state}, ${tried}${lastError ? `; last error: ${lastError}` : ''})`;
}

/** How a person who has seen to a held document says so: the next run finds it settled. */
export function noteInLedger({ rowId }: LedgerRow, column: string, value: string): string {
	return `set "${column}" of ledger row ${rowId} to ${value}`;
}

/** Why nothing is done while a row is `publishing`. */
export function unsettledReason(row: LedgerRow): string {
	return `${rowLabel(row)} could not be settled: whether "${row.fileName}" reached the ERP is not known. Look for it on the server and in the ERP; the next run tries to settle it again.`;
}

export function dayOf(moment: string): string {
	return moment.slice(0, 10);
}
