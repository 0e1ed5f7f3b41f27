/** The server's answer to a request, or the lack of one. */
export type RemoteFailureKind =
	/** No such file or directory. */
	| 'missing'
	/** The account may not do this. */
	| 'denied'
	/** The server refused without a reason: SFTP's status "Failure". */
	| 'refused'
	| 'diskFull'
	| 'quota'
	/** The server does not offer this. */
	| 'unsupported'
	/** A directory listing never ends. */
	| 'endless'
	/** The connection ended. */
	| 'lost'
	/** No progress within the time limit of a step. */
	| 'late'
	/** The workflow was stopped. */
	| 'cancelled';

/** A failed request. Only the node's edge turns it into a sentence, because it knows the file. */
export class RemoteFailure extends Error {
	/** Bytes of the file that the server had confirmed until then. */
	bytes?: number;

	/** Free space on the server's disk, if it was asked for. */
	freeBytes?: number;

	/** The file already has its name: only its checksum file failed. */
	isDelivered?: true;

	/** @param step for the sentence, e.g. `renaming the file` */
	constructor(
		readonly kind: RemoteFailureKind,
		readonly step: string,
	) {
		super(`${step}: ${kind}`);
		this.name = 'RemoteFailure';
	}
}

/** A server's answer about a name. Some servers omit size, time or type. */
export interface RemoteFile {
	bytes?: number;
	modifiedAt?: Date;
	isDirectory?: boolean;
}

/** A file in a directory; an entry of unknown type counts as a file. */
export interface ListedFile {
	name: string;
	bytes?: number;
	modifiedAt?: Date;
}

/** A new file, open for writing. */
export interface NewFile {
	/**
	 * Writes the content from the start, flushes it to the server's disk if the server supports that, and closes. Memory
	 * holds only the blocks in transit.
	 */
	fill(content: AsyncIterable<Buffer>): Promise<void>;
}

/**
 * The part of a server's file system that delivery needs. Paths are the server's. Every method rejects with a
 * `RemoteFailure`.
 */
export interface RemoteFiles {
	/** Undefined if nothing has that name. */
	stat(path: string): Promise<RemoteFile | undefined>;
	/** Whether it is a directory; if the server gives no types, whether it can be opened as one. */
	isDirectory(path: string): Promise<boolean>;
	/** Creates a file that must not exist yet. */
	create(path: string): Promise<NewFile>;
	/** Creates a file or empties an existing one, for servers without exclusive open. */
	createPlainly(path: string): Promise<NewFile>;
	/** The file from its start, never more bytes than asked for, whatever the server sends. */
	read(path: string, most: number): AsyncIterable<Buffer>;
	/** Plain rename. Most servers refuse if the target exists; some overwrite it. */
	rename(from: string, to: string): Promise<void>;
	/** Replaces a file in one step; `unsupported` if the server cannot. */
	replace(from: string, to: string): Promise<void>;
	/** Returns whether there was something to remove. */
	remove(path: string): Promise<boolean>;
	makeDirectory(path: string): Promise<void>;
	/** The files in a directory by name, without directories, and the number of all entries. */
	list(path: string): Promise<{ files: ListedFile[]; entries: number }>;
	/** Free bytes on a directory's disk; undefined if the server does not say. */
	freeSpace(path: string): Promise<number | undefined>;
	/** Whether a request can be sent now; if not, the next one connects again first. */
	readonly isConnected: boolean;
}

/** Whether an error is a failed request of one of these kinds, or of any kind. */
export function failed(error: unknown, ...kinds: RemoteFailureKind[]): error is RemoteFailure {
	return error instanceof RemoteFailure && (kinds.length === 0 || kinds.includes(error.kind));
}

/** Whether the server answered with a refusal. */
export function wasAnswered(error: unknown): error is RemoteFailure {
	return failed(error) && !failed(error, 'lost', 'late', 'cancelled');
}

/** The result of checking a name. `unknown`: the server does not say, or the account may not look. */
export type Seen = RemoteFile | 'absent' | 'unknown';

/**
 * Checks a name. For a missing file, servers may answer "failure", "bad message" or "no permission": that is not an
 * error of the check, and no proof that something exists.
 *
 * @throws RemoteFailure if no answer came
 */
export async function see(remote: RemoteFiles, path: string): Promise<Seen> {
	try {
		return (await remote.stat(path)) ?? 'absent';
	} catch (error) {
		if (wasAnswered(error)) return 'unknown';
		throw error;
	}
}
