/** What the server said, or did not say, to one request. */
export type RemoteFailureKind =
	/** There is no such file or directory. */
	| 'missing'
	/** The account may not do this. */
	| 'denied'
	/** The server said no without a reason: SFTP's status "Failure". */
	| 'refused'
	| 'diskFull'
	| 'quota'
	/** The server does not offer this. */
	| 'unsupported'
	/** The connection ended. */
	| 'lost'
	/** No progress within the time limit of a step. */
	| 'late'
	/** The workflow was stopped. */
	| 'cancelled';

/** A request that failed. Only the node's edge makes a sentence of it, as it knows which file it was for. */
export class RemoteFailure extends Error {
	/** Bytes of the file that the server had confirmed until then. */
	bytes?: number;

	/** What the server's disk has left, where that was asked for. */
	freeBytes?: number;

	/** The file has its name already: what failed is the one with its checksum. */
	isDelivered?: true;

	/** @param step what was being done, for the sentence: `renaming the file` */
	constructor(
		readonly kind: RemoteFailureKind,
		readonly step: string,
	) {
		super(`${step}: ${kind}`);
		this.name = 'RemoteFailure';
	}
}

export interface RemoteFile {
	bytes: number;
	modifiedAt: Date;
	isDirectory: boolean;
}

export interface ListedFile {
	name: string;
	bytes: number;
	modifiedAt: Date;
}

/** A file that was just created and is open for writing. */
export interface NewFile {
	/**
	 * Writes the content from the start, has the server put it on its disk where it can, and closes.
	 * Memory holds the blocks that are on their way, whatever the size.
	 */
	fill(content: AsyncIterable<Buffer>): Promise<void>;
}

/**
 * A server's file system, as far as delivery needs it. Paths are the server's. Every method rejects with a
 * `RemoteFailure`.
 */
export interface RemoteFiles {
	/** Undefined where there is nothing of that name. */
	stat(path: string): Promise<RemoteFile | undefined>;
	/** Creates a file that must not exist yet. */
	create(path: string): Promise<NewFile>;
	read(path: string): AsyncIterable<Buffer>;
	/** Plain rename. Most servers refuse when the target exists; some overwrite it. */
	rename(from: string, to: string): Promise<void>;
	/** Puts a file in another's place in one step; `unsupported` where the server cannot. */
	replace(from: string, to: string): Promise<void>;
	/** Whether there was something to remove. */
	remove(path: string): Promise<boolean>;
	makeDirectory(path: string): Promise<void>;
	/** The files in a directory by name, directories left out, and how many entries of any kind it has. */
	list(path: string): Promise<{ files: ListedFile[]; entries: number }>;
	/** Bytes that a directory's disk has left; undefined where the server does not tell. */
	freeSpace(path: string): Promise<number | undefined>;
	/** Whether a request can be sent now; where not, the next one connects again first. */
	readonly isConnected: boolean;
}

/** Whether an error says this about a request. */
export function failed(error: unknown, ...kinds: RemoteFailureKind[]): error is RemoteFailure {
	return error instanceof RemoteFailure && kinds.includes(error.kind);
}
