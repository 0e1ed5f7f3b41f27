import type { Fingerprint } from './content';

/** What became of a file. */
export interface Outcome extends Fingerprint {
	outcome:
		| 'staged'
		| 'delivered'
		/** A file with this content has the name already. */
		| 'alreadyDelivered'
		/** Another file has the name. */
		| 'conflict'
		/** Gone from the server: it had its name, and was taken. */
		| 'inferred'
		/** What is staged is not the whole file: it has to be staged again. */
		| 'incomplete';
	remotePath: string;
	/** A sentence, for everything but `staged` and `delivered`. */
	reason?: string;
	/** Of a conflict: what has the name. */
	found?: { bytes: number; sha256?: string };
	/** A file that was there before was replaced. */
	replaced?: true;
}
