import { OperatorError } from '../../common/errors';
import { partName } from '../../common/remoteNames';
import { withoutTrailing } from '../../common/withoutTrailing';

const LONGEST_NAME = 255;

/** Hexadecimal digits of the token in a temporary name: the writer's token and a number. */
export const TOKEN_LENGTH = 12;

export function checksumName(fileName: string): string {
	return `${fileName}.sha256`;
}

/** A name that already ends in .gz stays. */
export function compressedName(fileName: string): string {
	return /\.gz$/i.test(fileName) ? fileName : `${fileName}.gz`;
}

/**
 * A file name that stays in its directory and leaves room for the additions: the dot, a token and `.part`, and
 * `.sha256`.
 *
 * @throws OperatorError
 */
export function checkedFileName(value: unknown): string {
	const name = typeof value === 'string' ? value : '';
	const fault = typeof value === 'string' ? faultOfName(value) : 'is not text';
	if (fault === undefined) return name;
	throw new OperatorError(`File Name ${quoted(name)} ${fault}`, {
		description:
			'Give a plain file name without folders, e.g. {{ $json.fileName }} of Finance XML Builder; the folder goes into Remote Directory. Nothing was sent.',
	});
}

/**
 * A directory without a trailing slash; `.` is the one in which a session starts.
 *
 * @throws OperatorError
 */
export function checkedDirectory(value: unknown): string {
	const directory = typeof value === 'string' ? value.trim() : '';
	const fault = faultOfDirectory(directory);
	if (fault === undefined) return withoutTrailing(directory, '/') || directory.slice(0, 1);
	throw new OperatorError(`Remote Directory ${quoted(directory)} ${fault}`, {
		description:
			'Give the folder on the SFTP server with slashes, e.g. /erp/inbox. Without a leading slash, e.g. inbox, it is below the folder where the login starts; a dot is that folder itself. Nothing was sent.',
	});
}

function faultOfName(name: string): string | undefined {
	if (name === '') return 'is empty';
	if (name === '.' || name === '..') return 'is not the name of a file';
	if (/[/\\]/.test(name)) return 'holds a slash';
	if (CONTROL.test(name)) return 'holds a control character';
	if (LONE_SURROGATE.test(name)) return 'holds half a character';
	if (name.startsWith('.')) return 'begins with a dot, and ERPs are told to ignore such names';
	if (/\.sha256$/i.test(name)) return 'is the name of a checksum file, which would be overwritten';
	if (name.includes(':')) return 'holds a colon, which on Windows servers means another file';
	if (/[. ]$/.test(name)) return 'ends with a dot or a blank, which Windows servers remove';
	if (DEVICE.test(name))
		return 'is the name of a device on Windows servers, which cannot store such a file';
	const longest = partName(checksumName(name), 'f'.repeat(TOKEN_LENGTH));
	if (Buffer.byteLength(longest) > LONGEST_NAME) return 'is too long';
	return undefined;
}

function faultOfDirectory(directory: string): string | undefined {
	if (directory === '') return 'is empty';
	if (CONTROL.test(directory)) return 'holds a control character';
	if (LONE_SURROGATE.test(directory)) return 'holds half a character';
	if (directory.split('/').includes('..')) return 'holds the part ".."';
	if (directory.startsWith('~')) return 'begins with "~", which SFTP servers read as a plain name';
	if (directory.includes('\\')) return 'holds a backslash, which SFTP servers read as a letter';
	return undefined;
}

function quoted(text: string): string {
	return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}

/** With any extension, too: such a file disappears silently. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

const CONTROL = /\p{Cc}/u;

/** It would arrive as another character, so two names could become one. */
const LONE_SURROGATE = /\p{Cs}/u;
