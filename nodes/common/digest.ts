import { createHash } from 'node:crypto';

const MODULUS = 1n << 256n;

/** A row's SHA-256; the order of its fields does not matter, as no API promises one. */
export function rowHash(row: Record<string, unknown>): Buffer {
	const sorted = Object.keys(row)
		.sort()
		.map((name) => [name, row[name]]);
	return createHash('sha256').update(JSON.stringify(sorted)).digest();
}

/**
 * A digest of many rows that does not depend on their order: the SHA-256 of the number of rows and the
 * sum of their hashes. A sum and not an exclusive or, so that two equal rows do not cancel out.
 */
export class UnorderedDigest {
	private sum = 0n;

	private count = 0;

	add(hash: Buffer): void {
		this.sum = (this.sum + BigInt(`0x${hash.toString('hex')}`)) % MODULUS;
		this.count++;
	}

	/** 64 hexadecimal digits. */
	hex(): string {
		return createHash('sha256')
			.update(`${this.count}:${this.sum.toString(16)}`)
			.digest('hex');
	}
}
