import { OperatorError } from '../../common/errors';
import type { Fingerprint } from './content';
import {
	checksumTarget,
	finalPath,
	type Outcome,
	type Staged,
	type Target,
	type Writer,
} from './delivery';
import { giveName, hasName } from './fileStates';
import { discard, writePart } from './part';
import { failed, RemoteFailure, type RemoteFile, type RemoteFiles } from './remoteFiles';

/** The format of `sha256sum --check`. */
function checksumText(fileName: string, { sha256 }: Fingerprint): string {
	return `${sha256}  ${fileName}\n`;
}

/**
 * Writes the checksum file beside a file that has its name, if one is wanted. An existing checksum file with other
 * content belongs to an earlier file and is replaced.
 *
 * @throws RemoteFailure or OperatorError saying that the file itself is delivered
 */
export async function ensureChecksumFile(
	remote: RemoteFiles,
	target: Target,
	outcome: Outcome,
	writer: Writer,
): Promise<void> {
	if (!target.checksumFile || !/^(delivered|alreadyDelivered)$/.test(outcome.outcome)) return;
	try {
		await write(remote, target, outcome, writer);
	} catch (error) {
		if (error instanceof RemoteFailure) error.isDelivered = true;
		if (!(error instanceof OperatorError)) throw error;
		const { message, description } = error;
		throw new OperatorError(`${deliveredWithout(target.fileName)}: ${message}`, { description });
	}
}

/** The beginning of a sentence about a checksum file that could not be written. */
export function deliveredWithout(fileName: string): string {
	return `${fileName} is delivered, but its checksum file is not`;
}

async function write(
	remote: RemoteFiles,
	target: Target,
	own: Fingerprint,
	writer: Writer,
): Promise<void> {
	const beside = checksumTarget(target);
	const text = Buffer.from(checksumText(target.fileName, own));
	const there = await hasName(remote, beside);
	if (there && (await isText(remote, finalPath(beside), there, text))) return;
	const source = { open: () => only(text), expectedSha256: '' };
	const staged = await writePart(remote, beside, source, writer);
	try {
		const { outcome, reason = '' } = await putInPlace(remote, staged, writer);
		if (outcome === 'conflict') throw new OperatorError(reason, { description: IN_THE_WAY });
		// Another run may have written the same meanwhile.
		if (outcome !== 'delivered') await discard(remote, staged.part);
	} catch (error) {
		await discard(remote, staged.part);
		throw error;
	}
}

const IN_THE_WAY =
	'Ask the administrator to remove the file that has the name of the checksum file, then run again: only the checksum file is written then.';

/**
 * A free name takes a plain rename. A taken name is replaced in one step, or in two if the server cannot; only the
 * latter needs the right to remove.
 */
async function putInPlace(remote: RemoteFiles, staged: Staged, writer: Writer): Promise<Outcome> {
	try {
		return await giveName(remote, staged, writer);
	} catch (error) {
		if (!failed(error, 'unsupported')) throw error;
		await remote.remove(finalPath(staged.target));
		return await giveName(remote, staged, writer);
	}
}

async function isText(
	remote: RemoteFiles,
	path: string,
	there: RemoteFile,
	text: Buffer,
): Promise<boolean> {
	if ((there.bytes ?? text.length) !== text.length) return false;
	const chunks: Buffer[] = [];
	for await (const chunk of remote.read(path, text.length + 1)) chunks.push(chunk);
	return Buffer.concat(chunks).equals(text);
}

async function* only(content: Buffer): AsyncGenerator<Buffer> {
	yield content;
}
