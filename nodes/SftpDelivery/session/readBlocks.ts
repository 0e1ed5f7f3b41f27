import { closeQuietly } from './closeQuietly';
import type { Connection } from './connection';

/** The step, in the sentence about its failure. */
export const READING_BACK = 'reading the file back';

const BLOCK = 32 * 1024;

/** Requests on their way at once. */
const IN_FLIGHT = 16;

/** Reads a file to its end, several blocks ahead, in order. Memory holds the blocks on their way. */
export async function* readBlocks(connection: Connection, path: string): AsyncGenerator<Buffer> {
	const { sftp } = connection;
	const handle = await connection.request<Buffer>(READING_BACK, (answer) =>
		sftp.open(path, 'r', answer),
	);
	const ahead: Array<Promise<Buffer>> = [];
	let position = 0;
	const ask = () => {
		const reading = readBlock(connection, handle, position);
		// Awaited in its turn, or never, where one before it failed.
		reading.catch(() => undefined);
		ahead.push(reading);
		position += BLOCK;
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

/** One whole block; shorter only at the end of the file, although a server may answer with less. */
async function readBlock(
	connection: Connection,
	handle: Buffer,
	position: number,
): Promise<Buffer> {
	const block = Buffer.allocUnsafe(BLOCK);
	let length = 0;
	while (length < BLOCK) {
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
