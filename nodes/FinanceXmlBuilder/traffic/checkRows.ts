import { OperatorError } from '../../common/errors';
import type { RowTotals } from '../xml/stamping';
import { decimalOrNone } from '../../common/money';
import type { TrafficSummary } from '../../common/traffic';

/**
 * Checks that the rows read are the rows fetched, to notice a truncated file.
 *
 * @throws OperatorError naming the document and both figures
 */
export function checkAgainstSummary(
	totals: RowTotals,
	summary: TrafficSummary,
	documentLabel: string,
): void {
	for (const [figure, name] of FIGURES) {
		if (sameDecimal(totals[figure], summary[figure])) continue;
		throw new OperatorError(
			`${documentLabel}: the rows that were read have ${name} ${totals[figure] ?? '(none)'}, but ${summary[figure]} was fetched`,
			{
				description:
					'The rows are cut short or belong to another run. Fetch the traffic report again; nothing was written for this document.',
			},
		);
	}
}

const FIGURES = [
	['rowCount', 'a number of'],
	['totalAmount', 'a total amount of'],
	['messageCount', 'a message count of'],
] as const;

function sameDecimal(read: unknown, fetched: unknown): boolean {
	const [one, other] = [decimalOrNone(read), decimalOrNone(fetched)];
	return one !== undefined && other !== undefined && one.eq(other);
}
