import { constants, type Stats } from 'node:fs';
import { utils, type Attributes, type FileEntry } from 'ssh2';
import type { Quirks } from './fault';

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

export function attributes(
	{ mode, uid, gid, size, atimeMs, mtimeMs }: Stats,
	{ without = [] }: Quirks,
): Attributes {
	const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);
	const has = (what: (typeof without)[number]) => !without.includes(what);
	return {
		...(has('mode') ? { mode: has('type') ? mode : mode & PERMISSION_BITS } : {}),
		...{ uid, gid },
		...(has('size') ? { size } : {}),
		...(has('times') ? { atime: seconds(atimeMs), mtime: seconds(mtimeMs) } : {}),
	} as Attributes;
}

const PERMISSION_BITS = 0o7777;

export function entry(filename: string, quirks: Quirks, stats?: Stats): FileEntry {
	const isDirectory = stats?.isDirectory() === true;
	return {
		filename,
		longname:
			quirks.longname?.(filename, isDirectory) ??
			`${isDirectory ? 'd' : '-'}rw-r--r-- 1 erp erp ${stats?.size ?? 0} Jan 1 00:00 ${filename}`,
		attrs: stats ? attributes(stats, quirks) : ({} as Attributes),
	};
}

/** OpenSSH's codes for file system errors; all others are a plain "Failure". */
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

/** The strings of an extended request, one byte per character. */
export function readStrings(data: Buffer | undefined): string[] {
	const strings: string[] = [];
	for (let at = 0; data && at + 4 <= data.length;) {
		const length = data.readUInt32BE(at);
		strings.push(data.subarray(at + 4, at + 4 + length).toString('binary'));
		at += 4 + length;
	}
	return strings;
}
