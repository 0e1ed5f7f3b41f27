import Big from 'big.js';
import { decimalOrNone, decimalText } from '../common/money';
import type { BusinessDocument } from './businessDocument';
import { isRecord } from '../common/value';

/** The effect of a difference between rows, items and document. */
export type DifferencePolicy = 'fail' | 'flag' | 'ignore';

export type ReconciliationStatus = 'matched' | 'difference' | 'notApplicable';

/** One comparison; `difference` is the first side minus the second, as exact decimal text. */
export interface Comparison {
	status: ReconciliationStatus;
	difference?: string;
	/** Why no comparison was possible. */
	reason?: string;
}

/** Whether rows sum to items and items to the document. All amounts are exact decimal texts. */
export interface Reconciliation {
	/**
	 * `difference` if a comparison found one; `matched` if both were made and agree; otherwise `notApplicable` with the
	 * reason, because a document without traffic is not fully reconciled.
	 */
	status: ReconciliationStatus;
	reason?: string;
	tolerance: string;
	rowsTotal?: string;
	itemsTotal?: string;
	documentNet?: string;
	rowsVsItems: Comparison;
	itemsVsDocument: Comparison;
	/** Whether the rows were compared with the opposite sign, for a self-billing document. */
	rowsSignReversed?: true;
}

/** An amount to compare, or the reason for its absence. */
type Side = { total: Big } | { reason: string };

/**
 * Compares Σ rows with Σ items and Σ items with the document's net amount, each within the tolerance.
 *
 * The items and totals of a self-billing document are negative (the owner pays), but HORISEN does not publish a sign
 * for its rows. If rows and items of such a document have opposite signs, the rows are compared with the opposite sign,
 * and the result says so.
 *
 * @param rowsTotal Σ `totalAmount` of the rows, exact decimal text, or the reason for its absence
 * @param tolerance for rounding, per comparison
 */
export function reconcile(
	document: BusinessDocument,
	rowsTotal: { totalAmount: string } | { reason: string },
	tolerance: Big,
): Reconciliation {
	const rows: Side = 'reason' in rowsTotal ? rowsTotal : { total: new Big(rowsTotal.totalAmount) };
	const items = itemsSide(document.items);
	const net = netSide(document.amountNoVat);
	const reversed =
		document.selfBilling === 'yes' &&
		'total' in rows &&
		'total' in items &&
		rows.total.times(items.total).lt(0);
	const rowsVsItems = compare(reversed ? { total: rows.total.neg() } : rows, items, tolerance);
	const itemsVsDocument = compare(items, net, tolerance);
	return {
		...overall(rowsVsItems, itemsVsDocument),
		tolerance: decimalText(tolerance),
		...('total' in rows ? { rowsTotal: decimalText(rows.total) } : {}),
		...('total' in items ? { itemsTotal: decimalText(items.total) } : {}),
		...('total' in net ? { documentNet: decimalText(net.total) } : {}),
		rowsVsItems,
		itemsVsDocument,
		...(reversed ? { rowsSignReversed: true } : {}),
	};
}

function itemsSide(items: unknown): Side {
	if (!Array.isArray(items) || items.length === 0) return { reason: 'The document has no items.' };
	let total = new Big(0);
	for (const [index, item] of items.entries()) {
		const amount = isRecord(item) ? decimalOrNone(item.totalNoVat) : undefined;
		if (!amount) return { reason: `Item ${index + 1} of the document has no totalNoVat.` };
		total = total.plus(amount);
	}
	return { total };
}

function netSide(amountNoVat: unknown): Side {
	const total = decimalOrNone(amountNoVat);
	return total ? { total } : { reason: 'The document has no amountNoVat.' };
}

function compare(one: Side, other: Side, tolerance: Big): Comparison {
	if ('reason' in one) return { status: 'notApplicable', reason: one.reason };
	if ('reason' in other) return { status: 'notApplicable', reason: other.reason };
	const difference = one.total.minus(other.total);
	return {
		status: difference.abs().lte(tolerance) ? 'matched' : 'difference',
		difference: decimalText(difference),
	};
}

function overall(...comparisons: Comparison[]): Pick<Reconciliation, 'status' | 'reason'> {
	if (comparisons.some(({ status }) => status === 'difference')) return { status: 'difference' };
	const notMade = comparisons.find(({ status }) => status === 'notApplicable');
	return notMade ? { status: 'notApplicable', reason: notMade.reason } : { status: 'matched' };
}
