import { createHash } from 'node:crypto';
import { OperatorError } from '../../common/errors';

/** A server's key as it was presented. */
export interface HostKey {
	/** `SHA256:…`, as `ssh-keygen -l` prints it. */
	fingerprint: string;
	/** E.g. `ssh-ed25519`. */
	type: string;
}

/** @param key the key as the protocol sends it, its type first */
export function describeHostKey(key: Buffer): HostKey {
	const hash = createHash('sha256').update(key).digest('base64').replace(/=+$/, '');
	return {
		fingerprint: `SHA256:${hash}`,
		type: key.subarray(4, 4 + key.readUInt32BE(0)).toString('latin1'),
	};
}

/**
 * The fingerprints that a credential accepts: one, or several with commas or spaces between them, for the
 * time in which a server changes its key.
 *
 * @throws OperatorError where one is no SHA-256 fingerprint
 */
export function pinnedFingerprints(text: string): string[] {
	return text
		.split(/[\s,;]+/)
		.filter((part) => part !== '')
		.map((part) => {
			const hash = /^(?:SHA256:)?([A-Za-z0-9+/]{43})=?$/.exec(part)?.[1];
			if (hash !== undefined) return `SHA256:${hash}`;
			throw new OperatorError('Host Key Fingerprint in the credential ERP SFTP is none', {
				description:
					'It looks like SHA256: and 43 letters, digits, plus signs and slashes, as ssh-keygen -l prints it. Older forms (MD5, with colons) are not taken. Empty the field, press Save, and compare what the server presents with what its administrator says.',
			});
		});
}
