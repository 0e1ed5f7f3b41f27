const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** In bytes: room for endings of other programs below the 255 that most file systems leave. */
const LONGEST_NAME = 200;

/**
 * The file name that a `Content-Disposition` header gives (RFC 6266; the extended form wins, as it can
 * hold any letter). Empty where it gives none.
 */
export function nameInDisposition(header: string): string {
	const extended = /;\s*filename\*\s*=\s*([\w-]+)'[^']*'([^;\s]+)/i.exec(header);
	if (extended) return decoded(extended[1], extended[2]);
	const quoted = /;\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(header);
	if (quoted) return readLatin1AsUtf8(quoted[1].replace(/\\(.)/g, '$1'));
	return readLatin1AsUtf8(/;\s*filename\s*=\s*([^;"]+)/i.exec(header)?.[1].trim() ?? '');
}

/**
 * A file name that no file system reads in a way of its own: no folders, no control or direction
 * characters, no device names, not hidden, not too long. Letters of any language stay.
 *
 * @param fallback takes its place where nothing of it is left
 */
export function safeFileName(name: string, fallback: string): string {
	const base = name.split(/[/\\]/).at(-1) ?? '';
	const cleaned = base
		.normalize('NFC')
		.replace(/[\p{C}\p{Zl}\p{Zp}\uFFFD<>:"|?*]+/gu, '_')
		.trim()
		.replace(/^\.+|[. ]+$/g, '');
	if (cleaned === '' || /^_+$/.test(cleaned)) return fallback;
	return shortened(RESERVED.test(cleaned) || cleaned.startsWith('-') ? `_${cleaned}` : cleaned);
}

function decoded(charset: string, text: string): string {
	try {
		if (/^utf-8$/i.test(charset)) return decodeURIComponent(text);
		const bytes = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
			String.fromCharCode(parseInt(hex, 16)),
		);
		return bytes;
	} catch {
		return text;
	}
}

/** Headers arrive as Latin-1; servers often write UTF-8 into them. */
function readLatin1AsUtf8(text: string): string {
	const read = Buffer.from(text, 'latin1').toString('utf8');
	return read.includes('\uFFFD') ? text : read;
}

/** Cuts the middle of the name, never the extension, and never a character in two. */
function shortened(name: string): string {
	if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
	const extension = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
	const room = LONGEST_NAME - extension.length;
	let kept = '';
	for (const character of name) {
		if (Buffer.byteLength(kept + character) > room) break;
		kept += character;
	}
	return kept.replace(/[. ]+$/, '') + extension;
}
