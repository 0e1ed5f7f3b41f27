import type { CallSubject, OwnFailure, StatusFailure, VendorError } from './callFailure';
import type { Secrets } from './secrets';

/** What happened, and what to do. */
export interface Sentence {
	/** Status and tries are added. */
	message: string;
	advice: string;
}

/**
 * What differs between vendors in calls. Tries, reading of answers and the usual sentences are the same for all.
 */
export interface Vendor<Call extends CallSubject = CallSubject> {
	/** E.g. `Rainbow`. */
	name: string;
	/** Where to correct the address, e.g. `Check the base URL in the Rainbow credential.` */
	checkAddress: string;
	/** What a redirect would carry to another host, e.g. `the access token`. */
	carries: string;
	/** Reads its error answer from parsed JSON; an unknown shape gives `{}`. */
	readError(answer: unknown): VendorError;
	/** A failure that only this vendor has. @param causes of n8n's error, outermost first */
	ownFailure?(causes: readonly unknown[], secrets: Secrets): OwnFailure | undefined;
	/** Its own sentence for a status; `undefined` for the usual sentence. */
	explainStatus?(failure: StatusFailure, call: Call): Sentence | undefined;
}
