import { blocksOf } from '../deliver/content';
import { RemoteFailure } from '../deliver/remoteFiles';
import type { Connection } from './sftpConnection';

/**
 * The size that every server accepts in one request. For servers other than OpenSSH, ssh2 splits anything above 31,952
 * bytes, and sends the rest after the first part is confirmed.
 */
const BLOCK = 31 * 1024;

/** Chunk size to read a source in: then every block lies within one chunk, and none is copied. */
export const WHOLE_BLOCKS = 2 * BLOCK;

/** Parallel requests: 1 MiB, to keep a distant server busy. */
const IN_FLIGHT = 32;

/**
 * Writes content to an open file from its start. It reads the source as fast as the server confirms.
 *
 * @throws RemoteFailure with the number of confirmed bytes, without gaps
 */
export async function writeBlocks(
	connection: Connection,
	handle: Buffer,
	content: AsyncIterable<Buffer>,
): Promise<void> {
	const underWay = new Set<Promise<void>>();
	const confirmed = new Confirmed();
	let failure: unknown;
	let position = 0;
	const send = (block: Buffer) => {
		const start = position;
		position += block.length;
		const write: Promise<void> = connection
			.request('writing the file', (answer) =>
				connection.sftp.write(handle, block, 0, block.length, start, answer as () => void),
			)
			.then(() => confirmed.add(start, block.length))
			.catch((error: unknown) => {
				failure ??= error;
			})
			.finally(() => underWay.delete(write));
		underWay.add(write);
	};
	try {
		for await (const block of blocksOf(content, BLOCK)) {
			send(block);
			if (underWay.size >= IN_FLIGHT) await Promise.race(underWay);
			if (failure !== undefined) break;
		}
	} finally {
		await Promise.all(underWay);
	}
	if (failure instanceof RemoteFailure) failure.bytes = confirmed.bytes;
	if (failure !== undefined) throw failure;
}

/** How far a file is written without gaps: answers may arrive in any order. */
class Confirmed {
	bytes = 0;

	private readonly ahead = new Map<number, number>();

	add(start: number, length: number): void {
		this.ahead.set(start, length);
		for (let next = this.ahead.get(this.bytes); next !== undefined;) {
			this.ahead.delete(this.bytes);
			this.bytes += next;
			next = this.ahead.get(this.bytes);
		}
	}
}
