import { setTimeout } from 'node:timers/promises';
import { OperatorError } from '../../common/errors';
import { isPartName, pathOf } from '../../common/remoteNames';
import { type Fingerprint, fingerprintOf } from './content';
import {
	finalPath,
	type IfExists,
	type Outcome,
	type Staged,
	type Target,
	type Writer,
} from './delivery';
import { partDisappeared, removePart } from './part';
import {
	failed,
	type ListedFile,
	RemoteFailure,
	type RemoteFile,
	type RemoteFiles,
	see,
	wasAnswered,
} from './remoteFiles';

/*
 * The states of a file. It is written under a temporary name that only its writer knows; it gets its own name in one
 * step; then the server is asked what is there, because an acknowledgement is no proof.
 */

/** Waits between checks, in milliseconds, while a server carries out what it has acknowledged. */
const LATE_RENAME_MS = [20, 200, 1_000];

/** A file did not get its name and never will: its temporary file is gone, and no rename is pending. */
export class NeverNamed extends OperatorError {}

/**
 * Checks the name before anything is written: a file that already has it decides. "Unknown" counts as free: exclusive
 * create and plain rename then decide.
 */
export async function hasName(
	remote: RemoteFiles,
	target: Target,
): Promise<RemoteFile | undefined> {
	const there = await see(remote, finalPath(target));
	return typeof there === 'string' ? undefined : there;
}

/**
 * Decides whether the file that has the name is ours. Reads it back and compares, unless its size is enough.
 *
 * @param policy never `replace`, which does not ask
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
		found: {
			...(there.bytes === undefined ? {} : { bytes: there.bytes }),
			...(foundSha256 === undefined ? {} : { sha256: foundSha256 }),
		},
	});
	const isDirectory = there.isDirectory ?? (await remote.isDirectory(remotePath));
	if (isDirectory) return conflict('is a directory');
	if (policy === 'refuse') return conflict('already exists, and If File Exists is Refuse');
	if (there.bytes !== undefined && there.bytes !== own.bytes) {
		return conflict(`already exists with ${there.bytes} bytes, while ours has ${own.bytes}`);
	}
	// If the server gives no size, one extra byte reveals a longer file.
	const most = there.bytes ?? own.bytes + 1;
	const found = await fingerprintOf(remote.read(remotePath, most));
	if (found.sha256 !== own.sha256) {
		if (there.bytes === undefined) return conflict('already exists with other content');
		return conflict('already exists with the same size but other content', found.sha256);
	}
	return {
		outcome: 'alreadyDelivered',
		remotePath,
		...own,
		reason: `${remotePath} already existed with the same content`,
	};
}

/**
 * Gives a written file its name: `delivered`, or the outcome if the name was taken meanwhile.
 *
 * @throws NeverNamed, or RemoteFailure: the file may then have its name or get it later, unless its part is removed
 */
export async function giveName(
	remote: RemoteFiles,
	staged: Staged,
	writer: Writer,
): Promise<Outcome> {
	const { target, part, own } = staged;
	// Check first: a plain rename usually refuses, but on some servers it overwrites.
	const there = await hasName(remote, target);
	const replaces =
		there !== undefined &&
		target.ifExists === 'replace' &&
		!(there.isDirectory ?? (await remote.isDirectory(finalPath(target))));
	if (there && !replaces) return await settleExisting(remote, target, there, own);
	const delivered: Outcome = {
		outcome: 'delivered',
		remotePath: finalPath(target),
		...own,
		...(replaces ? { replaced: true } : {}),
	};
	writer.given.add(finalPath(target));
	try {
		if (replaces) await remote.replace(part, finalPath(target));
		else await remote.rename(part, finalPath(target));
	} catch (error) {
		if (failed(error, 'cancelled')) throw error;
		return await afterFailure(remote, staged, delivered, error);
	}
	return await afterRename(remote, staged, delivered, writer);
}

/** The rename was acknowledged: checks whether it is done. */
async function afterRename(
	remote: RemoteFiles,
	staged: Staged,
	delivered: Outcome,
	writer: Writer,
): Promise<Outcome> {
	const lookAgain = async (): Promise<Look> => {
		const seen = await look(remote, staged);
		if (!delivered.replaced) return seen;
		// The name may still belong to the file to be replaced.
		const part = await see(remote, staged.part);
		return typeof part === 'object' ? { part } : seen;
	};
	let seen = await lookAgain();
	for (const wait of LATE_RENAME_MS) {
		if (seen.final || !seen.part) break;
		await setTimeout(wait);
		seen = await lookAgain();
	}
	if (!seen.final && seen.part) {
		if (await removePart(remote, staged.part)) throw notRenamed(staged.target);
		// It has just been renamed.
		seen = await lookAgain();
	}
	if (seen.final) {
		const { bytes = staged.own.bytes } = seen.final;
		if (bytes === staged.own.bytes) return delivered;
		return await settleExisting(remote, staged.target, seen.final, staged.own, 'recognise');
	}
	if (!seen.others) {
		const { directory } = staged.target;
		return {
			...delivered,
			acknowledgedOnly: true,
			reason: `The server acknowledged the name, but does not let the account look into ${directory}`,
		};
	}
	const parked = await parkedAs(remote, staged, seen.others, writer);
	if (parked !== undefined) throw parkedError(staged.target, parked);
	return { ...delivered, takenAtOnce: true };
}

