import { OperatorError } from '../../common/errors';
import { ensureChecksumFile } from './checksumFile';
import { type Fingerprint, fingerprintOf } from './content';
import { settleExisting } from './existing';
import { giveName, gone, PartGone } from './giveName';
import type { Outcome } from './outcome';
import type { RemoteFile, RemoteFiles } from './remoteFiles';
import { finalPath, partPath, privatePartPath, type Target } from './target';

export interface Publication {
	target: Target;
	/** What was staged. */
	own: Fingerprint;
	/** Read the staged file back, and compare its checksum, before it gets its name. */
	verifyStaged: boolean;
	/** Where the file is there under neither name. */
	ifGone: 'infer' | 'fail' | 'stageAgain';
}

/**
 * Gives a file its name that `stage` wrote, maybe in a run that was killed. What the server has tells how
 * far it came: the temporary file means never renamed, the file itself renamed, neither renamed and taken.
 */
export async function publish(remote: RemoteFiles, publication: Publication): Promise<Outcome> {
	const { target } = publication;
	const outcome = await decide(remote, publication);
	await ensureChecksumFile(remote, target, outcome);
	return outcome;
}

async function decide(remote: RemoteFiles, publication: Publication): Promise<Outcome> {
	const { target, own, verifyStaged } = publication;
	const [staged, there] = await Promise.all([
		remote.stat(partPath(target)),
		remote.stat(finalPath(target)),
	]);
	// Without its temporary file ours was renamed before, so that even Refuse may recognise it.
	if (there && !staged) return await settleExisting(remote, target, there, own, 'recognise');
	if (there && target.ifExists !== 'replace') {
		return await settleExisting(remote, target, there, own);
	}
	if (!staged) return await whereGone(remote, publication);
	const fault = await faultOf(remote, target, staged, own, verifyStaged);
	if (fault !== undefined) return incomplete(target, own, fault);
	try {
		const outcome = await giveName(remote, target, { path: partPath(target), own });
		return outcome.outcome === 'delivered' ? await checked(remote, target, outcome) : outcome;
	} catch (error) {
		if (error instanceof PartGone) return await whereGone(remote, publication);
		throw error;
	}
}

/** What it means that the server has the file under neither of its names. */
async function whereGone(
	remote: RemoteFiles,
	{ target, own, ifGone }: Publication,
): Promise<Outcome> {
	if (ifGone === 'infer') return await gone(remote, target, own);
	if (ifGone === 'fail') throw goneError(target);
	return incomplete(target, own, 'was removed before it got its name');
}

/**
 * Between the look at the temporary file and the rename another program may have put one in its place that is not
 * whole: it loses the name again.
 */
async function checked(remote: RemoteFiles, target: Target, outcome: Outcome): Promise<Outcome> {
	// The rename was confirmed: where nothing more can be asked, or the ERP was quicker, it stands.
	const there = await remote.stat(finalPath(target)).catch(() => undefined);
	if (!there || there.bytes === outcome.bytes) return outcome;
	try {
		await remote.rename(finalPath(target), privatePartPath(target));
	} catch {
		return await settleExisting(remote, target, there, outcome, 'recognise');
	}
	return incomplete(target, outcome, `was changed to ${there.bytes} bytes while it got its name`);
}

function incomplete(target: Target, { bytes, sha256 }: Fingerprint, fault: string): Outcome {
	return {
		outcome: 'incomplete',
		remotePath: finalPath(target),
		bytes,
		sha256,
		reason: `The temporary file of ${finalPath(target)} ${fault}: it has to be staged again`,
	};
}

async function faultOf(
	remote: RemoteFiles,
	target: Target,
	staged: RemoteFile,
	own: Fingerprint,
	verify: boolean,
): Promise<string | undefined> {
	if (staged.bytes !== own.bytes) return `has ${staged.bytes} of ${own.bytes} bytes`;
	if (!verify) return undefined;
	const found = await fingerprintOf(remote.read(partPath(target)));
	return found.sha256 === own.sha256 ? undefined : 'has another content than was staged';
}

function goneError(target: Target): OperatorError {
	return new OperatorError(`${finalPath(target)} is on the server under neither of its names`, {
		description:
			'Its temporary file was removed, or the file was delivered and taken already. Ask whoever reads that directory; if it never arrived, stage it again. Where files are taken away at once, set If File Is Gone to Infer.',
	});
}
