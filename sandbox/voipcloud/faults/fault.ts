import type { MethodName } from '../call';

/** What goes wrong with a call. `README.md` shows one example of each. */
export type Fault =
	/** This status instead of an answer. `carriedOut`: after the method did its work. */
	| {
			kind: 'status';
			status: number;
			body?: unknown;
			headers?: Record<string, string>;
			carriedOut?: boolean;
	  }
	/** HTTP 200, with this code in the envelope; nothing is changed. */
	| { kind: 'code'; code: number; message?: string }
	/** A web page with status 200. */
	| { kind: 'html' }
	| { kind: 'redirect'; location: string; status?: number }
	/** The right answer, `bytes` at a time. */
	| { kind: 'drip'; bytes?: number; everyMs?: number }
	/** The work is done; then half an answer, or with `headers: false` nothing of it, for ever. */
	| { kind: 'hang'; headers?: boolean }
	/** The work is done; the JSON stops half-way. */
	| { kind: 'truncate' }
	/** The work is done; the connection is reset before the answer, or in its middle. */
	| { kind: 'reset'; midway?: boolean };

/** All kinds, for calls from another process. */
export const FAULT_KINDS: ReadonlySet<unknown> = new Set<Fault['kind']>([
	'status',
	'code',
	'html',
	'redirect',
	'drip',
	'hang',
	'truncate',
	'reset',
]);

/** Which calls a fault strikes. Everything that is given must fit. */
export interface FaultRule {
	fault: Fault;
	method?: MethodName;
	accountNumber?: string;
	/** This many fitting calls are answered well first. Default 0. */
	skip?: number;
	/** How many calls it strikes; null: all. Default 1. */
	times?: number | null;
}
