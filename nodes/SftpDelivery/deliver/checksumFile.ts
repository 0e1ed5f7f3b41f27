import type { Fingerprint } from './content';
import { failed, type RemoteFiles } from './remoteFiles';
import { writePart } from './stage';
import { checksumTarget, finalPath, partPath, type Target } from './target';

/** What `sha256sum --check` reads. */
export function checksumText(fileName: string, { sha256 }: Fingerprint): string {
	return `${sha256}  ${fileName}\n`;
}

/**
 * Makes sure that the file with the checksum lies beside a delivered file. One that is there with another
 * content belonged to an earlier file of that name, and is replaced.
 */
export async function ensureChecksumFile(
	remote: RemoteFiles,
	target: Target,
	own: Fingerprint,
): Promise<void> {
	const beside = checksumTarget(target);
	const text = Buffer.from(checksumText(target.fileName, own));
	const there = await remote.stat(finalPath(beside));
	if (there?.bytes === text.length && (await contentOf(remote, finalPath(beside))).equals(text)) {
		return;
	}
	await writePart(remote, beside, { open: () => only(text), expectedSha256: '' });
	if (!there) return await remote.rename(partPath(beside), finalPath(beside));
	try {
		await remote.replace(partPath(beside), finalPath(beside));
	} catch (error) {
		if (!failed(error, 'unsupported')) throw error;
		await remote.remove(finalPath(beside));
		await remote.rename(partPath(beside), finalPath(beside));
	}
}

async function contentOf(remote: RemoteFiles, path: string): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of remote.read(path)) chunks.push(chunk);
	return Buffer.concat(chunks);
}

async function* only(content: Buffer): AsyncGenerator<Buffer> {
	yield content;
}
