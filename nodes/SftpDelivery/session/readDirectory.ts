import type { FileEntryWithStats } from 'ssh2';
import { closeQuietly } from './closeQuietly';
import type { Connection } from './connection';

const END_OF_FILE = 1;

/** All entries of a directory, asked for piece by piece, so that a large one shows that it goes on. */
export async function readDirectory(
	connection: Connection,
	path: string,
): Promise<FileEntryWithStats[]> {
	const step = 'listing the directory';
	const { sftp } = connection;
	const handle = await connection.request<Buffer>(step, (answer) => sftp.opendir(path, answer));
	const found: FileEntryWithStats[] = [];
	try {
		for (;;) {
			const piece = await connection.request<FileEntryWithStats[] | undefined>(step, (answer) =>
				sftp.readdir(handle, (error, list) => {
					const isEnd = (error as { code?: unknown } | undefined)?.code === END_OF_FILE;
					answer(isEnd ? undefined : error, isEnd ? undefined : list);
				}),
			);
			if (piece === undefined) return found;
			for (const entry of piece) found.push(entry);
		}
	} finally {
		await closeQuietly(connection, handle);
	}
}
