import type { RouteName } from '../call';

/** What goes wrong with a call. `README.md` shows one example of each. */
export type Fault =
	/** This status instead of an answer. */
	| {
			kind: 'status';
			status: number;
			body?: unknown;
			headers?: Record<string, string>;
			/** `Retry-After` in seconds. */
			retryAfterSeconds?: number;
	  }
	/** A web page with status 200. */
	| { kind: 'html'; body?: string }
	| { kind: 'redirect'; location: string; status?: number }
	/** The right answer, `bytes` at a time. */
	| { kind: 'drip'; bytes?: number; everyMs?: number }
	/** Half an answer, or with `headers: false` not even its headers, and then nothing for ever. */
	| { kind: 'hang'; headers?: boolean }
	/** Half an answer: a whole response for JSON; for a file, fewer bytes than were announced. */
	| { kind: 'truncate' }
	/** The connection is reset: before the answer, or in its middle. */
	| { kind: 'reset'; midway?: boolean }
	/** All sessions end just before the call. */
	| { kind: 'expireSessions' };

/** Which calls a fault strikes. Everything that is given must fit. */
export interface FaultRule {
	fault: Fault;
	/** One call, or several; any where absent. */
	route?: RouteName | RouteName[];
	/** The path of the file that is downloaded. */
	filepath?: string;
	/** This many fitting calls are answered well first. Default 0. */
	skip?: number;
	/** How many calls it strikes; null: all. Default 1. */
	times?: number | null;
}
