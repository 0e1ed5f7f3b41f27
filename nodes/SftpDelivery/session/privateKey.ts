import { createPrivateKey, type KeyObject } from 'node:crypto';
import { ConnectFailure, type KeyFault, NEW_KEY, unreadableKey } from './connectFailure';
import { openSshEd25519 } from './openSshKey';
import { isPuttyKey, puttyKey } from './puttyKey';

/** A key for ssh2. It has a passphrase only if the key is still encrypted. */
export interface ReadableKey {
	privateKey: string;
	passphrase?: string;
}

/** No key is longer than this. */
const LONGEST = 64 * 1024;

/**
 * Converts a pasted key into one that ssh2 reads. ssh2 reads OpenSSH's format and older PEM; PKCS#8 and PuTTY keys are
 * converted.
 *
 * @throws ConnectFailure
 */
export function readableKey(pasted: string, passphrase: string): ReadableKey {
	const key = normalisedKey(pasted.slice(0, LONGEST));
	if (isPuttyKey(key)) return { privateKey: sshText(puttyKey(key, passphrase)) };
	if (/^-----BEGIN (ENCRYPTED )?PRIVATE KEY-----/.test(key)) {
		return { privateKey: sshText(pkcs8Key(key, passphrase)) };
	}
	const other = OTHER_FORMATS.find(({ begins }) => begins.test(key));
	if (other) throw unreadableKey(other.format, other.command);
	return { privateKey: key, passphrase: passphrase || undefined };
}

/** Why ssh2 cannot read a key in OpenSSH's format or in older PEM. */
export function keyFault(message: string): KeyFault {
	if (/no passphrase given/i.test(message)) return { fault: 'passphraseMissing' };
	if (/bad passphrase|bad decrypt|unable to authenticate/i.test(message)) {
		return { fault: 'passphraseWrong' };
	}
	if (/unsupported key format/i.test(message)) return { fault: 'unreadable' };
	if (/EC OID/.test(message)) {
		return {
			fault: 'unreadable',
			format: 'a key on a curve that SSH servers do not accept',
			command: NEW_KEY,
		};
	}
	return {
		fault: 'unreadable',
		format: 'a key that is cut off, or has a rare type or cipher',
		command: 'ssh-keygen -p -Z aes256-ctr -f key',
	};
}

/**
 * A private key alone, with the line breaks that its format requires, however it was pasted: with Windows line breaks,
 * as `\n`, indented, or on one line, as form fields produce, and between certificates, parameters or notes, as OpenSSL
 * writes it.
 */
function normalisedKey(pasted: string): string {
	const lines = pasted
		.split(/\r\n?|\n/)
		.flatMap((line) => (PUTTY_COMMENT.test(line) ? [line] : line.split(/(?:\\r)?\\n/)))
		.map((line) => line.trim())
		.filter((line, index, all) => line !== '' || isAfterHeader(all, index));
	const key = privatePart(lines.join('\n').trim());
	if (key === '') return '';
	const parts = /^(-----BEGIN [A-Z0-9 ]+-----)([^]+)(-----END [A-Z0-9 ]+-----)$/.exec(key);
	if (!parts || isWhole(key)) return `${key}\n`;
	const [, begin, body, end] = parts;
	const headers = HEADERS.exec(body);
	const text = body.slice(headers?.[0].length ?? 0).replace(/\s+/g, '');
	const head = headers ? [headers[1], headers[2], ''] : [];
	return `${[begin, ...head, ...(text.match(/.{1,64}/g) ?? []), end].join('\n')}\n`;
}

/** May contain a Windows path, whose backslashes are no line breaks. */
const PUTTY_COMMENT = /^\s*Comment:/;

/** From the beginning of the private key to its end; the whole text if there is none. */
function privatePart(text: string): string {
	const start = text.search(/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/);
	if (start < 0) return text;
	const rest = text.slice(start);
	const end = /-----END [A-Z0-9 ]*PRIVATE KEY-----/.exec(rest);
	return end ? rest.slice(0, end.index + end[0].length) : rest;
}

