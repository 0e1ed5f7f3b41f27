import { ensureChecksumFile } from './checksumFile';
import { giveName } from './giveName';
import type { Outcome } from './outcome';
import type { RemoteFiles } from './remoteFiles';
import { stage } from './stage';
import { partPath, type Source, type Target } from './target';

/** Stages and publishes in one go: for workflows that keep no ledger between the two. */
export async function deliver(
	remote: RemoteFiles,
	target: Target,
	source: Source,
): Promise<Outcome> {
	const staged = await stage(remote, target, source);
	const outcome = staged.outcome === 'staged' ? await rename(remote, target, staged) : staged;
	if (target.checksumFile && /^(delivered|alreadyDelivered)$/.test(outcome.outcome)) {
		await ensureChecksumFile(remote, target, outcome);
	}
	return outcome;
}

/** Nobody comes back for a file that this staged and could not rename; the next run sends it again. */
async function rename(remote: RemoteFiles, target: Target, staged: Outcome): Promise<Outcome> {
	const { bytes, sha256 } = staged;
	const discard = async () => await remote.remove(partPath(target)).catch(() => false);
	try {
		const outcome = await giveName(remote, target, { bytes, sha256 });
		if (outcome.outcome === 'conflict') await discard();
		return outcome;
	} catch (error) {
		if (remote.isConnected) await discard();
		throw error;
	}
}
