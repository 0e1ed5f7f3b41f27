import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface ReceivedFile {
	name: string;
	sha256: string;
	content: string;
}

/** What is on the server: the files under final names, and those under temporary ones. */
export interface Inbox {
	files: ReceivedFile[];
	temporary: string[];
}

/** Reads a folder as the ERP sees it. None if it does not exist yet. */
export function readInbox(directory: string): Inbox {
	const names = listed(directory);
	return {
		files: names.filter((name) => !isTemporary(name)).map((name) => read(directory, name)),
		temporary: names.filter(isTemporary),
	};
}

/** An ERP that picks files up: it takes them away and remembers each. */
export class Erp {
	readonly received: ReceivedFile[] = [];

	constructor(private readonly directory: string) {}

	/** Takes away what is under a final name. @returns what it took */
	pickUp(): ReceivedFile[] {
		const { files } = readInbox(this.directory);
		for (const { name } of files) rmSync(join(this.directory, name));
		this.received.push(...files);
		return files;
	}
}

function isTemporary(name: string): boolean {
	return name.startsWith('.') || name.endsWith('.part');
}

function listed(directory: string): string[] {
	try {
		return readdirSync(directory, { withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map(({ name }) => name)
			.sort();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	}
}

function read(directory: string, name: string): ReceivedFile {
	const bytes = readFileSync(join(directory, name));
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	return { name, sha256, content: bytes.toString('utf8') };
}
