import { OperatorError } from '../../common/errors';
import type { Fingerprint } from './content';
import type { Outcome } from './outcome';
import { putInPlace } from './putInPlace';
import { RemoteFailure, type RemoteFiles } from './remoteFiles';
import { checksumTarget, finalPath, type Target } from './target';
import { writePart } from './writePart';

/** What `sha256sum --check` reads. */
export function checksumText(fileName: string, { sha256 }: Fingerprint): string {
	return `${sha256}  ${fileName}\n`;
}

/**
 * Makes sure that the file with the checksum lies beside a file that has its name, where one is wanted. One that is
 * there with another content belonged to an earlier file of that name, and is replaced.
 *
 * @throws RemoteFailure or OperatorError that says that the file itself is delivered
 */
export async function ensureChecksumFile(
	remote: RemoteFiles,
	target: Target,
	outcome: Outcome,
): Promise<void> {
	if (!target.checksumFile || !/^(delivered|alreadyDelivered)$/.test(outcome.outcome)) return;
	try {
		await write(remote, target, outcome);
	} catch (error) {
		if (error instanceof RemoteFailure) error.isDelivered = true;
		if (!(error instanceof OperatorError)) throw error;
		const { message, description } = error;
		throw new OperatorError(`${deliveredWithout(target.fileName)}: ${message}`, { description });
	}
}

/** How a sentence begins about a checksum file that could not be written. */
export function deliveredWithout(fileName: string): string {
	return `${fileName} is delivered, its checksum file is not`;
}

async function write(remote: RemoteFiles, target: Target, own: Fingerprint): Promise<void> {
	const beside = checksumTarget(target);
	const text = Buffer.from(checksumText(target.fileName, own));
	const there = await remote.stat(finalPath(beside));
	if (there?.bytes === text.length && (await contentOf(remote, finalPath(beside))).equals(text)) {
		return;
	}
	const { path } = await writePart(remote, beside, { open: () => only(text), expectedSha256: '' });
	// Another run may have written it meanwhile, and what it wrote is the same.
	await putInPlace(remote, path, finalPath(beside));
}

async function contentOf(remote: RemoteFiles, path: string): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of remote.read(path)) chunks.push(chunk);
	return Buffer.concat(chunks);
}

async function* only(content: Buffer): AsyncGenerator<Buffer> {
	yield content;
}
