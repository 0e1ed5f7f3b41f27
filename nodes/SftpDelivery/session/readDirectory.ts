import type { FileEntryWithStats } from 'ssh2';
import { RemoteFailure } from '../deliver/remoteFiles';
import { closeQuietly } from './closeQuietly';
import type { Connection } from './sftpConnection';

const END_OF_FILE = 1;

/** More than any ERP's directory holds: an endless listing must not fill n8n's memory. */
const MOST_ENTRIES = 100_000;

/** Of all names together: file systems allow 255 for each. */
const MOST_LETTERS = MOST_ENTRIES * 255;

/** Of pieces in a row without a file: each is a trip to the server, and a directory names itself and its parent once. */
const MOST_IDLE_PIECES = 100;

/**
 * All entries of a directory except itself and its parent, read piece by piece, so that a large one shows progress. An
 * empty piece ends it, like the end of the list.
 *
 * @param wanted reduces an entry to what is kept in memory
 * @throws RemoteFailure, `endless` if there are more entries than the limit, longer names, or no file in many pieces
 */
export async function readDirectory<Kept>(
	connection: Connection,
	path: string,
	wanted: (entry: FileEntryWithStats) => Kept,
): Promise<Kept[]> {
	const step = 'listing the directory';
	const { sftp } = connection;
	const handle = await connection.request<Buffer>(step, (answer) => sftp.opendir(path, answer));
	const found: Kept[] = [];
	let entries = 0;
	let letters = 0;
	let idle = 0;
	try {
		for (;;) {
			const piece = await connection.request<FileEntryWithStats[] | undefined>(step, (answer) =>
				// `full`: without the option, a piece with only "." and ".." looks like the end.
				(sftp as unknown as FullListing).readdir(handle, { full: true }, (error, list) => {
					const isEnd = (error as { code?: unknown } | undefined)?.code === END_OF_FILE;
					answer(isEnd ? undefined : error, isEnd ? undefined : list);
				}),
			);
			if (piece === undefined || piece.length === 0) return found;
			if (!Array.isArray(piece)) throw new RemoteFailure('refused', step);
			const before = found.length;
			for (const entry of piece) {
				entries++;
				letters += entry.filename.length;
				if (entry.filename !== '.' && entry.filename !== '..') found.push(wanted(entry));
			}
			idle = found.length > before ? 0 : idle + 1;
			if (entries > MOST_ENTRIES || letters > MOST_LETTERS || idle > MOST_IDLE_PIECES)
				throw new RemoteFailure('endless', step);
		}
	} finally {
		await closeQuietly(connection, handle);
	}
}

/** An option that ssh2 accepts but its types omit. */
interface FullListing {
	readdir(
		handle: Buffer,
		options: { full: true },
		answer: (error: Error | undefined, list: FileEntryWithStats[]) => void,
	): void;
}
