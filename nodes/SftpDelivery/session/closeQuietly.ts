import type { Connection } from './sftpConnection';

/** Closes a file whose result does not matter. */
export async function closeQuietly(connection: Connection, handle: Buffer): Promise<void> {
	if (!connection.isConnected) return;
	await connection
		.request('closing the file', (answer) => connection.sftp.close(handle, answer as () => void), {
			evenCancelled: true,
		})
		.catch(() => undefined);
}
