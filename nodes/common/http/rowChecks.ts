import { UnorderedDigest } from '../digest';
import { HashSet } from '../hashSet';
import type { RowCheck } from './listing';
import type { Row } from './page';
import type { Shift } from './pagingCheck';

/** For rows that have an identity: each may come only once. */
export function uniqueRows(identify: (row: Row) => string): () => RowCheck {
	return () => {
		const seen = new Set<string>();
		return {
			page(rows): Shift | undefined {
				for (const row of rows) {
					const identity = identify(row);
					if (seen.has(identity)) return `${identity} came twice`;
					seen.add(identity);
				}
				return undefined;
			},
			end: () => undefined,
		};
	};
}

/**
 * For rows without an identity and without a promised order. If a row was already on another page, either it was read
 * twice and another row missed, or it is in the list twice. If a second reading brings exactly the same rows, it is in
 * the list twice.
 */
export class SettledRows {
	/** Digest of the last complete reading; does not depend on the order of the rows. */
	digest = '';

	/** The check for another reading. */
	start(): RowCheck {
		const earlierPages = new HashSet();
		const digest = new UnorderedDigest();
		let repeated = 0;
		return {
			page(_, hashes): undefined {
				for (const hash of hashes) {
					digest.add(hash);
					if (earlierPages.has(hash)) repeated++;
				}
				for (const hash of hashes) earlierPages.add(hash);
			},
			end: (): Shift | undefined => {
				const before = this.digest;
				this.digest = digest.hex();
				if (repeated === 0 || this.digest === before) return undefined;
				return `${repeated} rows came on two pages`;
			},
		};
	}
}
