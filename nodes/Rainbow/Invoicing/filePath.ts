import { createHash } from 'node:crypto';
import { OperatorError } from '../../common/errors';

/**
 * The path of an invoice file for a URL: each segment encoded, slashes kept.
 *
 * @throws OperatorError if the path could lead elsewhere: empty, absolute, already encoded, or with `.`, `..`, a
 * backslash or a control character
 */
export function encodedPath(path: string): string {
	const fault = faultOf(path);
	if (fault) {
		throw new OperatorError(`Invoice file path ${JSON.stringify(path.slice(0, 200))} ${fault}`, {
			description:
				'Use the "filepath" of an item from Invoice File: Get Many unchanged: company, period, type and file name, separated by slashes. Nothing was downloaded.',
		});
	}
	return path.split('/').map(encodeURIComponent).join('/');
}

/**
 * A unique name for a file of any company and period: its path with `_` for slashes, safe for any file system, and 12
 * hexadecimal digits of the path's SHA-256, so that no two paths share a name.
 */
export function uniqueFileName(path: string): string {
	const hash = createHash('sha256').update(path).digest('hex').slice(0, 12);
	const [, stem, extension] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/s.exec(path) ?? [];
	const safe = (stem ?? '').replace(/[^A-Za-z0-9-]+/g, '_').replace(/^[_-]+/, '');
	return `${safe.slice(-LONGEST_STEM).replace(/^[_-]+/, '') || 'file'}_${hash}${extension ?? ''}`;
}

/** With hash, extension and `.part`, below the 143 bytes of encrypted file systems. */
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

/** No URL can contain half a character. */
const LONE_SURROGATE = /\p{Cs}/u;
