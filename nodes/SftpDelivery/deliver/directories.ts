import { failed, type RemoteFiles } from './remoteFiles';

/**
 * Makes a directory and those above it. Another run may do the same at the same time: a directory that is
 * there in the end is what was asked for.
 */
export async function makeDirectories(remote: RemoteFiles, path: string): Promise<void> {
	try {
		await makeOrFind(remote, path);
	} catch (error) {
		const parent = path.replace(/\/+[^/]*$/, '');
		if (!failed(error, 'missing') || parent === '' || parent === path) throw error;
		await makeDirectories(remote, parent);
		await makeOrFind(remote, path);
	}
}

async function makeOrFind(remote: RemoteFiles, path: string): Promise<void> {
	try {
		await remote.makeDirectory(path);
	} catch (error) {
		// Where it exists servers say "Failure", and some "permission denied".
		if (!failed(error, 'refused', 'denied')) throw error;
		if (!(await remote.stat(path))?.isDirectory) throw error;
	}
}
