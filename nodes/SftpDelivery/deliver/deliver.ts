import { ensureChecksumFile } from './checksumFile';
import { discard } from './discard';
import { giveName, PartGone } from './giveName';
import type { Outcome } from './outcome';
import type { RemoteFiles } from './remoteFiles';
import { send } from './stage';
import { partPath, type Source, type Target } from './target';
import { partDisappeared, type WrittenPart } from './writePart';

/** Stages and publishes in one go: for workflows that keep no ledger between the two. */
export async function deliver(
	remote: RemoteFiles,
	target: Target,
	source: Source,
): Promise<Outcome> {
	const sent = await send(remote, target, source);
	if ('outcome' in sent) return sent;
	const outcome = await rename(remote, target, sent);
	await ensureChecksumFile(remote, target, outcome);
	return outcome;
}

/** Nobody comes back for a file that this wrote and could not rename; the next run sends it again. */
async function rename(remote: RemoteFiles, target: Target, part: WrittenPart): Promise<Outcome> {
	try {
		const outcome = await giveName(remote, target, part);
		if (outcome.outcome !== 'delivered') await discard(remote, part.path);
		// What a killed run left is of no use any more.
		else if (part.path !== partPath(target)) await discard(remote, partPath(target));
		return outcome;
	} catch (error) {
		if (error instanceof PartGone) throw partDisappeared(target);
		await discard(remote, part.path);
		throw error;
	}
}
