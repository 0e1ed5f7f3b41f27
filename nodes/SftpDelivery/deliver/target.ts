import { randomBytes } from 'node:crypto';
import { checksumName, MARK_LENGTH, partName, pathOf } from './names';

/** What to do when a file of that name is there already. */
export type IfExists = 'recognise' | 'refuse' | 'replace';

/** Where a file goes, and how. */
export interface Target {
	/** As `checkedDirectory` gives it. */
	directory: string;
	/** As `checkedFileName` gives it. */
	fileName: string;
	ifExists: IfExists;
	/** Make the directory where it is missing. */
	createDirectories: boolean;
	/** Put a file with the checksum beside it. */
	checksumFile: boolean;
}

/** The content to deliver; opened more than once where a file on the server has to be compared with it. */
export interface Source {
	open(): AsyncIterable<unknown>;
	/** 64 hexadecimal digits that the content must have before it is compressed; empty for any. */
	expectedSha256: string;
	/** Whether to send it compressed with gzip. */
	compress?: boolean;
}

export function finalPath({ directory, fileName }: Target): string {
	return pathOf(directory, fileName);
}

export function partPath({ directory, fileName }: Target): string {
	return pathOf(directory, partName(fileName));
}

/** A temporary name that nobody else has. Nobody comes back for it, but Sweep. */
export function privatePartPath({ directory, fileName }: Target): string {
	return pathOf(directory, partName(fileName, randomBytes(MARK_LENGTH / 2).toString('hex')));
}

/** The target of the file with the checksum: a file of its own, which always holds what it should. */
export function checksumTarget(target: Target): Target {
	return { ...target, fileName: checksumName(target.fileName), checksumFile: false };
}
