import { createHash } from 'node:crypto';
import { OperatorError } from '../../common/errors';

/** The key that a server presented. */
export interface HostKey {
	/** `SHA256:…`, as `ssh-keygen -l` prints it. */
	fingerprint: string;
	/** E.g. `ssh-ed25519`. */
	type: string;
}

/** @param key in the protocol's format, its type first */
export function describeHostKey(key: Buffer): HostKey {
	const hash = createHash('sha256')
		.update(key)
		.digest('base64')
		.replace(/={1,2}$/, '');
	return {
		fingerprint: `SHA256:${hash}`,
		type: key.subarray(4, 4 + key.readUInt32BE(0)).toString('latin1'),
	};
}

/** The types of host keys in the order of requests, and the algorithms of each. */
const ALGORITHMS: Record<string, string[]> = {
	'ssh-ed25519': ['ssh-ed25519'],
	'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
	'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
	'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
	'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'],
};

/**
 * Which keys to request: a server with several keys presents one, depending on the order of the request.
 *
 * @param preferred types to request first
 * @param seen types whose key is not pinned; they are not requested again
 * @returns algorithms in order; none if every type was seen
 */
export function hostKeyAlgorithms(
	preferred: readonly string[],
	seen: ReadonlySet<string>,
): string[] {
	const types = [...new Set([...preferred, ...Object.keys(ALGORITHMS)])];
	return types.filter((type) => !seen.has(type)).flatMap((type) => ALGORITHMS[type] ?? []);
}

/** Which keys a credential accepts. */
export interface PinnedKeys {
	/** `SHA256:…` */
	fingerprints: string[];
	/** Their types, if given. */
	types: string[];
}

/** The names of the types in `ssh-keygen -l` and in our sentences. */
const TYPE_NAMES: Record<string, string[]> = {
	ED25519: ['ssh-ed25519'],
	RSA: ['ssh-rsa'],
	ECDSA: ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
};

/**
 * The keys that a credential accepts: one fingerprint, or several separated by commas or spaces, while a server changes
 * its key. A key's type may follow in brackets.
 *
 * @throws OperatorError if one is not a SHA-256 fingerprint
 */
export function pinnedKeys(text: string): PinnedKeys {
	const pinned: PinnedKeys = { fingerprints: [], types: [] };
	for (const part of text.split(/[\s,;]+/)) {
		if (part === '') continue;
		const hash = /^(?:SHA256:)?([A-Za-z0-9+/]{43})=?$/.exec(part)?.[1];
		const type = /^\(([A-Za-z0-9-]{1,40})\)$/.exec(part)?.[1];
		if (hash !== undefined) pinned.fingerprints.push(`SHA256:${hash}`);
		else if (type !== undefined) pinned.types.push(...(TYPE_NAMES[type] ?? [type]));
		else throw noFingerprint();
	}
	return pinned;
}

function noFingerprint(): OperatorError {
	return new OperatorError('Host Key Fingerprint in the credential ERP SFTP is not a fingerprint', {
		description:
			'It is SHA256: followed by 43 letters, digits, plus signs and slashes, as ssh-keygen -l prints it. The older form (MD5, with colons) is not accepted. Empty the field, press Save, and compare the fingerprint that the server presents with the one from its administrator.',
	});
}
