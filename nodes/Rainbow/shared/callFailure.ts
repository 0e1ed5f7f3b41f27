import { errorTextOf } from '../../common/http/bodyText';
import { causesOf, clientErrorOf, isPermanent } from '../../common/http/connection';
import { readVendorError, type VendorError } from './vendorError';

/** Why a call to Rainbow brought nothing usable, told apart by what an operator has to do. */
export type CallFailure =
	/** Rainbow answered with a status other than 2xx. */
	| { kind: 'status'; status: number; retryAfter?: string; vendor: VendorError }
	/** The login was refused, or answered by something else than Rainbow. */
	| { kind: 'login'; status: number; retryAfter?: string; vendor: VendorError }
	/** The OAuth 2.0 credential was never connected, or its connection ended. */
	| { kind: 'notConnected' }
	/** The connection was refused, broke, or took too long. */
	| { kind: 'connection'; code: string; duringLogin?: boolean }
	/** JSON that stops in the middle. */
	| { kind: 'unreadable' }
	/** A page for people (a portal, a proxy), or an error in disguise, instead of what was asked for. */
	| { kind: 'wrongType'; contentType: string; expected: string }
	/** A file that is shorter or longer than announced. */
	| { kind: 'incomplete'; bytes: number; announced: number }
	/** The execution was cancelled. */
	| { kind: 'cancelled' }
	/** Anything else, e.g. n8n's own refusal. Shown as it is. */
	| { kind: 'other'; error: unknown };

/** Carries a `CallFailure` through n8n's authenticated request and the retry loop. */
export class CallFailed extends Error {
	constructor(readonly failure: CallFailure) {
		super(`Rainbow: ${failure.kind}`);
	}
}

/** Reads what n8n's authenticated request threw: its own error class around the cause. */
export async function readFailure(error: unknown): Promise<CallFailure> {
	const chain = causesOf(error);
	const ours = chain.find((cause) => cause instanceof CallFailed);
	if (ours) return ours.failure;
	if (chain.some(isUnconnected)) return { kind: 'notConnected' };
	const http = clientErrorOf(chain);
	if (!http) return { kind: 'other', error };
	if (http.code === 'ERR_CANCELED') return { kind: 'cancelled' };
	const { response } = http;
	// A connection that breaks while the answer comes in leaves the status that it began with.
	if (!response || isSuccess(response.status)) {
		return { kind: 'connection', code: http.code ?? 'no answer' };
	}
	const retryAfter = response.headers?.['retry-after'];
	return {
		kind: 'status',
		status: response.status,
		retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
		vendor: readVendorError(await errorTextOf(response.data)),
	};
}

/** Whether the same call may succeed later; rights, logins and refused parameters never do. */
export function isRetryable(failure: CallFailure, isRetryableStatus: (status: number) => boolean) {
	switch (failure.kind) {
		case 'status':
		case 'login':
			return isRetryableStatus(failure.status);
		case 'connection':
			return !isPermanent(failure.code);
		case 'unreadable':
		case 'incomplete':
			return true;
		default:
			return false;
	}
}

function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

/** What n8n throws where the OAuth 2.0 credential has no token, or its refresh was refused. */
function isUnconnected(error: unknown): boolean {
	const { code, message } = error as { code?: unknown; message?: unknown };
	return code === 'EAUTH' || code === 'ESTATUS' || UNCONNECTED.test(String(message));
}

const UNCONNECTED =
	/^(OAuth credentials not connected|Unable to sign without access token|No refresh token)|needs to be reconnected/;
