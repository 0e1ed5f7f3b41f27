import { createHash, hash as hashOf } from 'node:crypto';

/** A SHA-256 as a text with one byte per character: a million of them take less memory than a million buffers. */
export type RowHash = string;

type Fields = Array<[name: string, value: unknown]>;

/**
 * The fields of the last hashed row, in its order and sorted. The next row of a report usually has the same fields, so
 * a million rows do not leave a million lists behind.
 */
let fields: Fields = [];
let sortedFields: Fields = [];

/** A row's SHA-256. It does not depend on the order of the fields, because no API promises one. */
export function rowHash(row: Record<string, unknown>): RowHash {
	if (!fill(row)) {
		fields = Object.entries(row);
		sortedFields = [...fields].sort(([one], [other]) => (one < other ? -1 : 1));
	}
	return hashOf('sha256', JSON.stringify(sortedFields), 'binary');
}

/** False if the row has other fields, or another order. */
function fill(row: Record<string, unknown>): boolean {
	let index = 0;
	for (const name in row) {
		const field = fields[index++];
		if (field?.[0] !== name) return false;
		field[1] = row[name];
	}
	return index === fields.length;
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
 * A digest of many rows that does not depend on their order: the SHA-256 of the number of rows and the sum of their
 * hashes. It uses a sum, not an exclusive or, so that two equal rows do not cancel out.
 */
export class UnorderedDigest {
	/** The sum of the hashes as numbers, without the carry; its bytes in their order. */
	private readonly sum = Buffer.alloc(HASH_BYTES);

	private count = 0;

	/** Adds words of 32 bits, from the last: a `bigint` for each row would cost more than its hash. */
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
