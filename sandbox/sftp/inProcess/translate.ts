import { constants, type Stats } from 'node:fs';
import { utils, type Attributes, type FileEntry } from 'ssh2';

const { OPEN_MODE, STATUS_CODE } = utils.sftp;

/** A refusal in the protocol's own codes. */
export class Refusal extends Error {
	constructor(readonly code: number) {
		super(wordsFor(code));
	}
}

export function openFlags(flags: number): number {
	const writes = (flags & OPEN_MODE.WRITE) !== 0;
	const reads = (flags & OPEN_MODE.READ) !== 0;
	return (
		(writes ? (reads ? constants.O_RDWR : constants.O_WRONLY) : constants.O_RDONLY) |
		(flags & OPEN_MODE.CREAT ? constants.O_CREAT : 0) |
		(flags & OPEN_MODE.TRUNC ? constants.O_TRUNC : 0) |
		(flags & OPEN_MODE.EXCL ? constants.O_EXCL : 0)
	);
}

export function attributes({ mode, uid, gid, size, atimeMs, mtimeMs }: Stats): Attributes {
	const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);
	return { mode, uid, gid, size, atime: seconds(atimeMs), mtime: seconds(mtimeMs) };
}

export function entry(filename: string, stats?: Stats): FileEntry {
	const type = stats?.isDirectory() ? 'd' : '-';
	return {
		filename,
		longname: `${type}rw-r--r-- 1 erp erp ${stats?.size ?? 0} Jan 1 00:00 ${filename}`,
		attrs: stats ? attributes(stats) : ({} as Attributes),
	};
}

/** OpenSSH's codes for what a file system says: all but these are a plain "Failure". */
export function refusalFor(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	switch ((error as NodeJS.ErrnoException).code) {
		case 'ENOENT':
		case 'ENOTDIR':
			return new Refusal(STATUS_CODE.NO_SUCH_FILE);
		case 'EACCES':
		case 'EPERM':
			return new Refusal(STATUS_CODE.PERMISSION_DENIED);
		default:
			return new Refusal(STATUS_CODE.FAILURE);
	}
}

/** OpenSSH's words for its codes. */
export function wordsFor(code: number): string {
	switch (code) {
		case STATUS_CODE.EOF:
			return 'End of file';
		case STATUS_CODE.NO_SUCH_FILE:
			return 'No such file';
		case STATUS_CODE.PERMISSION_DENIED:
			return 'Permission denied';
		default:
			return 'Failure';
	}
}

/** The strings of an extended request, a byte a character. */
export function readStrings(data: Buffer | undefined): string[] {
	const strings: string[] = [];
	for (let at = 0; data && at + 4 <= data.length;) {
		const length = data.readUInt32BE(at);
		strings.push(data.subarray(at + 4, at + 4 + length).toString('binary'));
		at += 4 + length;
	}
	return strings;
}
