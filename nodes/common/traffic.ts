import { isRecord } from './value';

/** The traffic billed to a customer, or by a supplier. */
export type BilledTraffic = 'customer' | 'control';

/** Which traffic a document has; `none` comes with a `reason`. */
export type TrafficKind = BilledTraffic | 'none';

/** The sums of the rows. */
export interface TrafficFigures {
	rowCount: number;
	/** Exact decimal text. */
	totalAmount: string;
	/** Exact integer text. */
	messageCount: string;
}

/**
 * The summary that HORISEN Traffic Report adds to a document's item about the attached rows: the contract with every
 * node that reads them.
 */
export interface TrafficSummary extends TrafficFigures {
	kind: TrafficKind;
	/** Why there are no rows, if `kind` is `none`. */
	reason?: string;
	/** Digest of all rows, independent of their order. */
	digest?: string;
}

/** The summary of a document without traffic. */
export function noTraffic(reason: string | undefined): TrafficSummary {
	const summary = { kind: 'none', rowCount: 0, totalAmount: '0', messageCount: '0' } as const;
	return reason ? { ...summary, reason } : summary;
}

/** The summary in an item's field, or undefined if the field holds something else. */
export function readTrafficSummary(value: unknown): TrafficSummary | undefined {
	if (!isRecord(value)) return undefined;
	const { kind, rowCount, totalAmount, messageCount, reason, digest } = value;
	if (kind === 'none') return noTraffic(textOf(reason));
	if (kind !== 'customer' && kind !== 'control') return undefined;
	if (!Number.isSafeInteger(rowCount)) return undefined;
	return {
		kind,
		rowCount: rowCount as number,
		totalAmount: String(totalAmount),
		messageCount: String(messageCount),
		...(textOf(reason) ? { reason: textOf(reason) } : {}),
		...(textOf(digest) ? { digest: textOf(digest) } : {}),
	};
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}
