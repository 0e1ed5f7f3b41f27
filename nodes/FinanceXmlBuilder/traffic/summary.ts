import { OperatorError } from '../../common/errors';
import type { RowTotals } from '../xml/stamping';
import { decimalOrNone } from '../../common/money';
import { isRecord } from '../../common/value';

export type TrafficKind = 'customer' | 'control' | 'none';

/** What HORISEN Traffic Report says in a document's item about the rows that it attached. */
export interface TrafficSummary {
	kind: TrafficKind;
	/** Why there are no rows, where `kind` is `none`. */
	reason?: string;
	rowCount: number;
	/** Exact decimal text. */
	totalAmount: string;
	/** Exact integer text. */
	messageCount: string;
	/** Of all rows, in whatever order they came. */
	digest?: string;
}

/** The summary in an item's field, or undefined where the field holds something else. */
export function readTrafficSummary(value: unknown): TrafficSummary | undefined {
	if (!isRecord(value)) return undefined;
	const { kind, rowCount, totalAmount, messageCount, reason, digest } = value;
	if (kind === 'none') {
		return { kind, rowCount: 0, totalAmount: '0', messageCount: '0', ...texts({ reason }) };
	}
	if (kind !== 'customer' && kind !== 'control') return undefined;
	if (!Number.isSafeInteger(rowCount)) return undefined;
	return {
		kind,
		rowCount: rowCount as number,
		totalAmount: String(totalAmount),
		messageCount: String(messageCount),
		...texts({ reason, digest }),
	};
}

/**
 * Checks that the rows which were read are the rows that were fetched: a truncated file is noticed.
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

function texts(fields: {
	reason?: unknown;
	digest?: unknown;
}): Pick<TrafficSummary, 'reason' | 'digest'> {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => typeof value === 'string' && value !== ''),
	);
}
