import { OperatorError } from '../../common/errors';
import type { Fingerprint } from './content';
import { makeDirectories } from './directories';
import { discard } from './discard';
import { Outgoing } from './outgoing';
import { failed, type NewFile, type RemoteFiles } from './remoteFiles';
import { storageFailure } from './storageFailure';
import { partPath, privatePartPath, type Source, type Target } from './target';

/** A temporary file that is whole: its size was compared with what was sent. */
export interface WrittenPart {
	path: string;
	/** What the server has now. */
	own: Fingerprint;
}

/**
 * Writes the temporary file. Where one is there already, a killed run left it, or another run writes it just now: it
 * is left alone, and ours gets a name that nobody else has. Where it fails, what was written is removed, if the server
 * can still be asked.
 */
export async function writePart(
	remote: RemoteFiles,
	target: Target,
	source: Source,
): Promise<WrittenPart> {
	const content = new Outgoing(source);
	let path: string | undefined;
	try {
		const part = await createPart(remote, target);
		path = part.path;
		await part.file.fill(content);
		const own = content.fingerprint(target.fileName);
		await checkSize(remote, target, path, own.bytes);
		return { path, own };
	} catch (error) {
		// Asked before room is made.
		const known = await storageFailure(remote, error, target.directory);
		if (path !== undefined) await discard(remote, path);
		throw known;
	}
}

async function createPart(
	remote: RemoteFiles,
	target: Target,
): Promise<{ path: string; file: NewFile }> {
	const create = async (path: string) => ({ path, file: await remote.create(path) });
	const part = partPath(target);
	try {
		return await create(part);
	} catch (error) {
		if (failed(error, 'missing') && target.createDirectories) {
			await makeDirectories(remote, target.directory);
			return await create(part);
		}
		// SFTP has no status of its own for "it exists".
		if (failed(error, 'refused', 'denied') && (await remote.stat(part))) {
			return await create(privatePartPath(target));
		}
		throw error;
	}
}

async function checkSize(
	remote: RemoteFiles,
	target: Target,
	path: string,
	bytes: number,
): Promise<void> {
	const written = await remote.stat(path);
	if (written?.bytes === bytes) return;
	if (!written) throw partDisappeared(target);
	throw new OperatorError(
		`Only ${written.bytes} of the ${bytes} bytes of ${target.fileName} are on the server`,
		{
			description:
				'The server confirmed them all, so its disk may be full. Nothing has that name yet. Make room on the server and run again.',
		},
	);
}

/** Of a temporary file that was there a moment ago. */
export function partDisappeared(target: Target): OperatorError {
	return new OperatorError(
		`The temporary file of ${target.fileName} disappeared from ${target.directory} before it had its name`,
		{
			description:
				'Another program took it, or another run delivered the same file. Programs on the server must leave files alone whose name begins with a dot. Run again.',
		},
	);
}
