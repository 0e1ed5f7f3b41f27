import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mountSmallDisk } from './tmpfs';

/**
 * Leaves n8n no room for the files of its executions.
 *
 * @param bytes that still fit; if this user may not mount a disk, nothing fits, because a file blocks the folder
 * @returns what gives it room again
 */
export function fillStorage(userFolder: string, bytes: number): () => void {
	const storage = join(userFolder, '.n8n', 'storage');
	const disk = mountSmallDisk(storage, bytes);
	if (disk) return () => disk.unmount();
	const [place, aside] = [join(storage, 'workflows'), join(storage, 'workflows-aside')];
	mkdirSync(place, { recursive: true });
	renameSync(place, aside);
	writeFileSync(place, '');
	return () => {
		rmSync(place);
		renameSync(aside, place);
	};
}
