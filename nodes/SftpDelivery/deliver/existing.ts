import { type Fingerprint, fingerprintOf } from './content';
import { discard } from './discard';
import type { Outcome } from './outcome';
import type { RemoteFile, RemoteFiles } from './remoteFiles';
import { finalPath, type IfExists, partPath, type Target } from './target';

/**
 * Decides about a file that has the name already: ours, or another one. It is read back and compared, unless
 * its size tells already. Where it is ours, a temporary file that an earlier run left is removed.
 *
 * @param policy never `replace`: who replaces does not ask
 */
export async function settleExisting(
	remote: RemoteFiles,
	target: Target,
	there: RemoteFile,
	{ bytes, sha256 }: Fingerprint,
	policy: Exclude<IfExists, 'replace'> = target.ifExists === 'refuse' ? 'refuse' : 'recognise',
): Promise<Outcome> {
	const remotePath = finalPath(target);
	const own = { bytes, sha256 };
	const conflict = (reason: string, foundSha256?: string): Outcome => ({
		outcome: 'conflict',
		remotePath,
		...own,
		reason: `${remotePath} ${reason}. It was left alone`,
		found: { bytes: there.bytes, ...(foundSha256 === undefined ? {} : { sha256: foundSha256 }) },
	});
	if (there.isDirectory) return conflict('is a directory');
	if (policy === 'refuse') return conflict('is there already, and If File Exists is Refuse');
	if (there.bytes !== own.bytes) {
		return conflict(`is there already with ${there.bytes} bytes, where ours has ${own.bytes}`);
	}
	const found = await fingerprintOf(remote.read(remotePath));
	if (found.sha256 !== own.sha256) {
		return conflict('is there already with the same size and another content', found.sha256);
	}
	// What lies beside a delivered file is of no use, and of no harm where it cannot be removed.
	await discard(remote, partPath(target));
	return {
		outcome: 'alreadyDelivered',
		remotePath,
		...own,
		reason: `${remotePath} was there already with the same content`,
	};
}