/** The rename failed: checks whether it was carried out anyway. */
async function afterFailure(
	remote: RemoteFiles,
	staged: Staged,
	delivered: Outcome,
	error: unknown,
): Promise<Outcome> {
	const { target, own } = staged;
	const seen = await look(remote, staged).catch(() => {
		// The first error is the one to report.
		throw error;
	});
	// It can only have been carried out if no answer came.
	const isUnknown = !wasAnswered(error);
	if (seen.final) {
		// It may be another run's; or the server was cut between its two steps, and both names are our file.
		const part = seen.part ?? (await see(remote, staged.part));
		if (typeof part === 'object' && delivered.replaced) throw error;
		const isOurs = part === 'absent' && (seen.final.bytes ?? own.bytes) === own.bytes;
		if (isUnknown && isOurs) return delivered;
		return await settleExisting(remote, target, seen.final, own, 'recognise');
	}
	if (seen.part || !seen.others) throw error;
	if (isUnknown) return inferred(staged);
	const { message, description } = partDisappeared(target);
	throw new NeverNamed(message, { description, cause: error });
}

/** The file has neither of its names, and its directory exists: it can only have been taken. */
function inferred({ target, own }: Staged): Outcome {
	return {
		outcome: 'inferred',
		remotePath: finalPath(target),
		...own,
		reason: `Neither ${finalPath(target)} nor its temporary file is on the server: it was probably delivered and has been taken since`,
	};
}

/** What the server has under a file's names. */
export interface Look {
	final?: RemoteFile;
	part?: RemoteFile;
	/** The other files in its directory; absent if the account may not look. */
	others?: ListedFile[];
}

/**
 * Asks what the server has under a file's names. If it finds neither name, the directory's list decides: some servers
 * report "not there" as any other failure.
 *
 * @throws RemoteFailure if no answer came, or the directory is missing: that says nothing about the file
 */
export async function look(
	remote: RemoteFiles,
	{ target, part }: { target: Target; part?: string },
): Promise<Look> {
	const final = await see(remote, finalPath(target));
	if (typeof final === 'object') return { final };
	const staged = part === undefined ? 'absent' : await see(remote, part);
	if (typeof staged === 'object') return { part: staged };
	const files = await listed(remote, target.directory);
	if (!files) return {};
	const named = (path: string | undefined) =>
		files.find(({ name }) => pathOf(target.directory, name) === path);
	return { final: named(finalPath(target)), part: named(part), others: files };
}

async function listed(remote: RemoteFiles, directory: string): Promise<ListedFile[] | undefined> {
	try {
		return (await remote.list(directory)).files;
	} catch (error) {
		if (failed(error, 'missing')) throw new RemoteFailure('missing', 'looking for the directory');
		if (wasAnswered(error)) return undefined;
		throw error;
	}
}

/** The other name under which a server keeps a renamed file; undefined if there is none. */
async function parkedAs(
	remote: RemoteFiles,
	{ target, own, modifiedAt }: Staged,
	others: ListedFile[],
	writer: Writer,
): Promise<string | undefined> {
	for (const file of others) {
		const path = pathOf(target.directory, file.name);
		const isNew = !modifiedAt || !file.modifiedAt || file.modifiedAt >= modifiedAt;
		const isKnown = isPartName(file.name) || writer.given.has(path);
		if (file.bytes !== own.bytes || !isNew || isKnown) continue;
		// Another document may have the same size; a file that cannot be read stays a suspect.
		const found = await fingerprintOf(remote.read(path, own.bytes)).catch((error: unknown) => {
			if (wasAnswered(error)) return undefined;
			throw error;
		});
		if ((found?.sha256 ?? own.sha256) === own.sha256) return file.name;
	}
	return undefined;
}

function notRenamed({ directory, fileName }: Target): NeverNamed {
	return new NeverNamed(
		`The server acknowledged the name of ${fileName}, but the file still had its temporary name`,
		{
			description: `Its temporary file was removed from ${directory}, so it is not delivered. Ask the administrator of the server why files cannot be renamed there, then run again.`,
		},
	);
}

function parkedError({ directory, fileName }: Target, name: string): OperatorError {
	return new OperatorError(
		`The server acknowledged the name of ${fileName}, but keeps the file as ${JSON.stringify(name)} in ${directory}`,
		{
			description:
				'It does not have its own name, so the ERP may never read it. Ask the administrator of the server what renames files there, e.g. a virus scanner or a quarantine. Ask to rename the file, or to remove it before you deliver it again.',
		},
	);
}
