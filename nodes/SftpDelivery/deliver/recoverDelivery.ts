import { pathOf } from '../../common/remoteNames';
import type { DeliveryFile, Settlement } from '../../DeliveryLedger/store/ledgerStore';
import { finalPath, type Target, type Writer } from './delivery';
import { look, settleExisting } from './fileStates';
import { ensureChecksumFile } from './marker';
import { removePart } from './part';
import type { RemoteFiles } from './remoteFiles';

/** The state of a delivery that broke off after its intent; `unknown` stays unchanged. */
export interface Recovered {
	state: Settlement['state'] | 'unknown';
	reason: string;
}

type FileState = 'ours' | 'void' | 'conflict' | 'inferred' | 'unknown';

/**
 * Finds out how far the delivery of a vanished run came, and settles it:
 *
 * | the part | the final name | |
 * | --- | --- | --- |
 * | there | absent | removed, confirmed: `void`, so that a late rename of its writer fails |
 * | any | ours (size and SHA-256) | its marker is written: `delivered` |
 * | any | another | `conflict` |
 * | absent | absent, and the directory can be listed | `inferred` |
 * | not known | | `unknown` |
 *
 * With several files, the last one refers to the others. It gets its name last: if it has its name, all have theirs.
 *
 * @throws RemoteFailure if no answer came, or a directory is missing
 */
export async function recover(
	remote: RemoteFiles,
	files: DeliveryFile[],
	writer: Writer,
): Promise<Recovered> {
	const states: FileState[] = [];
	for (const file of files) states.push(await settleFile(remote, file));
	const state = stateOfAll(states);
	const last = files[files.length - 1];
	const path = last ? pathOf(last.directory, last.name) : '';
	if (state === 'ours') {
		for (const [index, file] of files.entries()) {
			if (states[index] === 'ours') await writeMarker(remote, file, writer);
		}
	}
	return { state: state === 'ours' ? 'delivered' : state, reason: REASONS[state](path) };
}

const REASONS: Record<FileState, (path: string) => string> = {
	ours: (path) =>
		`Its run broke off after ${path} had its name: the file there is the one that was sent`,
	void: (path) => `Its run broke off before ${path} had its name: its temporary file was removed`,
	conflict: (path) => `Its run broke off, and ${path}, or a file beside it, is another file`,
	inferred: (path) =>
		`Its run broke off, and neither ${path} nor its temporary file is on the server: it was probably delivered and has been taken since`,
	unknown: (path) => `Its run broke off, and the server does not say what happened to ${path}`,
};

function stateOfAll(states: FileState[]): FileState {
	for (const state of ['unknown', 'conflict', 'void'] as const) {
		if (states.includes(state)) return state;
	}
	return states.at(-1) ?? 'unknown';
}

async function settleFile(remote: RemoteFiles, file: DeliveryFile): Promise<FileState> {
	const target = targetOf(file);
	const part = file.part === '' ? undefined : pathOf(file.directory, file.part);
	// A paused writer may still name it between the check and the removal.
	for (let tries = 0; tries < 2; tries++) {
		const seen = await look(remote, { target, part });
		if (seen.final) {
			const { outcome } = await settleExisting(remote, target, seen.final, file, 'recognise');
			// Do not settle a row whose part could still get its name.
			if (part !== undefined) await removePart(remote, part);
			return outcome === 'conflict' ? 'conflict' : 'ours';
		}
		if (!seen.part || part === undefined) return seen.others ? 'inferred' : 'unknown';
		if (await removePart(remote, part)) return 'void';
	}
	return 'unknown';
}

async function writeMarker(remote: RemoteFiles, file: DeliveryFile, writer: Writer): Promise<void> {
	const target = targetOf(file);
	const { bytes, sha256 } = file;
	const outcome = { outcome: 'delivered' as const, remotePath: finalPath(target), bytes, sha256 };
	await ensureChecksumFile(remote, target, outcome, writer);
}

function targetOf({ directory, name, marker }: DeliveryFile): Target {
	return {
		directory,
		fileName: name,
		ifExists: 'recognise',
		createDirectories: false,
		checksumFile: marker !== '',
	};
}
