import { closeQuietly } from './closeQuietly';
import type { Connection } from './sftpConnection';

/** The step, in the sentence about its failure. */
export const READING_BACK = 'reading the file back';

/** The size that ssh2 requests at once from any server. */
const BLOCK = 31 * 1024;

/** Parallel requests. */
const IN_FLIGHT = 16;

/**
 * Reads a file, or its first `most` bytes, in order and several blocks ahead. Memory holds only the blocks in transit.
 * It requests nothing beyond `most`, so an endless file does no harm.
 */
export async function* readBlocks(
	connection: Connection,
	path: string,
	most: number,
): AsyncGenerator<Buffer> {
	const { sftp } = connection;
	const handle = await connection.request<Buffer>(READING_BACK, (answer) =>
		sftp.open(path, 'r', answer),
	);
	const ahead: Array<Promise<Buffer>> = [];
	let position = 0;
	const ask = () => {
		const length = Math.min(BLOCK, most - position);
		if (length <= 0) return;
		const reading = readBlock(connection, handle, position, length);
		// Awaited at its turn, or never if an earlier block failed.
		reading.catch(() => undefined);
		ahead.push(reading);
		position += length;
	};
	try {
		for (let count = 0; count < IN_FLIGHT; count++) ask();
		for (let block = await ahead.shift(); block?.length; block = await ahead.shift()) {
			yield block;
			if (block.length < BLOCK) return;
			ask();
		}
	} finally {
		await Promise.allSettled(ahead);
		await closeQuietly(connection, handle);
	}
}

/** One whole block, shorter only at the end of the file; a server may answer with less at a time. */
async function readBlock(
	connection: Connection,
	handle: Buffer,
	position: number,
	size: number,
): Promise<Buffer> {
	const block = Buffer.allocUnsafe(size);
	let length = 0;
	while (length < size) {
		const rest = block.subarray(length);
		const start = position + length;
		const read = await connection.request<number>(READING_BACK, (answer) =>
			connection.sftp.read(handle, rest, 0, rest.length, start, answer),
		);
		if (read === 0) break;
		length += read;
	}
	return block.subarray(0, length);
}
