import { decode, encode, encodingExists } from 'iconv-lite';

/** An encoding of characters as bytes. */
export interface Charset {
	/** Its name in a declaration. */
	name: string;
	/** Needs no declaration: the first bytes identify it. */
	isUnicode: boolean;
	/** Finds characters that it lacks; missing if it has all. */
	unencodable?: RegExp;
	encode(text: string): Buffer;
}

const UTF_8: Charset = { name: 'UTF-8', isUnicode: true, encode: (text) => Buffer.from(text) };

/** Little endian, as in Windows and SAP; the byte order mark, which XML requires, says so. */
const UTF_16: Charset = {
	name: 'UTF-16',
	isUnicode: true,
	encode: (text) => Buffer.from(text, 'utf16le'),
};

const known = new Map<string, Charset | undefined>([
	['utf-8', UTF_8],
	['utf8', UTF_8],
	['utf-16', UTF_16],
]);

/** A character set by its name in a declaration; undefined if it is not supported. */
export function charsetOf(name: string): Charset | undefined {
	const key = name.toLowerCase();
	if (!known.has(key)) known.set(key, encodingExists(key) ? singleByte(name) : undefined);
	return known.get(key);
}

/** A character set that extends ASCII by up to 128 characters, e.g. ISO-8859-1; undefined for any other. */
function singleByte(name: string): Charset | undefined {
	const characters = [...decode(Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), name)];
	const ascii = characters.slice(0, 128).map((character) => character.charCodeAt(0));
	if (characters.length !== 256 || ascii.some((code, byte) => code !== byte)) return undefined;
	const codes = characters
		.filter((character) => character !== '\ufffd')
		.map((character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
	return {
		name,
		isUnicode: false,
		unencodable: new RegExp(`[^${codes.join('')}]`, 'gu'),
		encode: (text) => encode(text, name),
	};
}
