import { failed, type RemoteFiles } from './remoteFiles';

/** Gives a file a name that may be that of a file of ours: in one step, or in two where the server cannot. */
export async function putInPlace(remote: RemoteFiles, from: string, to: string): Promise<void> {
	try {
		await remote.replace(from, to);
	} catch (error) {
		if (!failed(error, 'unsupported')) throw error;
		await remote.remove(to);
		await remote.rename(from, to);
	}
}
