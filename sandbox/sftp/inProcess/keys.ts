import { createHash, generateKeyPairSync } from 'node:crypto';
import { utils, type ParsedKey } from 'ssh2';

export type HostKeyType = 'ecdsa' | 'rsa' | 'ed25519';

/** A new private key, in a format that every SSH library reads. */
export function makePrivateKey(type: HostKeyType): string {
	if (type === 'ed25519') return makeEd25519Key();
	if (type === 'rsa') {
		return generateKeyPairSync('rsa', {
			modulusLength: 2048,
			privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
			publicKeyEncoding: { type: 'spki', format: 'pem' },
		}).privateKey;
	}
	return generateKeyPairSync('ec', {
		namedCurve: 'prime256v1',
		privateKeyEncoding: { type: 'sec1', format: 'pem' },
		publicKeyEncoding: { type: 'spki', format: 'pem' },
	}).privateKey;
}

/** In OpenSSH's format. One in 200 keys that ssh2 makes is malformed, because it drops zeros; then it makes another. */
export function makeEd25519Key(encryption?: Encryption): string {
	for (;;) {
		const key = utils.generateKeyPairSync('ed25519', encryption ?? {}).private;
		if (!(utils.parseKey(key, encryption?.passphrase) instanceof Error)) return key;
	}
}

interface Encryption {
	cipher: string;
	passphrase: string;
	rounds: number;
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
