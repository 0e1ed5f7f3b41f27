import Big from 'big.js';
import type { Invoice, InvoiceHeader, Line, RoundingDifference } from './invoice';
import type { UblSettings } from './settings';

/** What rounding an amount to cents can take away or add. */
const HALF_A_CENT = new Big('0.005');

/** The invoice with its lines, and with what their rounding leaves. */
export function completeInvoice(
	header: InvoiceHeader,
	lines: Line[],
	{ invoice: { roundingTolerance } }: UblSettings,
): Invoice {
	const lineTotal = lines.reduce((sum, { amount }) => sum.plus(amount), new Big(0));
	const missing = header.totals.taxExclusive.minus(lineTotal);
	const tolerance = roundingTolerance ?? roundingOf(lines.length);
	return { ...header, lines, lineTotal, ...differenceOf(missing, tolerance) };
}

/** What rounding can explain: half a cent for each line and for the document. */
function roundingOf(lineCount: number): Big {
	return HALF_A_CENT.times(lineCount + 1);
}

/** Stated as a charge or an allowance, so that nothing is hidden; more than the tolerance is no rounding. */
function differenceOf(missing: Big, tolerance: Big): { roundingDifference?: RoundingDifference } {
	if (missing.eq(0) || missing.abs().gt(tolerance)) return {};
	return { roundingDifference: { charge: missing.gt(0), amount: missing.abs() } };
}
