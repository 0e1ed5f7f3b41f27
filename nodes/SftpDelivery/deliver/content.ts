import { createHash, type Hash } from 'node:crypto';
import { bufferOf } from '../../common/bufferOf';

/** What is known of a content: enough to recognise it. */
export interface Fingerprint {
	bytes: number;
	/** 64 hexadecimal digits. */
	sha256: string;
}

/** Counts and hashes a content while it passes. */
export class MeasuredContent implements AsyncIterable<Buffer> {
	private readonly hash: Hash = createHash('sha256');

	private count = 0;

	constructor(private readonly content: AsyncIterable<unknown>) {}

	async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
		for await (const chunk of this.content) {
			const buffer = bufferOf(chunk);
			this.hash.update(buffer);
			this.count += buffer.length;
			yield buffer;
		}
	}

	/** Of what has passed. Once only. */
	fingerprint(): Fingerprint {
		return { bytes: this.count, sha256: this.hash.digest('hex') };
	}
}

/** Reads a content to its end, for its fingerprint. */
export async function fingerprintOf(content: AsyncIterable<unknown>): Promise<Fingerprint> {
	const measured = new MeasuredContent(content);
	await readToEnd(measured);
	return measured.fingerprint();
}

export async function readToEnd(content: AsyncIterable<unknown>): Promise<void> {
	const chunks = content[Symbol.asyncIterator]();
	while (!(await chunks.next()).done);
}

/**
 * The same bytes in blocks of one size, the last one shorter. A block that lies within one chunk is not
 * copied.
 */
export async function* blocksOf(
	content: AsyncIterable<Buffer>,
	size: number,
): AsyncGenerator<Buffer> {
	let rest: Buffer[] = [];
	let length = 0;
	for await (const chunk of content) {
		let offset = 0;
		while (length + chunk.length - offset >= size) {
			const end = offset + size - length;
			rest.push(chunk.subarray(offset, end));
			yield rest.length === 1 ? rest[0] : Buffer.concat(rest, size);
			rest = [];
			length = 0;
			offset = end;
		}
		if (offset < chunk.length) {
			rest.push(chunk.subarray(offset));
			length += chunk.length - offset;
		}
	}
	if (length > 0) yield rest.length === 1 ? rest[0] : Buffer.concat(rest, length);
}
