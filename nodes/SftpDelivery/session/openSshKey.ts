import type { KeyObject } from 'node:crypto';

const ED25519 = 'ssh-ed25519';
const BLOCK = 8;

/**
 * An Ed25519 key in OpenSSH's own format, unencrypted: the only format in which SSH libraries read such a key
 * (OpenSSH's PROTOCOL.key). It stays in memory.
 */
export function openSshEd25519(key: KeyObject): string {
	const { d, x } = key.export({ format: 'jwk' }) as { d: string; x: string };
	const seed = Buffer.from(d, 'base64url');
	const point = Buffer.from(x, 'base64url');
	const publicKey = Buffer.concat([sshString(ED25519), sshString(point)]);
	// The same number twice, by which a reader checks its decryption; nothing is encrypted here.
	const check = Buffer.alloc(8);
	const pair = Buffer.concat([seed, point]);
	const secret = Buffer.concat([check, publicKey, sshString(pair), sshString('')]);
	const padding = Buffer.from(
		Array.from({ length: (BLOCK - (secret.length % BLOCK)) % BLOCK }, (_, index) => index + 1),
	);
	const whole = Buffer.concat([
		Buffer.from('openssh-key-v1\0'),
		sshString('none'),
		sshString('none'),
		sshString(''),
		uint32(1),
		sshString(publicKey),
		sshString(Buffer.concat([secret, padding])),
	]);
	const lines = whole.toString('base64').match(/.{1,70}/g) ?? [];
	return [
		'-----BEGIN OPENSSH PRIVATE KEY-----',
		...lines,
		'-----END OPENSSH PRIVATE KEY-----',
		'',
	].join('\n');
}

/** A length followed by the bytes, as in SSH. */
export function sshString(value: string | Buffer): Buffer {
	const bytes = Buffer.from(value as string);
	return Buffer.concat([uint32(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value);
	return bytes;
}
