import type { RemoteFiles } from './remoteFiles';
import type { Target } from './target';
import { writePart } from './writePart';

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
	const { path } = await writePart(remote, target, { open: content, expectedSha256: '' });
	await remote.remove(path);
}

async function* content(): AsyncGenerator<Buffer> {
	yield Buffer.from(CONTENT);
}
