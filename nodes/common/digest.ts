import { createHash, hash as hashOf } from 'node:crypto';

/**
 * A row's SHA-256; the order of its fields does not matter, as no API promises one. In one call: the object of
 * `createHash` outlives a million rows, as V8 clears it away with the old objects only.
 */
export function rowHash(row: Record<string, unknown>): Buffer {
	const sorted = Object.keys(row)
		.sort()
		.map((name) => [name, row[name]]);
	return hashOf('sha256', JSON.stringify(sorted), 'buffer');
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
	add(hash: Buffer): void {
		let carry = 0;
		for (let offset = HASH_BYTES - 4; offset >= 0; offset -= 4) {
			const word = this.sum.readUInt32BE(offset) + hash.readUInt32BE(offset) + carry;
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
