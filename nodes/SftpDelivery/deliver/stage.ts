import { OperatorError } from '../../common/errors';
import { type Fingerprint, readToEnd } from './content';
import { makeDirectories } from './directories';
import { settleExisting } from './existing';
import type { Outcome } from './outcome';
import { Outgoing } from './outgoing';
import { failed, type NewFile, type RemoteFiles } from './remoteFiles';
import { storageFailure } from './storageFailure';
import { finalPath, partPath, type Source, type Target } from './target';

/**
 * Writes a file under its temporary name, whole and checked, unless its name is taken: `staged`,
 * `alreadyDelivered` or `conflict`.
 */
export async function stage(remote: RemoteFiles, target: Target, source: Source): Promise<Outcome> {
	const there = await remote.stat(finalPath(target));
	if (there && target.ifExists !== 'replace') {
		const content = new Outgoing(source);
		await readToEnd(content);
		return await settleExisting(remote, target, there, content.fingerprint(target.fileName));
	}
	const own = await writePart(remote, target, source);
	return { outcome: 'staged', remotePath: finalPath(target), ...own };
}

/**
 * Writes the temporary file. One that an earlier run left is written anew. Where it fails, what was
 * written is removed, if the server can still be asked.
 *
 * @returns what the server has now: its size was compared with what was sent
 */
export async function writePart(
	remote: RemoteFiles,
	target: Target,
	source: Source,
): Promise<Fingerprint> {
	const content = new Outgoing(source);
	try {
		const file = await createPart(remote, target);
		try {
			await file.fill(content);
			const own = content.fingerprint(target.fileName);
			await checkSize(remote, target, own.bytes);
			return own;
		} catch (error) {
			const known = await storageFailure(remote, error, target.directory);
			if (remote.isConnected) await remote.remove(partPath(target)).catch(() => false);
			throw known;
		}
	} catch (error) {
		throw await storageFailure(remote, error, target.directory);
	}
}

async function createPart(remote: RemoteFiles, target: Target): Promise<NewFile> {
	const part = partPath(target);
	try {
		return await remote.create(part);
	} catch (error) {
		if (failed(error, 'missing') && target.createDirectories) {
			await makeDirectories(remote, target.directory);
			return await remote.create(part);
		}
		// SFTP has no status of its own for "it exists": a leftover shows by being removable.
		if (failed(error, 'refused', 'denied') && (await remote.remove(part))) {
			return await remote.create(part);
		}
		throw error;
	}
}

async function checkSize(remote: RemoteFiles, target: Target, bytes: number): Promise<void> {
	const written = await remote.stat(partPath(target));
	if (written?.bytes === bytes) return;
	throw written
		? new OperatorError(
				`Only ${written.bytes} of the ${bytes} bytes of ${target.fileName} are on the server`,
				{
					description:
						"The server confirmed them all, so its disk may be full. Nothing has the file's name yet. Make room on the server and run again.",
				},
			)
		: new OperatorError(
				`The temporary file of ${target.fileName} disappeared from ${target.directory} before it had its name`,
				{
					description:
						'Another program took it, or another run delivered the same file. Programs on the server must leave files alone whose name begins with a dot. Run again.',
				},
			);
}
