/** One bulk call: the same body for several invoices. */
export interface Chunk {
	/** Without repeats. */
	invoiceIds: string[];
	body: Record<string, unknown>;
}

/** One item's share of a bulk call. */
export interface Told {
	itemIndex: number;
	invoiceId: string;
	body: Record<string, unknown>;
}

/** Limit for characters of IDs and commas, well below that of servers and proxies (3,000 IDs give a 431). */
const LONGEST_LIST = 2000;

/**
 * Groups invoices with the same body into calls with a limited address length.
 *
 * @param most IDs per call
 * @returns each item's call, by item index
 */
export function inChunks(told: readonly Told[], most: number): Map<number, Chunk> {
	const open = new Map<string, Chunk>();
	const known = new Map<string, Chunk>();
	const chunks = new Map<number, Chunk>();
	for (const { itemIndex, invoiceId, body } of told) {
		const kind = JSON.stringify(body);
		const same = `${invoiceId} ${kind}`;
		const chunk = known.get(same) ?? roomFor(open, kind, { invoiceIds: [], body }, invoiceId, most);
		if (!known.has(same)) chunk.invoiceIds.push(invoiceId);
		known.set(same, chunk);
		chunks.set(itemIndex, chunk);
	}
	return chunks;
}

function roomFor(
	open: Map<string, Chunk>,
	kind: string,
	next: Chunk,
	invoiceId: string,
	most: number,
): Chunk {
	const chunk = open.get(kind);
	if (chunk) {
		const length = [...chunk.invoiceIds, invoiceId].join(',').length;
		if (chunk.invoiceIds.length < most && length <= LONGEST_LIST) return chunk;
	}
	open.set(kind, next);
	return next;
}
