import { createHash, type Hash } from 'node:crypto';
import { bufferOf } from '../../common/bufferOf';
import { OperatorError } from '../../common/errors';
import { gzipped } from '../../common/gzip';

/** Identifies a content. */
export interface Fingerprint {
	bytes: number;
	/** 64 hexadecimal digits. */
	sha256: string;
}

/** Counts and hashes content as it passes. */
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

	/** The fingerprint of what has passed. Call it only once. */
	fingerprint(): Fingerprint {
		return { bytes: this.count, sha256: this.hash.digest('hex') };
	}
}

/** Reads content to its end, for its fingerprint. */
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
 * The same bytes in blocks of equal size, except the last. A block within one chunk is not copied.
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

/** The content to deliver; opened again if a file on the server must be compared with it. */
export interface Source {
	open(): AsyncIterable<unknown>;
	/** The expected SHA-256 before compression, 64 hexadecimal digits; empty for any. */
	expectedSha256: string;
	/** Whether to compress it with gzip. */
	compress?: boolean;
}

/**
 * The bytes that go to the server: the content, compressed or not. The expected checksum is compared before
 * compression; the reported one is of the bytes sent.
 */
export class Outgoing implements AsyncIterable<Buffer> {
	private readonly content: MeasuredContent;

	private readonly compressed?: MeasuredContent;

	constructor(private readonly source: Source) {
		this.content = new MeasuredContent(source.open());
		if (source.compress) this.compressed = new MeasuredContent(gzipped(this.content));
	}

	[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
		return (this.compressed ?? this.content)[Symbol.asyncIterator]();
	}

	/**
	 * The fingerprint of what was sent. Call it only once, at the end.
	 *
	 * @throws OperatorError if the content is not the expected one
	 */
	fingerprint(fileName: string): Fingerprint {
		const own = this.content.fingerprint();
		const { expectedSha256 } = this.source;
		if (expectedSha256 === '' || expectedSha256 === own.sha256) {
			return this.compressed?.fingerprint() ?? own;
		}
		throw new OperatorError(`${fileName} does not have the expected checksum`, {
			description: `Its SHA-256${this.source.compress ? ' before it is compressed' : ''} is ${own.sha256}, but ${expectedSha256} was expected: the file in n8n is not the one that was built. Nothing has its name on the server. Run again from the step that builds it.`,
		});
	}
}
