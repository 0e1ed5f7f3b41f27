import { failed, RemoteFailure, type RemoteFiles } from './remoteFiles';

/** With less than this left a disk counts as full: a server may fill the last of it before it says no. */
const NEXT_TO_NOTHING = 1024 * 1024;

/**
 * Finds out why a server does not take a file's bytes. OpenSSH says no more than "Failure" to a full disk,
 * a used-up quota and a broken disk; how much the disk has left tells the first from the others.
 */
export async function storageFailure(
	remote: RemoteFiles,
	error: unknown,
	directory: string,
): Promise<unknown> {
	if (!failed(error, 'refused') || !remote.isConnected) return error;
	const free = await remote.freeSpace(directory).catch(() => undefined);
	if (free === undefined) return error;
	const known = new RemoteFailure(free < NEXT_TO_NOTHING ? 'diskFull' : 'refused', error.step);
	known.bytes = error.bytes;
	known.freeBytes = free;
	return known;
}
