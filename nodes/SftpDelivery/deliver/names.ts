import { OperatorError } from '../../common/errors';

const LONGEST_NAME = 255;

/** Characters of a mark that makes a temporary name one's own. */
export const MARK_LENGTH = 8;

/**
 * Where a file is written before it gets its name. ERPs leave names alone that begin with a dot.
 *
 * @param mark makes it a name that nobody else has
 */
export function partName(fileName: string, mark?: string): string {
	return mark === undefined ? `.${fileName}.part` : `.${fileName}.${mark}.part`;
}

export function isPartName(name: string): boolean {
	return /^\..+\.part$/s.test(name);
}

export function checksumName(fileName: string): string {
	return `${fileName}.sha256`;
}

/** A name that says already that its file is compressed stays. */
export function compressedName(fileName: string): string {
	return /\.gz$/i.test(fileName) ? fileName : `${fileName}.gz`;
}

/** @param directory as `checkedDirectory` gives it */
export function pathOf(directory: string, name: string): string {
	return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}

/**
 * A file name that leads nowhere but into the directory it is for, and leaves room for what is written
 * around it: the dot, a mark and `.part`, and `.sha256`.
 *
 * @throws OperatorError
 */
export function checkedFileName(value: unknown): string {
	const name = typeof value === 'string' ? value : '';
	const fault = typeof value === 'string' ? faultOfName(value) : 'is no text';
	if (fault === undefined) return name;
	throw new OperatorError(`File Name ${quoted(name)} ${fault}`, {
		description:
			'Give a plain file name without folders, e.g. {{ $json.fileName }} of Finance XML Builder; the folder goes into Remote Directory. Nothing was sent.',
	});
}

/**
 * A directory without a slash at its end; `.` is the one in which the server starts a session.
 *
 * @throws OperatorError
 */
export function checkedDirectory(value: unknown): string {
	const directory = typeof value === 'string' ? value.trim() : '';
	const fault = faultOfDirectory(directory);
	if (fault === undefined) return directory.replace(/(?<=.)\/+$/, '');
	throw new OperatorError(`Remote Directory ${quoted(directory)} ${fault}`, {
		description:
			'Give the folder on the SFTP server, e.g. /erp/inbox, or a dot for the one in which the server starts. Nothing was sent.',
	});
}

function faultOfName(name: string): string | undefined {
	if (name === '') return 'is empty';
	if (name === '.' || name === '..') return 'is no name of a file';
	if (/[/\\]/.test(name)) return 'holds a slash';
	if (CONTROL.test(name)) return 'holds a control character';
	if (LONE_SURROGATE.test(name)) return 'holds half a character';
	if (isPartName(name)) return 'is that of a temporary file';
	const longest = partName(checksumName(name), 'm'.repeat(MARK_LENGTH));
	if (Buffer.byteLength(longest) > LONGEST_NAME) return 'is too long';
	return undefined;
}

function faultOfDirectory(directory: string): string | undefined {
	if (directory === '') return 'is empty';
	if (CONTROL.test(directory)) return 'holds a control character';
	if (LONE_SURROGATE.test(directory)) return 'holds half a character';
	if (directory.split('/').includes('..')) return 'holds the part ".."';
	return undefined;
}

function quoted(text: string): string {
	return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}

const CONTROL = /\p{Cc}/u;

/** Would arrive as another character, so that two names could become one. */
const LONE_SURROGATE = /\p{Cs}/u;