/** The header of an encrypted key in older PEM. */
const HEADERS = /^\s*(Proc-Type: 4,ENCRYPTED)\s+(DEK-Info: [A-Z0-9-]+,[0-9A-Fa-f]+)\s+/;

/** Puts the frame and the text on separate lines. */
function isWhole(key: string): boolean {
	return (
		/^-----BEGIN [A-Z0-9 ]+-----\n/.test(key) &&
		/\n-----END/.test(key) &&
		!/ [A-Za-z0-9+/=]{40}/.test(key)
	);
}

/** The blank line between headers and text belongs to the format. */
function isAfterHeader(lines: string[], index: number): boolean {
	return index > 0 && lines[index - 1].startsWith('DEK-Info:');
}

const OUTDATED_CIPHER =
	'openssl pkcs8 -topk8 -provider legacy -provider default -in key -out key.pem';

function pkcs8Key(key: string, passphrase: string): KeyObject {
	const isEncrypted = key.startsWith('-----BEGIN ENCRYPTED');
	if (isEncrypted && passphrase === '') {
		throw new ConnectFailure({ kind: 'unusableKey', fault: 'passphraseMissing' });
	}
	try {
		return createPrivateKey(isEncrypted ? { key, passphrase } : key);
	} catch (error) {
		if (!isEncrypted)
			throw unreadableKey('a PKCS#8 key that is cut off or damaged', undefined, error);
		if ((error as NodeJS.ErrnoException).code === 'ERR_OSSL_EVP_UNSUPPORTED') {
			throw unreadableKey(
				'an encrypted PKCS#8 key with an outdated cipher',
				OUTDATED_CIPHER,
				error,
			);
		}
		// OpenSSL's words for a wrong passphrase vary, and are those for a key that is cut off.
		throw new ConnectFailure({ kind: 'unusableKey', fault: 'passphraseWrong' }, error);
	}
}

/** A key in the format that ssh2 reads. */
function sshText(key: KeyObject): string {
	switch (key.asymmetricKeyType) {
		case 'rsa':
			return String(key.export({ type: 'pkcs1', format: 'pem' }));
		case 'ec':
			return String(key.export({ type: 'sec1', format: 'pem' }));
		case 'ed25519':
			return openSshEd25519(key);
		default:
			throw unreadableKey(
				`a key of the type ${key.asymmetricKeyType ?? 'unknown'}, which SSH servers do not accept`,
				NEW_KEY,
			);
	}
}

/** Other things that people paste, recognised by their beginning. */
const OTHER_FORMATS: Array<{ begins: RegExp; format: string; command?: string }> = [
	{
		begins: /^(ssh-|ecdsa-sha2-|sk-)|^---- BEGIN SSH2 PUBLIC|^-----BEGIN (RSA )?PUBLIC KEY/,
		format: 'a public key; the private key is in the file beside it without .pub',
	},
	{
		begins: /^---- BEGIN SSH2 ENCRYPTED PRIVATE KEY/,
		format: 'a private key of SSH Tectia (ssh.com)',
		command: 'puttygen key -O private-openssh -o key.openssh',
	},
	{
		begins: /^-----BEGIN CERTIFICATE/,
		format: 'a certificate, which contains no private key',
		command: 'openssl pkcs12 -in key.p12 -nocerts -nodes -out key.pem',
	},
	{
		begins: /^-----BEGIN DSA PRIVATE KEY/,
		format: 'a DSA key, which SSH servers no longer accept',
		command: NEW_KEY,
	},
	{
		begins: /^-----BEGIN PGP/,
		format: 'a PGP key, which does not work for SSH',
		command: NEW_KEY,
	},
	{ begins: /^\{/, format: 'a JSON web key', command: NEW_KEY },
	{
		begins: /^<RSAKeyValue>/,
		format: 'an RSA key of .NET in XML',
		command: NEW_KEY,
	},
];
