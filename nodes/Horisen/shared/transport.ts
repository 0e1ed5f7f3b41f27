import type { Readable } from 'node:stream';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { textOf } from '../../common/http/bodyText';
import { realClock } from '../../common/http/clock';
import { TOO_LATE } from '../../common/http/connection';
import { withEitherSignal } from '../../common/http/eitherSignal';
import { NoTurn, paceOf } from '../../common/http/pace';
import { isRetryableStatus, retryAfterMs, withRetries } from '../../common/http/retry';
import { TooLate, withinTime } from '../../common/http/withinTime';
import type { CallLimits } from '../../n8n/callOptions';
import { withSignal } from '../../n8n/withSignal';
import { type ApiSettings, apiSettings } from './apiSettings';
import type { CallContext } from './callContext';
import { CallFailed, type CallFailure, isRetryable, readFailure } from './callFailure';
import { type CallSubject, explainFailure } from './explainFailure';

/** One call to an API of HORISEN's SMS platform. */
export interface HorisenCall extends CallSubject {
	/** Only GET is tried again. */
	method: 'GET' | 'POST';
	/** Below the API host, e.g. `/finance/sit/v1/documents-export`. */
	path: string;
	/** As it goes over the wire, without the question mark. */
	query?: string;
	body?: IDataObject;
	/** Aborts when nobody waits for the answer any more. */
	signal?: AbortSignal;
}

/**
 * Sends a call with n8n's own token handling (fetched, cached, renewed once on 401) and gives the parsed
 * JSON answer. Redirects are refused: n8n would carry the token along.
 *
 * @throws OperatorError with what to do, for every way in which no JSON answer comes
 */
export async function callHorisen(
	context: CallContext,
	call: HorisenCall,
	limits: CallLimits,
): Promise<unknown> {
	const settings = await apiSettings(context);
	// Neither a poll nor the editor's list is an execution that somebody could cancel.
	const cancelled =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return await withEitherSignal(
		[cancelled, call.signal],
		async (signal) => await callUntil(signal, context, call, limits, settings),
	);
}

async function callUntil(
	cancelled: AbortSignal,
	context: CallContext,
	call: HorisenCall,
	limits: CallLimits,
	{ apiUrl, callsPerSecond }: ApiSettings,
): Promise<unknown> {
	const pace = paceOf(apiUrl);
	const clock = realClock(cancelled);
	let tries = 0;
	let answered: unknown;
	const attempt = async (remainingMs: number) => {
		const waitedMs = await pace.turn(callsPerSecond, remainingMs, clock);
		tries++;
		return await withinTime(
			{ totalMs: Math.min(limits.requestTimeoutMs, remainingMs - waitedMs) },
			cancelled,
			async (signal) => await send(context, requestOf(call, apiUrl), signal),
		);
	};
	try {
		return await withRetries(
			attempt,
			(error) => {
				if (!(error instanceof NoTurn)) answered = error;
				const failure = failureOf(error);
				const retryAfter = failure.kind === 'status' ? failure.retryAfter : undefined;
				if (failure.kind === 'status' && failure.status === 429) {
					pace.pause(retryAfterMs(retryAfter, clock.now()) ?? 0, clock);
				}
				return {
					retryable: call.method === 'GET' && isRetryable(failure, isRetryableStatus),
					retryAfter,
				};
			},
			limits.retry,
			clock,
		);
	} catch (error) {
		// What HORISEN said before says more than that there is no time to ask again.
		const reason = error instanceof NoTurn ? (answered ?? error) : error;
		const failure: CallFailure = cancelled.aborted ? { kind: 'cancelled' } : failureOf(reason);
		throw explainFailure(failure, call, tries);
	}
}

function requestOf(call: HorisenCall, apiUrl: string): IHttpRequestOptions {
	// The URL is written whole: the HTTP client would encode the parentheses and commas of the filters.
	return {
		method: call.method,
		url: `${apiUrl}${call.path}${call.query ? `?${call.query}` : ''}`,
		headers: {
			Accept: 'application/json',
			...(call.body ? { 'Content-Type': 'application/json' } : {}),
		},
		...(call.body ? { body: call.body } : {}),
		encoding: 'stream',
		returnFullResponse: true,
		disableFollowRedirect: true,
	};
}

async function send(
	context: CallContext,
	request: IHttpRequestOptions,
	signal: AbortSignal,
): Promise<unknown> {
	const { body, headers } = await answerTo(context, request, signal);
	const text = await readText(body);
	// What a successful change answers is not published; it may be nothing.
	if (request.method === 'POST' && text.trim() === '') return undefined;
	return readJson(text, String(headers['content-type'] ?? ''));
}

interface StreamedAnswer {
	body: Readable;
	headers: Record<string, unknown>;
}

async function answerTo(
	context: CallContext,
	request: IHttpRequestOptions,
	signal: AbortSignal,
): Promise<StreamedAnswer> {
	try {
		return (await context.helpers.httpRequestWithAuthentication.call(
			withSignal(context, signal),
			'horisenOAuth2Api',
			request,
		)) as StreamedAnswer;
	} catch (error) {
		throw new CallFailed(await readFailure(error));
	}
}

async function readText(body: Readable): Promise<string> {
	try {
		return await textOf(body);
	} catch (error) {
		const code = (error as { code?: string }).code ?? 'ECONNRESET';
		throw new CallFailed({ kind: 'connection', code });
	}
}

/** Truncated JSON is worth another try; a page for people is not. */
function readJson(text: string, contentType: string): unknown {
	const looksLikeJson = /json/i.test(contentType) || /^\s*[[{]/.test(text);
	if (/html/i.test(contentType) || !looksLikeJson) {
		throw new CallFailed({ kind: 'notJson', contentType: contentType || 'no content type' });
	}
	try {
		return JSON.parse(text);
	} catch {
		throw new CallFailed({ kind: 'unreadable' });
	}
}

function failureOf(error: unknown): CallFailure {
	if (error instanceof TooLate) return { kind: 'connection', code: TOO_LATE };
	if (error instanceof NoTurn) return { kind: error.reason, waitMs: error.waitMs };
	return error instanceof CallFailed ? error.failure : { kind: 'other', error };
}
