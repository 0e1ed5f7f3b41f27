import { createHash, generateKeyPairSync } from 'node:crypto';
import { utils, type ParsedKey } from 'ssh2';

/** A fresh private key, in a format that every SSH library reads. */
export function makePrivateKey(): string {
	const { privateKey } = generateKeyPairSync('ec', {
		namedCurve: 'prime256v1',
		privateKeyEncoding: { type: 'sec1', format: 'pem' },
		publicKeyEncoding: { type: 'spki', format: 'pem' },
	});
	return privateKey;
}

/** `SHA256:…`, as `ssh-keygen -l` prints it. */
export function fingerprintOf(privateKey: string): string {
	const digest = createHash('sha256').update(parse(privateKey).getPublicSSH()).digest('base64');
	return `SHA256:${digest.replace(/=+$/, '')}`;
}

export function parse(key: string): ParsedKey {
	const parsed = utils.parseKey(key);
	if (parsed instanceof Error) throw parsed;
	return parsed;
}
