import type { Fingerprint } from './content';
import { settleExisting } from './existing';
import type { Outcome } from './outcome';
import { failed, type RemoteFile, RemoteFailure, type RemoteFiles } from './remoteFiles';
import { finalPath, type Target } from './target';
import type { WrittenPart } from './writePart';

/** The server found no temporary file to rename, and the file is not there either: nobody knows that it ever was. */
export class PartGone extends Error {
	constructor(cause: unknown) {
		super('The temporary file is gone', { cause });
		this.name = 'PartGone';
	}
}

/**
 * Gives a written file its name: `delivered`, or what became of the name meanwhile. A rename that fails may
 * have been carried out, so the server is asked what is there before anything is said about it.
 *
 * @throws PartGone
 */
export async function giveName(
	remote: RemoteFiles,
	target: Target,
	part: WrittenPart,
): Promise<Outcome> {
	const { path, own } = part;
	// Asked even though a plain rename usually refuses: there are servers on which it overwrites.
	const there = await remote.stat(finalPath(target));
	const replaces = there !== undefined && target.ifExists === 'replace' && !there.isDirectory;
	if (there && !replaces) return await settleExisting(remote, target, there, own);
	const delivered: Outcome = {
		outcome: 'delivered',
		remotePath: finalPath(target),
		...own,
		...(replaces ? { replaced: true } : {}),
	};
	try {
		if (replaces) await remote.replace(path, finalPath(target));
		else await remote.rename(path, finalPath(target));
		return delivered;
	} catch (error) {
		if (failed(error, 'cancelled')) throw error;
		return await afterFailure(remote, target, part, delivered, error);
	}
}

async function afterFailure(
	remote: RemoteFiles,
	target: Target,
	{ path, own }: WrittenPart,
	delivered: Outcome,
	error: unknown,
): Promise<Outcome> {
	const { staged, there } = await look(remote, target, path, error);
	// Only where no answer came can it have been carried out all the same.
	const isUnknown = failed(error, 'lost', 'late');
	if (staged) {
		if (!there || delivered.replaced) throw error;
		// Somebody was quicker; or the server was cut between its two steps, and both names are our file.
		return await settleExisting(remote, target, there, own, 'recognise');
	}
	if (!there) {
		if (!isUnknown) throw new PartGone(error);
		return await gone(remote, target, own);
	}
	if (isUnknown && there.bytes === own.bytes) return delivered;
	return await settleExisting(remote, target, there, own, 'recognise');
}

async function look(
	remote: RemoteFiles,
	target: Target,
	path: string,
	error: unknown,
): Promise<{ staged?: RemoteFile; there?: RemoteFile }> {
	try {
		const [staged, there] = await Promise.all([remote.stat(path), remote.stat(finalPath(target))]);
		return { staged, there };
	} catch {
		// What happened first is what has to be told.
		throw error;
	}
}

/**
 * Neither under its temporary name nor under its own: it can only have been renamed, and taken.
 *
 * @throws RemoteFailure where its directory is missing: then every file is, and nothing is known
 */
export async function gone(
	remote: RemoteFiles,
	target: Target,
	own: Fingerprint,
): Promise<Outcome> {
	if (!(await remote.stat(target.directory))?.isDirectory) {
		throw new RemoteFailure('missing', 'looking for the directory');
	}
	return {
		outcome: 'inferred',
		remotePath: finalPath(target),
		...own,
		reason: `Neither ${finalPath(target)} nor its temporary file is on the server: it was delivered, and taken from there since`,
	};
}
