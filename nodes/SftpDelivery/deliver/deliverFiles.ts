import { Outgoing, readToEnd } from './content';
import {
	type Delivered,
	finalPath,
	ledgerFile,
	type LedgerPort,
	ofAll,
	type Outbound,
	type Outcome,
	type Staged,
	type Writer,
} from './delivery';
import { giveName, hasName, NeverNamed, settleExisting } from './fileStates';
import { ensureChecksumFile } from './marker';
import { discard, removePart, writePart } from './part';
import type { RemoteFiles } from './remoteFiles';

/** A file of a delivery: waiting under its temporary name, or settled. */
type Sent = Staged | Outcome;

/**
 * Delivers the files of one document. It writes all files under temporary names; records the intent in the ledger;
 * gives each file its name and checks it; writes each marker; records the outcome in the ledger. So wherever it breaks
 * off, the ledger names the files that may be on the server, and never says `delivered` of an incomplete document. On
 * failure, it removes files that have no name yet.
 *
 * @param files in the order of naming; the file that refers to the others comes last
 * @param ledger absent if the workflow has none
 */
export async function deliver(
	remote: RemoteFiles,
	files: Outbound[],
	writer: Writer,
	ledger?: LedgerPort,
): Promise<Delivered> {
	const sent: Sent[] = [];
	try {
		for (const file of files) sent.push(await send(remote, file, writer));
		return await publish(remote, files, sent, writer, ledger);
	} catch (error) {
		// If every file has its name, the marker or the ledger failed.
		const isNamed = sent.length === files.length && !sent.some(isStaged);
		const isRemoved = await withdraw(remote, sent, error);
		ledger?.brokeOff(isRemoved && !isNamed);
		throw error;
	}
}

/** Writes a temporary file, unless the name is taken; then decides what that means. */
async function send(
	remote: RemoteFiles,
	{ target, source }: Outbound,
	writer: Writer,
): Promise<Sent> {
	const there = target.ifExists === 'replace' ? undefined : await hasName(remote, target);
	if (!there) return await writePart(remote, target, source, writer);
	const content = new Outgoing(source);
	await readToEnd(content);
	return await settleExisting(remote, target, there, content.fingerprint(target.fileName));
}

async function publish(
	remote: RemoteFiles,
	files: Outbound[],
	sent: Sent[],
	writer: Writer,
	ledger: LedgerPort | undefined,
): Promise<Delivered> {
	const named = files.map(({ target }, index) => ledgerFile(target, sent[index]));
	const record = async (delivered: Delivered, isRemoved: boolean) => {
		if (!ledger) return delivered;
		return { ...delivered, document: await ledger.record(delivered.document, named, isRemoved) };
	};
	/**
	 * Stops the naming: until its last file has its name, a document is delivered whole or not at all. Removes the
	 * waiting files, and tells the ledger whether that is certain.
	 */
	const giveUp = async (why: Why) => {
		const isRemoved = await withdraw(remote, sent);
		return await record(givenUp(sent, why), isRemoved);
	};
	const conflict = sent.find(isConflict);
	if (conflict) return await giveUp(conflict);
	const obstacle = sent.some(isStaged) ? await ledger?.intend(named) : undefined;
	if (obstacle) return await giveUp(obstacle);
	for (const [index, file] of sent.entries()) {
		if (!isStaged(file)) continue;
		const outcome = await giveName(remote, file, writer);
		if (outcome.outcome === 'conflict') return await giveUp(outcome);
		if (outcome.outcome !== 'delivered') await discard(remote, file.part);
		sent[index] = outcome;
	}
	const outcomes = sent.filter((file): file is Outcome => !isStaged(file));
	// Marker before ledger: a kill must not leave `delivered` without the marker that the ERP waits for.
	for (const [index, { target }] of files.entries()) {
		await ensureChecksumFile(remote, target, outcomes[index], writer);
	}
	return await record(ofAll(outcomes), true);
}

type Why = Pick<Outcome, 'outcome' | 'reason' | 'found'>;

/** A document whose files were given up, and the reason; files that have their names keep them. */
function givenUp(sent: Sent[], { outcome, reason, found }: Why): Delivered {
	const files = sent.map((file): Outcome => {
		if (!isStaged(file)) return file;
		return { outcome, remotePath: finalPath(file.target), ...file.own, reason, found };
	});
	const all = ofAll(files);
	return { ...all, document: { ...all.document, outcome, reason } };
}

/**
 * Removes every remaining temporary file, so that a pending rename fails.
 *
 * @param error of the first of them, which may already have its name
 * @returns whether it is certain that none of them has its name or will get it
 */
async function withdraw(remote: RemoteFiles, sent: Sent[], error?: unknown): Promise<boolean> {
	const removals = sent.filter(isStaged).map(async ({ part }, index) => {
		const wasThere = await removePart(remote, part).catch(() => undefined);
		const mayBeNamed = index === 0 && error !== undefined && !(error instanceof NeverNamed);
		return mayBeNamed ? wasThere === true : wasThere !== undefined;
	});
	return (await Promise.all(removals)).every((isCertain) => isCertain);
}

function isStaged(file: Sent): file is Staged {
	return 'part' in file;
}

function isConflict(file: Sent): file is Outcome {
	return 'outcome' in file && file.outcome === 'conflict';
}
