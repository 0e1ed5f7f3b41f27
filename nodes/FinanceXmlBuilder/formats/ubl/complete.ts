import Big from 'big.js';
import { smallestStep } from './amounts';
import type { Invoice, InvoiceHeader, Line, RoundingDifference } from './invoice';
import type { UblSettings } from './ublSettings';

/**
 * The invoice with its lines and the rounding difference.
 *
 * @param roundings how many amounts of the document were rounded if the lines are exact: its net, or the items summed
 * in the net if the lines are not the items
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
					roundingTolerance ??
						explainedByRounding(lines, smallestStep(header.currency, taxExclusive), roundings),
				)
			: undefined;
	return { ...header, lines, lineTotal, roundingDifference: difference };
}

/** Undefined if one of them is missing. */
function sumOf(amounts: Array<Big | undefined>): Big | undefined {
	return amounts.reduce<Big | undefined>(
		(sum, amount) => (amount ? sum?.plus(amount) : undefined),
		new Big(0),
	);
}

/** The rounding of the lines, and of the document's amounts if the exact lines do not sum to whole steps. */
function explainedByRounding(lines: Line[], step: Big, roundings: number): Big {
	let lost = new Big(0);
	let exact = new Big(0);
	for (const { amount, exactAmount } of lines) {
		if (!amount || !exactAmount) continue;
		lost = lost.plus(exactAmount.minus(amount).abs());
		exact = exact.plus(exactAmount);
	}
	// Rounding an amount can take away or add half a step.
	return exact.mod(step).eq(0) ? lost : lost.plus(step.div(2).times(roundings));
}

/** Stated as a charge or an allowance, so that nothing is hidden; above the tolerance, it is an error. */
function differenceOf(missing: Big, tolerance: Big): RoundingDifference | undefined {
	if (missing.eq(0) || missing.abs().gt(tolerance)) return undefined;
	return { charge: missing.gt(0), amount: missing.abs() };
}
