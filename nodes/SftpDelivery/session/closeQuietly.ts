import type { Connection } from './connection';

/** Closes a file after which nobody asks any more. */
export async function closeQuietly(connection: Connection, handle: Buffer): Promise<void> {
	if (!connection.isConnected) return;
	await connection
		.request('closing the file', (answer) => connection.sftp.close(handle, answer as () => void), {
			evenCancelled: true,
		})
		.catch(() => undefined);
}
