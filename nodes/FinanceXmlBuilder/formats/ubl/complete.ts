import Big from 'big.js';
import { cents } from './amounts';
import type { Invoice, InvoiceHeader, Line, RoundingDifference } from './invoice';
import type { UblSettings } from './settings';

/** What rounding an amount to cents can take away or add. */
const HALF_A_CENT = new Big('0.005');

/**
 * The invoice with its lines, and with what their rounding leaves.
 *
 * @param roundings how many amounts of the document were rounded where the lines are exact: its net, or the
 * items that the net sums where the lines are not these
 */
export function completeInvoice(
	header: InvoiceHeader,
	lines: Line[],
	{ invoice: { roundingTolerance } }: UblSettings,
	roundings: number,
): Invoice {
	const lineTotal = sumOf(lines.map(({ amount }) => amount));
	const { taxExclusive } = header.totals;
	const difference =
		lineTotal && taxExclusive
			? differenceOf(
					taxExclusive.minus(lineTotal),
					roundingTolerance ?? explainedByRounding(lines, roundings),
				)
			: undefined;
	return { ...header, lines, lineTotal, roundingDifference: difference };
}

/** Undefined where one of them is missing. */
function sumOf(amounts: Array<Big | undefined>): Big | undefined {
	return amounts.reduce<Big | undefined>(
		(sum, amount) => (amount ? sum?.plus(amount) : undefined),
		new Big(0),
	);
}

/** What the lines lost or gained, and, where they do not sum to whole cents exactly, the document's amounts. */
function explainedByRounding(lines: Line[], roundings: number): Big {
	let lost = new Big(0);
	let exact = new Big(0);
	for (const { amount, exactAmount } of lines) {
		if (!amount || !exactAmount) continue;
		lost = lost.plus(exactAmount.minus(amount).abs());
		exact = exact.plus(exactAmount);
	}
	return exact.eq(cents(exact)) ? lost : lost.plus(HALF_A_CENT.times(roundings));
}

/** Stated as a charge or an allowance, so that nothing is hidden; more than the tolerance is no rounding. */
function differenceOf(missing: Big, tolerance: Big): RoundingDifference | undefined {
	if (missing.eq(0) || missing.abs().gt(tolerance)) return undefined;
	return { charge: missing.gt(0), amount: missing.abs() };
}
