import { withoutTrailing } from '../../common/withoutTrailing';

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** The part of a header that is read; the rest is ignored. */
const LONGEST_HEADER = 2000;

/** In bytes: below the 255 of most file systems, with room for extensions that other programs add. */
const LONGEST_NAME = 200;

/**
 * The file name in a `Content-Disposition` header (RFC 6266; the extended form wins, because it can hold any letter).
 * Empty if there is none.
 */
export function nameInDisposition(wholeHeader: string): string {
	const header = wholeHeader.slice(0, LONGEST_HEADER);
	const extended = /;\s*filename\*\s*=\s*([\w-]+)'[^']*'([^;\s]+)/i.exec(header);
	if (extended) return decoded(extended[1], extended[2]);
	const quoted = /;\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(header);
	if (quoted) return readLatin1AsUtf8(quoted[1].replace(/\\(.)/g, '$1'));
	return readLatin1AsUtf8(/;\s*filename\s*=\s*([^;"]+)/i.exec(header)?.[1].trim() ?? '');
}

/**
 * A file name that is safe on every file system: no folders, no control or direction characters, no device names, not
 * hidden, not too long. Letters of any language stay.
 *
 * @param fallback used if nothing is left
 */
export function safeFileName(name: string, fallback: string): string {
	const base = name.split(/[/\\]/).at(-1) ?? '';
	const visible = base
		.normalize('NFC')
		.replace(/[\p{C}\p{Zl}\p{Zp}\uFFFD<>:"|?*]+/gu, '_')
		.trim();
	const cleaned = withoutTrailing(visible.replace(/^\.+/, ''), '. ');
	if (cleaned === '' || /^_+$/.test(cleaned)) return fallback;
	return shortened(RESERVED.test(cleaned) || cleaned.startsWith('-') ? `_${cleaned}` : cleaned);
}

function decoded(charset: string, text: string): string {
	try {
		if (/^utf-?8$/i.test(charset)) return decodeURIComponent(text);
		const bytes = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
			String.fromCharCode(parseInt(hex, 16)),
		);
		return bytes;
	} catch {
		return text;
	}
}

/** Headers arrive as Latin-1, but servers often write UTF-8. */
function readLatin1AsUtf8(text: string): string {
	const read = Buffer.from(text, 'latin1').toString('utf8');
	return read.includes('\uFFFD') ? text : read;
}

/** Cuts the middle of the name, never the extension, and never splits a character. */
function shortened(name: string): string {
	if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
	const extension = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
	const room = LONGEST_NAME - extension.length;
	let kept = '';
	for (const character of name) {
		if (Buffer.byteLength(kept + character) > room) break;
		kept += character;
	}
	return withoutTrailing(kept, '. ') + extension;
}
