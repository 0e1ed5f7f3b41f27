import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { realClock } from '../../common/http/clock';
import { TOO_LATE } from '../../common/http/connection';
import { isRetryableStatus, withRetries } from '../../common/http/retry';
import { TooLate, withinTime } from '../../common/http/withinTime';
import type { CallLimits } from '../../n8n/callOptions';
import { withSignal } from '../../n8n/withSignal';
import { CallFailed, type CallFailure, isRetryable, readFailure } from './callFailure';
import { type RawAnswer, readEnvelope } from './envelope';
import { type CallSubject, explainFailure } from './explainFailure';
import type { RequestBody } from './requestBody';

export const CREDENTIAL = 'voipcloudApi';

/** One call to the portal's API. */
export interface VoipcloudCall extends CallSubject {
	/** Only GET is tried again. */
	method: 'GET' | 'PUT' | 'POST';
	/** On the credential's portal: `methodUrl` makes it. */
	url: URL;
	body?: RequestBody;
}

/** The Base URL of the node's credential, as it was entered. */
export async function baseUrlOf(context: IExecuteFunctions): Promise<string> {
	const { baseUrl } = await context.getCredentials<{ baseUrl?: string }>(CREDENTIAL);
	return baseUrl ?? '';
}

/**
 * Sends a call with the API key in its header and gives the `data` of the answer. Redirects are not
 * followed: they would carry the key along.
 *
 * @throws OperatorError with what to do, for every way in which no good answer comes
 */
export async function callVoipcloud(
	context: IExecuteFunctions,
	call: VoipcloudCall,
	limits: CallLimits,
): Promise<unknown> {
	const cancelled = context.getExecutionCancelSignal();
	const repeatable = call.method === 'GET';
	let tries = 0;
	const attempt = async (remainingMs: number) => {
		tries++;
		return await withinTime(
			{ totalMs: Math.min(limits.requestTimeoutMs, remainingMs) },
			cancelled,
			async (signal) => readEnvelope(await send(context, requestOf(call), signal)),
		);
	};
	try {
		return await withRetries(
			attempt,
			(error) => {
				const failure = failureOf(error);
				return {
					retryable: repeatable && isRetryable(failure, isRetryableStatus),
					retryAfter: failure.kind === 'status' ? failure.retryAfter : undefined,
				};
			},
			limits.retry,
			realClock(cancelled),
		);
	} catch (error) {
		const failure: CallFailure = cancelled?.aborted ? { kind: 'cancelled' } : failureOf(error);
		throw explainFailure(await withoutKey(context, failure), call, tries);
	}
}

function requestOf({ method, url, body }: VoipcloudCall): IHttpRequestOptions {
	return {
		method,
		url: url.href,
		headers: {
			Accept: 'application/json',
			...(body ? { 'Content-Type': body.contentType } : {}),
		},
		...(body ? { body: body.content } : {}),
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}

async function send(
	context: IExecuteFunctions,
	request: IHttpRequestOptions,
	signal: AbortSignal,
): Promise<RawAnswer> {
	try {
		const { statusCode, headers, body } = await context.helpers.httpRequestWithAuthentication.call(
			withSignal(context, signal),
			CREDENTIAL,
			request,
		);
		return { status: statusCode, headers, text: String(body) };
	} catch (error) {
		throw new CallFailed(readFailure(error));
	}
}

/** A refusal may quote what it refuses. */
async function withoutKey(context: IExecuteFunctions, failure: CallFailure): Promise<CallFailure> {
	if (failure.kind !== 'status' || failure.said === undefined) return failure;
	const { apiKey } = await context.getCredentials<{ apiKey?: string }>(CREDENTIAL);
	const key = apiKey?.trim() ?? '';
	return key === '' ? failure : { ...failure, said: failure.said.replaceAll(key, '***') };
}

function failureOf(error: unknown): CallFailure {
	if (error instanceof TooLate) return { kind: 'connection', code: TOO_LATE };
	return error instanceof CallFailed ? error.failure : { kind: 'other', error };
}
