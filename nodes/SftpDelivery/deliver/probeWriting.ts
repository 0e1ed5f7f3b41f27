import type { RemoteFiles } from './remoteFiles';
import { writePart } from './stage';
import { partPath, type Target } from './target';

const CONTENT = 'This file was written by n8n to check whether it can. It can be removed.\n';

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
	await writePart(remote, target, { open: content, expectedSha256: '' });
	await remote.remove(partPath(target));
}

async function* content(): AsyncGenerator<Buffer> {
	yield Buffer.from(CONTENT);
}
