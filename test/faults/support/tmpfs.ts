import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

export interface SmallDisk {
	directory: string;
	resize(bytes: number): void;
	unmount(): void;
}

/**
 * A separate file system in memory, of the given size.
 *
 * @returns undefined if this user may not mount: not root, or in a closed container
 */
export function mountSmallDisk(directory: string, bytes: number): SmallDisk | undefined {
	mkdirSync(directory, { recursive: true });
	try {
		mount(['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', directory]);
	} catch {
		return undefined;
	}
	return {
		directory,
		resize: (size) => mount(['-o', `remount,size=${size}`, directory]),
		unmount: () => void execFileSync('umount', ['-l', directory]),
	};
}

function mount(args: string[]): void {
	execFileSync('mount', args, { stdio: 'ignore' });
}
