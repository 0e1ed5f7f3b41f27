import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A limit on the stored bytes of an SFTP server, with its kind. */
export interface DiskLimit {
	bytes: number;
	/** `disk`: the file system has no free block. `quota`: it has, but not for this user. */
	kind: 'disk' | 'quota';
}

export const BLOCK_SIZE = 4096;
const ROOMY = 1_000_000;

/** The bytes of all files below a directory. */
export function usedBytes(directory: string): number {
	return readdirSync(directory, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.reduce((sum, { parentPath, name }) => sum + sizeOf(join(parentPath, name)), 0);
}

/** In blocks; plenty if the disk itself is not limited. */
export function diskSpace(directory: string, limit: DiskLimit | null) {
	if (limit?.kind !== 'disk') return { blockSize: BLOCK_SIZE, blocks: ROOMY, free: ROOMY };
	const left = Math.max(0, limit.bytes - usedBytes(directory));
	return {
		blockSize: BLOCK_SIZE,
		blocks: Math.ceil(limit.bytes / BLOCK_SIZE),
		free: Math.floor(left / BLOCK_SIZE),
	};
}

function sizeOf(path: string): number {
	return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
