import {
	createDecipheriv,
	createHash,
	createHmac,
	createPrivateKey,
	type JsonWebKey,
	type KeyObject,
} from 'node:crypto';
import { ConnectFailure, NEW_KEY, unreadableKey } from './connectFailure';
import { sshString } from './openSshKey';

/*
 * PuTTY's format for private keys, versions 2 and 3 (appendix C of PuTTY's manual). Version 3 encrypts with a key from
 * Argon2, which Node 20 and 22 lack: for such a key, the error gives the command that converts it.
 */

const BEGINS = /^PuTTY-User-Key-File-(\d+):/;

const CONVERT = 'puttygen key.ppk -O private-openssh -o key';

/** The labels of the file, in order. */
const LABELS = [
	'Encryption:',
	'Comment:',
	'Public-Lines:',
	'Private-Lines:',
	'Private-MAC:',
] as const;

interface Fields {
	version: 2 | 3;
	type: string;
	encryption: string;
	comment: string;
	publicKey: Buffer;
	/** Encrypted if the key is. */
	secret: Buffer;
	/** Hexadecimal. */
	mac: string;
}

export function isPuttyKey(key: string): boolean {
	return BEGINS.test(key);
}

/** @throws ConnectFailure */
export function puttyKey(text: string, passphrase: string): KeyObject {
	const fields = readFields(text);
	const isEncrypted = fields.encryption !== 'none';
	if (isEncrypted && passphrase === '')
		throw new ConnectFailure({ kind: 'unusableKey', fault: 'passphraseMissing' });
	if (isEncrypted && fields.version === 3) {
		throw unreadableKey("an encrypted key in PuTTY's format 3", CONVERT);
	}
	const secret = isEncrypted ? decrypted(fields.secret, passphrase) : fields.secret;
	if (macOf(fields, secret, isEncrypted ? passphrase : '') !== fields.mac) {
		if (!isEncrypted) throw damaged();
		throw new ConnectFailure({ kind: 'unusableKey', fault: 'passphraseWrong' });
	}
	try {
		return createPrivateKey({ key: webKey(fields, secret), format: 'jwk' });
	} catch (error) {
		if (error instanceof ConnectFailure) throw error;
		throw damaged(error);
	}
}

/** Finds the labels anywhere: a form may have removed the line breaks. */
function readFields(text: string): Fields {
	const version = Number(BEGINS.exec(text)?.[1]);
	if (version !== 2 && version !== 3) {
		throw unreadableKey(`a key in PuTTY's format ${version}`, CONVERT);
	}
	const values: string[] = [];
	let from = text.indexOf(':') + 1;
	for (const label of LABELS) {
		const at = text.indexOf(label, from);
		if (at < 0) throw damaged();
		values.push(text.slice(from, at).trim());
		from = at + label.length;
	}
	const [type, encryption, comment, publicLines, privateLines] = values;
	return {
		version,
		type,
		encryption,
		comment,
		// If the key is encrypted, the settings of Argon2 follow.
		publicKey: base64Lines(publicLines),
		secret: base64Lines(privateLines),
		mac: text.slice(from).trim().toLowerCase(),
	};
}

/** The number of lines and their content, up to the next label. */
function base64Lines(value: string): Buffer {
	const [, ...lines] = value.split(/\s+/);
	const end = lines.findIndex((line) => line.endsWith(':'));
	return Buffer.from((end < 0 ? lines : lines.slice(0, end)).join(''), 'base64');
}

function decrypted(secret: Buffer, passphrase: string): Buffer {
	const half = (number: number) =>
		createHash('sha1')
			.update(Buffer.from([0, 0, 0, number]))
			.update(passphrase)
			.digest();
	const key = Buffer.concat([half(0), half(1)]).subarray(0, 32);
	const cipher = createDecipheriv('aes-256-cbc', key, Buffer.alloc(16)).setAutoPadding(false);
	try {
		return Buffer.concat([cipher.update(secret), cipher.final()]);
	} catch (error) {
		throw damaged(error);
	}
}

/** Covers the whole key: it differs if the key was cut off or decrypted with a wrong passphrase. */
function macOf(fields: Fields, secret: Buffer, passphrase: string): string {
	const { version, type, encryption, comment, publicKey } = fields;
	const covered = [type, encryption, comment, publicKey, secret].map(sshString);
	const hmac =
		version === 3
			? createHmac('sha256', '')
			: createHmac(
					'sha1',
					createHash('sha1').update('putty-private-key-file-mac-key').update(passphrase).digest(),
				);
	return hmac.update(Buffer.concat(covered)).digest('hex');
}

const CURVES: Record<string, string> = {
	nistp256: 'P-256',
	nistp384: 'P-384',
	nistp521: 'P-521',
};

/** The key's numbers under their names in RFC 7517. */
function webKey({ type, publicKey }: Fields, secret: Buffer): JsonWebKey {
	const shared = stringsOf(publicKey);
	const own = stringsOf(secret);
	if (type === 'ssh-ed25519') {
		return { kty: 'OKP', crv: 'Ed25519', x: url(shared[1]), d: url(own[0]) };
	}
	if (type.startsWith('ecdsa-sha2-')) {
		const [, curve, point] = shared;
		const size = (point.length - 1) / 2;
		return {
			kty: 'EC',
			crv: CURVES[curve.toString()],
			x: url(point.subarray(1, 1 + size)),
			y: url(point.subarray(1 + size)),
			d: url(sized(own[0], size)),
		};
	}
	if (type !== 'ssh-rsa') {
		throw unreadableKey(`a key of the type ${type}, which SSH servers no longer accept`, NEW_KEY);
	}
	const [, e, n] = shared;
	const [d, p, q, qi] = own;
	const exponent = (prime: Buffer) => {
		const rest = (number(d) % (number(prime) - 1n)).toString(16);
		return Buffer.from(rest.length % 2 ? `0${rest}` : rest, 'hex');
	};
	const all = { n, e, d, p, q, dp: exponent(p), dq: exponent(q), qi };
	return {
		kty: 'RSA',
		...Object.fromEntries(Object.entries(all).map(([name, value]) => [name, url(plain(value))])),
	};
}

/** The strings of a blob, each after its length; the rest is padding. */
function stringsOf(blob: Buffer): Buffer[] {
	const strings: Buffer[] = [];
	for (let at = 0; at + 4 <= blob.length;) {
		const end = at + 4 + blob.readUInt32BE(at);
		if (end > blob.length) break;
		strings.push(blob.subarray(at + 4, end));
		at = end;
	}
	return strings;
}

function number(value: Buffer): bigint {
	return BigInt(`0x${value.toString('hex')}`);
}

/** Without the leading zeros that mark a number as positive. */
function plain(value: Buffer): Buffer {
	const first = value.findIndex((byte) => byte !== 0);
	return first < 0 ? value : value.subarray(first);
}

function sized(value: Buffer, size: number): Buffer {
	const short = plain(value);
	return Buffer.concat([Buffer.alloc(Math.max(0, size - short.length)), short]);
}

function url(value: Buffer): string {
	return value.toString('base64url');
}

function damaged(cause?: unknown): ConnectFailure {
	return unreadableKey("a key in PuTTY's format that is cut off or damaged", undefined, cause);
}
