import { createHash, hash as hashOf } from 'node:crypto';

/** A SHA-256 as a text with a byte in each character: a million of them are lighter than as many buffers. */
export type RowHash = string;

/** A row's SHA-256; the order of its fields does not matter, as no API promises one. */
export function rowHash(row: Record<string, unknown>): RowHash {
	const sorted = Object.keys(row)
		.sort()
		.map((name) => [name, row[name]]);
	return hashOf('sha256', JSON.stringify(sorted), 'binary');
}

/** Four bytes of a hash as a number. */
export function wordOf(hash: RowHash, offset: number): number {
	return (
		((hash.charCodeAt(offset) << 24) |
			(hash.charCodeAt(offset + 1) << 16) |
			(hash.charCodeAt(offset + 2) << 8) |
			hash.charCodeAt(offset + 3)) >>>
		0
	);
}

const HASH_BYTES = 32;

/**
 * A digest of many rows that does not depend on their order: the SHA-256 of the number of rows and the
 * sum of their hashes. A sum and not an exclusive or, so that two equal rows do not cancel out.
 */
export class UnorderedDigest {
	/** Of the hashes as numbers, without what does not fit; its bytes in their order. */
	private readonly sum = Buffer.alloc(HASH_BYTES);

	private count = 0;

	/** In words of 32 bits, from the last: a `bigint` for each row would cost more than its hash. */
	add(hash: RowHash): void {
		let carry = 0;
		for (let offset = HASH_BYTES - 4; offset >= 0; offset -= 4) {
			const word = this.sum.readUInt32BE(offset) + wordOf(hash, offset) + carry;
			this.sum.writeUInt32BE(word >>> 0, offset);
			carry = word > 0xffffffff ? 1 : 0;
		}
		this.count++;
	}

	/** 64 hexadecimal digits. */
	hex(): string {
		const sum = BigInt(`0x${this.sum.toString('hex')}`).toString(16);
		return createHash('sha256').update(`${this.count}:${sum}`).digest('hex');
	}
}
