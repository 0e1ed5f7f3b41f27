import { isPartName, pathOf } from '../../common/remoteNames';
import type { ListedFile, RemoteFiles } from './remoteFiles';

export interface SweepRules {
	directory: string;
	/**
	 * In milliseconds since the epoch: temporary files changed after it stay, and files of unknown age. Any number: a
	 * Date has a limit, and beyond it every comparison fails.
	 */
	changedBefore: number;
	/** Names of temporary files in intents; they stay. */
	intended: ReadonlySet<string>;
}

/** Removes abandoned temporary files. @returns the removed files */
export async function sweep(
	remote: RemoteFiles,
	{ directory, changedBefore, intended }: SweepRules,
): Promise<ListedFile[]> {
	const { files } = await remote.list(directory);
	const removed: ListedFile[] = [];
	for (const file of files) {
		if (!isPartName(file.name) || intended.has(file.name)) continue;
		// A file without a time may be in use.
		if (!file.modifiedAt || file.modifiedAt.getTime() >= changedBefore) continue;
		// If it is gone, somebody else removed it.
		if (await remote.remove(pathOf(directory, file.name))) removed.push(file);
	}
	return removed;
}
