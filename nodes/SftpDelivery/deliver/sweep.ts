import { checksumName, isPartName, partName, pathOf } from './names';
import type { ListedFile, RemoteFiles } from './remoteFiles';

export interface SweepRules {
	directory: string;
	/** A temporary file that was changed after this moment stays. */
	changedBefore: Date;
	/** Final names of files that may still be published: their temporary files stay. */
	keep: string[];
}

/** Removes temporary files that nobody comes back for. @returns those that were removed */
export async function sweep(
	remote: RemoteFiles,
	{ directory, changedBefore, keep }: SweepRules,
): Promise<ListedFile[]> {
	const kept = new Set(keep.flatMap((name) => [partName(name), partName(checksumName(name))]));
	const { files } = await remote.list(directory);
	const removed: ListedFile[] = [];
	for (const file of files) {
		if (!isPartName(file.name) || kept.has(file.name)) continue;
		if (file.modifiedAt >= changedBefore) continue;
		// One that is gone meanwhile was removed by somebody else.
		if (await remote.remove(pathOf(directory, file.name))) removed.push(file);
	}
	return removed;
}
