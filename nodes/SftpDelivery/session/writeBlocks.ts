import { blocksOf } from '../deliver/content';
import { RemoteFailure } from '../deliver/remoteFiles';
import type { Connection } from './connection';

/** What every server takes in one request. */
const BLOCK = 32 * 1024;

/** Requests on their way at once: 1 MiB, so that a distant server is kept busy. */
const IN_FLIGHT = 32;

/**
 * Writes a content to an open file from its start. The source is read as fast as the server confirms.
 *
 * @throws RemoteFailure with the bytes that the server had confirmed, counted without gaps
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

/** How far a file is written without a gap: answers may come in any order. */
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
