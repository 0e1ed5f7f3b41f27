import { errorTextOf } from '../../common/http/bodyText';
import { causesOf, clientErrorOf, isPermanent } from '../../common/http/connection';
import { readVendorError, type VendorError } from './vendorError';

/** Why a call to HORISEN brought no usable answer, told apart by what an operator has to do. */
export type CallFailure =
	/** HORISEN answered with a status other than 2xx. */
	| { kind: 'status'; status: number; retryAfter?: string; vendor: VendorError }
	/** No access token: the accounts host refused the client or could not be reached. */
	| { kind: 'token'; status?: number; oauthError?: string; connectionCode?: string }
	/** The connection was refused, broke, or took too long. */
	| { kind: 'connection'; code: string }
	/** JSON that stops in the middle. */
	| { kind: 'unreadable' }
	/** A page for people (a portal, a proxy) instead of data. */
	| { kind: 'notJson'; contentType: string }
	/** Not sent: HORISEN asked this n8n for a pause, or the limit leaves no time before the call's own is over. */
	| { kind: 'paused' | 'queued'; waitMs: number }
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

const ACCESS_PATH = '/oauth2/access-token';

/** Reads what n8n's authenticated request threw: its own error class around the HTTP client's error. */
export async function readFailure(error: unknown): Promise<CallFailure> {
	const chain = causesOf(error);
	const http = clientErrorOf(chain);
	const tokenRefusal = chain.find(isTokenRefusal);
	if (tokenRefusal || http?.config?.url?.endsWith(ACCESS_PATH) || chain.some(lacksToken)) {
		return {
			kind: 'token',
			status: http?.response?.status ?? tokenRefusal?.status,
			oauthError: tokenRefusal?.body?.error,
			connectionCode: http?.response ? undefined : http?.code,
		};
	}
	if (http?.code === 'ERR_CANCELED') return { kind: 'cancelled' };
	// A connection that breaks while the answer comes in leaves the status that it began with.
	if (http?.response && !isSuccess(http.response.status)) {
		const { status, headers, data } = http.response;
		const retryAfter = headers?.['retry-after'];
		return {
			kind: 'status',
			status,
			retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
			vendor: readVendorError(await errorTextOf(data)),
		};
	}
	if (http) return { kind: 'connection', code: http.code ?? 'no answer' };
	return { kind: 'other', error };
}

/** Whether the same call may succeed later; rights, addresses and refused parameters never do. */
export function isRetryable(failure: CallFailure, isRetryableStatus: (status: number) => boolean) {
	switch (failure.kind) {
		case 'status':
			return isRetryableStatus(failure.status);
		case 'token':
			return failure.status === undefined
				? isTemporary(failure.connectionCode)
				: isRetryableStatus(failure.status);
		case 'connection':
			return isTemporary(failure.code);
		case 'unreadable':
			return true;
		default:
			return false;
	}
}

function isTemporary(code: string | undefined): boolean {
	return code !== undefined && !isPermanent(code);
}

function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

/** What n8n's OAuth2 client throws when the accounts host answers with an error. */
function isTokenRefusal(error: unknown): error is { status?: number; body?: { error?: string } } {
	const { code } = error as { code?: unknown };
	return code === 'EAUTH' || code === 'ESTATUS';
}

function lacksToken(error: unknown): boolean {
	return error instanceof Error && error.message === 'Unable to sign without access token';
}
