import { OperatorError } from '../../common/errors';
import { nameOf } from '../../common/remoteNames';
import { Outgoing, type Source } from './content';
import { type Staged, type Target, Writer } from './delivery';
import {
	failed,
	type NewFile,
	RemoteFailure,
	type RemoteFiles,
	see,
	wasAnswered,
} from './remoteFiles';

/** A disk with less space than this counts as full: a server may fill the rest before it refuses. */
const NEXT_TO_NOTHING = 1024 * 1024;

const PROBE = 'n8n wrote this file to test its access. You can remove it.\n';

/**
 * Writes a file under a unique temporary name, and compares its size with what was sent. On failure, it removes the
 * file if the server can still be reached.
 *
 * @throws RemoteFailure or OperatorError
 */
export async function writePart(
	remote: RemoteFiles,
	target: Target,
	source: Source,
	writer: Writer,
): Promise<Staged> {
	const content = new Outgoing(source);
	const part = writer.newPart(target);
	let isCreated = false;
	try {
		const file = await create(remote, target, part);
		isCreated = true;
		await file.fill(content);
		const own = content.fingerprint(target.fileName);
		return { target, part, own, ...(await checkedSize(remote, target, part, own.bytes)) };
	} catch (error) {
		// Asks for free space before the removal frees any.
		const known = await storageFailure(remote, error, target.directory);
		if (isCreated) await discard(remote, part);
		throw known;
	}
}

/** Writes a small file under a temporary name, as a delivery would, and removes it again. */
export async function probeWriting(
	remote: RemoteFiles,
	directory: string,
	fileName: string,
): Promise<void> {
	const target: Target = {
		directory,
		fileName,
		ifExists: 'refuse',
		createDirectories: false,
		checksumFile: false,
	};
	const source = { open: probe, expectedSha256: '' };
	const { part } = await writePart(remote, target, source, new Writer());
	await remote.remove(part);
}

async function* probe(): AsyncGenerator<Buffer> {
	yield Buffer.from(PROBE);
}

/**
 * Removes a temporary file for certain, so that a pending rename of it fails. Some servers answer "failure" if there is
 * nothing to remove: then the directory's list decides.
 *
 * @returns whether it existed
 * @throws RemoteFailure if it may still exist
 */
export async function removePart(remote: RemoteFiles, path: string): Promise<boolean> {
	try {
		return await remote.remove(path);
	} catch (error) {
		if (!wasAnswered(error)) throw error;
		const directory = path.slice(0, path.lastIndexOf('/')) || '/';
		const listed = await remote.list(directory).catch(() => undefined);
		if (!listed || listed.files.some(({ name }) => name === nameOf(path))) throw error;
		return false;
	}
}

/** Removes a useless temporary file, if the server can still be reached; Sweep removes what is left. */
export async function discard(remote: RemoteFiles, path: string): Promise<void> {
	if (remote.isConnected) await remote.remove(path).catch(() => false);
}

/**
 * Creates the file, and its directory if it is missing. For a missing directory, servers answer "no such file",
 * "failure" or "no permission"; for an exclusive open that they do not know, "failure" or "unsupported".
 */
async function create(remote: RemoteFiles, target: Target, part: string): Promise<NewFile> {
	try {
		return await remote.create(part);
	} catch (error) {
		if (!failed(error, 'missing', 'refused', 'denied', 'unsupported')) throw error;
		const isMissing = failed(error, 'missing') || !(await remote.isDirectory(target.directory));
		if (isMissing && target.createDirectories) {
			try {
				await makeDirectories(remote, target.directory);
				return await remote.create(part);
			} catch (making) {
				// If the first answer was ambiguous, report that one.
				if (failed(error, 'missing') || !wasAnswered(making)) throw making;
			}
		}
		if (!failed(error, 'refused', 'unsupported')) throw error;
		// Nobody else uses this name, so an open without exclusive create empties nothing.
		return await remote.createPlainly(part).catch((plain: unknown) => {
			throw wasAnswered(plain) ? error : plain;
		});
	}
}

/**
 * Creates a directory and its parents. Another run may do the same at the same time; that is fine if the directory
 * exists in the end.
 */
async function makeDirectories(remote: RemoteFiles, path: string): Promise<void> {
	try {
		await makeOrFind(remote, path);
	} catch (error) {
		const parent = path.replace(/\/[^/]*$/, '');
		if (!wasAnswered(error) || parent === '' || parent === path) throw error;
		// Another run may have created the parent meanwhile: then this only needs another try.
		if (!(await remote.isDirectory(parent))) await makeDirectories(remote, parent);
		await makeOrFind(remote, path);
	}
}

async function makeOrFind(remote: RemoteFiles, path: string): Promise<void> {
	try {
		await remote.makeDirectory(path);
	} catch (error) {
		// If it exists, servers say "Failure", and some "permission denied".
		if (!failed(error, 'refused', 'denied') || !(await remote.isDirectory(path))) throw error;
	}
}

/**
 * Checks that the size matches what was sent, if the server gives one; keeps the time of writing.
 *
 * @throws OperatorError
 */
async function checkedSize(
	remote: RemoteFiles,
	target: Target,
	part: string,
	bytes: number,
): Promise<{ modifiedAt?: Date }> {
	const written = await see(remote, part);
	// The account may not look: the server's confirmation of every byte has to be enough.
	if (written === 'unknown') return {};
	if (written === 'absent') throw partDisappeared(target);
	const { modifiedAt, bytes: found = bytes } = written;
	if (found === bytes) return modifiedAt ? { modifiedAt } : {};
	throw new OperatorError(
		`${target.fileName} has ${found} bytes on the server, but ${bytes} were sent`,
		{
			description:
				found < bytes
					? 'The server confirmed them all, so its disk may be full. Nothing has that name yet. Make room on the server and run again.'
					: 'The server changes what it stores, or another program wrote to it. Nothing has that name yet. Ask its administrator whether files are converted or encrypted as they arrive.',
		},
	);
}

/** For a temporary file that existed a moment ago. */
export function partDisappeared(target: Target): OperatorError {
	return new OperatorError(
		`The temporary file of ${target.fileName} disappeared from ${target.directory} before it had its name`,
		{
			description:
				'Another program took it, or another run delivered the same file. Programs on the server must ignore files whose name begins with a dot. Run again.',
		},
	);
}

/**
 * Finds out why a server refuses a file's bytes. OpenSSH says only "Failure" for a full disk, a used-up quota and a
 * broken disk; the free space identifies the full disk.
 */
async function storageFailure(
	remote: RemoteFiles,
	error: unknown,
	directory: string,
): Promise<unknown> {
	if (!failed(error, 'refused') || !remote.isConnected) return error;
	const free = await remote.freeSpace(directory).catch(() => undefined);
	if (free === undefined) return error;
	const known = new RemoteFailure(free < NEXT_TO_NOTHING ? 'diskFull' : 'refused', error.step);
	known.bytes = error.bytes;
	known.freeBytes = free;
	return known;
}
