import type { RemoteFiles } from './remoteFiles';

/** Removes a temporary file that is of no use any more, if the server can still be asked; Sweep removes what stays. */
export async function discard(remote: RemoteFiles, path: string): Promise<void> {
	if (remote.isConnected) await remote.remove(path).catch(() => false);
}
