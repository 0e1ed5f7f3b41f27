import type { OperatorError } from '../errors';
import { isPermanent } from './connection';
import { isRetryableStatus } from './retry';

/** The subject of a call, for its error sentences. */
export interface CallSubject {
	/** E.g. `invoice 4711`, or `the list of invoice files`. */
	subject: string;
	/** Which of the vendor's APIs, e.g. `HORISEN Finance`; the vendor's name if it has only one API. */
	api?: string;
	/** For calls that change something: how to check whether it happened. */
	howToCheck?: string;
}

/** A vendor's error answer. */
export interface VendorError {
	/** E.g. `NOT_AUTHORIZED`. */
	code?: string;
	message?: string;
}

/** The vendor answered with a status other than 2xx, or reports one in the body of a 2xx answer. */
export interface StatusFailure {
	kind: 'status';
	status: number;
	inBody?: boolean;
	retryAfter?: string;
	said: VendorError;
}

/** A failure that only one vendor has, e.g. of its login; it brings its own explanation. */
export interface OwnFailure {
	kind: 'own';
	retryable: boolean;
	retryAfter?: string;
	/** @param tries e.g. `, 3 tries`, or empty */
	explain(call: CallSubject, tries: string): OperatorError;
}

/** Why a call brought no usable answer, distinguished by what an operator has to do. */
export type CallFailure =
	| StatusFailure
	| OwnFailure
	/** The connection was refused, broke, or took too long. */
	| { kind: 'connection'; code: string }
	/** JSON that ends in the middle. */
	| { kind: 'unreadable' }
	/** A web page (of a portal or a proxy) or another unexpected content. */
	| { kind: 'wrongType'; contentType: string; expected: string }
	/** Fewer bytes than announced. */
	| { kind: 'incomplete'; bytes: number; announced: number }
	/** More unpacked bytes than the limit for this call. */
	| { kind: 'tooLarge'; mostBytes: number }
	/** JSON nested more deeply than any real answer. */
	| { kind: 'tooDeep'; levels: number }
	/** Not sent: the host asked this n8n for a pause, or the rate limit leaves no turn before the call's deadline. */
	| { kind: 'paused' | 'queued'; waitMs: number }
	/** The execution was cancelled. */
	| { kind: 'cancelled' }
	/** Anything else, e.g. n8n's own refusal. Shown unchanged. */
	| { kind: 'other'; error: unknown };

/** Carries a `CallFailure` through n8n's authenticated request and the retry loop. */
export class CallFailed extends Error {
	constructor(readonly failure: CallFailure) {
		super(failure.kind);
	}
}

/** Whether the same call may succeed later; with missing rights, wrong logins and refused parameters it never does. */
export function isRetryable(failure: CallFailure): boolean {
	switch (failure.kind) {
		case 'status':
			return isRetryableStatus(failure.status);
		case 'own':
			return failure.retryable;
		case 'connection':
			return !isPermanent(failure.code);
		case 'unreadable':
		case 'incomplete':
			return true;
		default:
			return false;
	}
}

/** How long the vendor asks to wait. */
export function retryAfterOf(failure: CallFailure): string | undefined {
	return failure.kind === 'status' || failure.kind === 'own' ? failure.retryAfter : undefined;
}
