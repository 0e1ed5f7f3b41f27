export type ContenderName = 'ours' | 'ftp';

/** What one process of the benchmark does. */
export interface Job {
	contender: ContenderName;
	/** How many files, each with the content of `source`. */
	files: number;
	source: string;
	/** The directory on the server, which is this machine. */
	directory: string;
	credential: Record<string, string | number>;
	/** Where the pinned n8n keeps its own nodes. */
	n8nNodes: string;
}

export interface Result {
	milliseconds: number;
	/** By how much the process's memory grew while the node ran. */
	grownBytes: number;
}
