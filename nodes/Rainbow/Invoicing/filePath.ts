import { createHash } from 'node:crypto';
import { OperatorError } from '../../common/errors';

/**
 * The path of an invoice file as it goes into a URL: each segment encoded, the slashes kept.
 *
 * @throws OperatorError where the path is no plain path: empty, absolute, with `.` or `..` in it, encoded
 * already, or with a backslash or control character, as such a path could lead somewhere else
 */
export function encodedPath(path: string): string {
	const fault = faultOf(path);
	if (fault) {
		throw new OperatorError(`Invoice file path ${JSON.stringify(path.slice(0, 200))} ${fault}`, {
			description:
				'Use the "filepath" of an item from Invoice File: Get Many, as it is: company, period, type and file name with slashes between. Nothing was downloaded.',
		});
	}
	return path.split('/').map(encodeURIComponent).join('/');
}

/**
 * One name for a file of any company and period: its path with `_` for the slashes, made safe for any
 * file system, and 12 hexadecimal digits of the path's SHA-256, so that no two paths share a name.
 */
export function uniqueFileName(path: string): string {
	const hash = createHash('sha256').update(path).digest('hex').slice(0, 12);
	const [, stem, extension] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/s.exec(path) ?? [];
	const safe = (stem ?? '').replace(/[^A-Za-z0-9-]+/g, '_').replace(/^[_-]+/, '');
	return `${safe.slice(-LONGEST_STEM).replace(/^[_-]+/, '') || 'file'}_${hash}${extension ?? ''}`;
}

/** With hash and extension below the 143 bytes that encrypted file systems leave, `.part` included. */
const LONGEST_STEM = 100;

function faultOf(path: string): string | undefined {
	if (path === '') return 'is empty';
	if (path.startsWith('/')) return 'starts with a slash';
	if (CONTROL_OR_BACKSLASH.test(path)) return 'holds a backslash or a control character';
	if (LONE_SURROGATE.test(path)) return 'holds half a character';
	if (/%(2e|2f|5c)/i.test(path)) return 'holds an encoded dot or slash';
	for (const segment of path.split('/')) {
		if (segment === '') return 'holds an empty part';
		if (segment === '.' || segment === '..') return `holds the part "${segment}"`;
	}
	return undefined;
}

const CONTROL_OR_BACKSLASH = /[\\\p{Cc}]/u;

/** No URL can hold one. */
const LONE_SURROGATE = /\p{Cs}/u;
