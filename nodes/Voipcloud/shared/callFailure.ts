import { causesOf, clientErrorOf, isPermanent } from '../../common/http/connection';

/** Why a call to VoIPcloud brought no usable answer, told apart by what an operator has to do. */
export type CallFailure =
	/** A status other than 2xx, or a `code` other than 200 in the envelope of an answer with 2xx. */
	| {
			kind: 'status';
			status: number;
			inEnvelope: boolean;
			retryAfter?: string;
			/** What VoIPcloud says about it. */
			said?: string;
	  }
	/** The connection was refused, broke, or took too long. */
	| { kind: 'connection'; code: string }
	/** JSON that stops in the middle. */
	| { kind: 'unreadable' }
	/** A page for people (the portal's login, a proxy) instead of data. */
	| { kind: 'notJson'; contentType: string }
	/** JSON without `code` and `data`. */
	| { kind: 'notEnvelope' }
	/** The execution was cancelled. */
	| { kind: 'cancelled' }
	/** Anything else, e.g. n8n's own refusal. Shown as it is. */
	| { kind: 'other'; error: unknown };

/** Carries a `CallFailure` through the retry loop. */
export class CallFailed extends Error {
	constructor(readonly failure: CallFailure) {
		super(failure.kind);
	}
}

/** Reads what n8n's request threw: its own error class around the HTTP client's error. */
export function readFailure(error: unknown): CallFailure {
	const http = clientErrorOf(causesOf(error));
	if (http?.code === 'ERR_CANCELED') return { kind: 'cancelled' };
	return http ? { kind: 'connection', code: http.code ?? 'no answer' } : { kind: 'other', error };
}

/** Whether the same read may succeed later; a wrong key, account or address never does. */
export function isRetryable(failure: CallFailure, isRetryableStatus: (status: number) => boolean) {
	switch (failure.kind) {
		case 'status':
			return isRetryableStatus(failure.status);
		case 'connection':
			return !isPermanent(failure.code);
		case 'unreadable':
			return true;
		default:
			return false;
	}
}

/** Whether the request never left: no such host, nobody listening, or no trust in the other side. */
export function wasNeverSent(code: string): boolean {
	return /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/.test(code) || isPermanent(code);
}
