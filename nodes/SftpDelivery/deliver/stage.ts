import { ensureChecksumFile } from './checksumFile';
import { readToEnd } from './content';
import { discard } from './discard';
import { settleExisting } from './existing';
import type { Outcome } from './outcome';
import { Outgoing } from './outgoing';
import { putInPlace } from './putInPlace';
import type { RemoteFiles } from './remoteFiles';
import { finalPath, partPath, type Source, type Target } from './target';
import { writePart, type WrittenPart } from './writePart';

/**
 * Writes a file under its temporary name, whole and checked, unless its name is taken: `staged`,
 * `alreadyDelivered` or `conflict`. What has the temporary name when it is done is whole at every moment, however many
 * runs stage the same file.
 */
export async function stage(remote: RemoteFiles, target: Target, source: Source): Promise<Outcome> {
	const sent = await send(remote, target, source);
	if ('outcome' in sent) return sent;
	const { path, own } = sent;
	if (path !== partPath(target)) {
		try {
			await putInPlace(remote, path, partPath(target));
		} catch (error) {
			await discard(remote, path);
			throw error;
		}
	}
	return { outcome: 'staged', remotePath: finalPath(target), ...own };
}

/** Writes a temporary file, unless the name is taken: then what that means. */
export async function send(
	remote: RemoteFiles,
	target: Target,
	source: Source,
): Promise<Outcome | WrittenPart> {
	const there = await remote.stat(finalPath(target));
	if (!there || target.ifExists === 'replace') return await writePart(remote, target, source);
	const content = new Outgoing(source);
	await readToEnd(content);
	const own = content.fingerprint(target.fileName);
	const outcome = await settleExisting(remote, target, there, own);
	await ensureChecksumFile(remote, target, outcome);
	return outcome;
}
