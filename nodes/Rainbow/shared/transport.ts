import type { Readable } from 'node:stream';
import type { IDataObject, IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { realClock } from '../../common/http/clock';
import { TOO_LATE } from '../../common/http/connection';
import { isRetryableStatus, type RetryPolicy, withRetries } from '../../common/http/retry';
import { TooLate, type TimeLimits, withinTime } from '../../common/http/withinTime';
import { withSignal } from '../../n8n/withSignal';
import { CallFailed, type CallFailure, isRetryable, readFailure } from './callFailure';
import { explainFailure, type Identity } from './explainFailure';
import { rainbowApiData, trimmedUrl, withoutStaleSession } from './login';

/** What calls can be made from: a run, or the editor that fills a list. */
export type CallContext = IExecuteFunctions | ILoadOptionsFunctions;

/** The credential types of Rainbow; the node's Authentication parameter holds one of them. */
export type RainbowCredential = 'rainbowApi' | 'rainbowOAuth2Api';

/** One read from a Rainbow portal. Nothing here changes anything, so each may be tried again. */
export interface RainbowCall<Result> {
	credential: RainbowCredential;
	/** Below the base URL, encoded, with its query. */
	path: string;
	/** E.g. `the list of invoice files`. */
	subject: string;
	accept: string;
	/** Makes the result of the answer while the try's time limits run. */
	take: (answer: RainbowAnswer, alive: () => void) => Promise<Result>;
}

/** A successful answer; its body has not been read. */
export interface RainbowAnswer {
	headers: Record<string, unknown>;
	body: Readable;
}

/** How long and how often a call is tried. */
export interface CallLimits {
	/** Of one try; the retry policy's deadline bounds it, too. */
	time: Partial<TimeLimits>;
	retry: RetryPolicy;
}

/**
 * Makes a call with n8n's own handling of sessions and tokens: fetched once, kept with the credential,
 * renewed once on 401. Redirects are refused: they would carry session or key to another host.
 *
 * @throws OperatorError with what to do, for every way in which no result comes
 */
export async function callRainbow<Result>(
	context: CallContext,
	call: RainbowCall<Result>,
	limits: CallLimits,
): Promise<Result> {
	const cancelled =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	let tries = 0;
	const attempt = async (remainingMs: number) => {
		tries++;
		const totalMs = Math.min(limits.time.totalMs ?? remainingMs, remainingMs);
		return await withinTime(
			{ ...limits.time, totalMs },
			cancelled,
			async (signal, alive) => await taken(await send(context, call, signal), call, alive),
		);
	};
	const judge = (error: unknown) => {
		const failure = failureOf(error);
		return {
			retryable: isRetryable(failure, isRetryableStatus),
			retryAfter: 'retryAfter' in failure ? failure.retryAfter : undefined,
		};
	};
	try {
		return await withRetries(attempt, judge, limits.retry, realClock(cancelled));
	} catch (error) {
		const failure: CallFailure = cancelled?.aborted ? { kind: 'cancelled' } : failureOf(error);
		const identity = await identityOf(context, call.credential);
		throw explainFailure(failure, { subject: call.subject, identity }, tries);
	}
}

async function send<Result>(
	context: CallContext,
	{ credential, path, accept }: RainbowCall<Result>,
	signal: AbortSignal,
): Promise<RainbowAnswer> {
	const data = rainbowApiData(await context.getCredentials<IDataObject>(credential));
	try {
		return (await context.helpers.httpRequestWithAuthentication.call(
			withSignal(context, signal),
			credential,
			{
				method: 'GET',
				// Written whole: the HTTP client encodes in its own way.
				url: `${trimmedUrl(data.baseUrl)}${path}`,
				// Unpacked on the way, an answer that breaks off would pass for a shorter one.
				headers: { Accept: accept, 'Accept-Encoding': 'identity' },
				encoding: 'stream',
				returnFullResponse: true,
				disableFollowRedirect: true,
			},
			credential === 'rainbowApi' ? { credentialsDecrypted: asDecrypted(data) } : undefined,
		)) as RainbowAnswer;
	} catch (error) {
		throw new CallFailed(await readFailure(error));
	}
}

/** An answer that is not read to its end, e.g. a web page, must not keep its connection. */
async function taken<Result>(
	answer: RainbowAnswer,
	{ take }: RainbowCall<Result>,
	alive: () => void,
): Promise<Result> {
	try {
		return await take(answer, alive);
	} finally {
		answer.body.destroy();
	}
}

/** By an empty session n8n knows that it has to log in first. */
function asDecrypted(data: ReturnType<typeof rainbowApiData>) {
	return {
		id: '',
		name: '',
		type: 'rainbowApi',
		data: { ...withoutStaleSession(data) },
	};
}

async function identityOf(context: CallContext, credential: RainbowCredential): Promise<Identity> {
	if (credential === 'rainbowOAuth2Api') return 'oAuth2';
	return rainbowApiData(await context.getCredentials<IDataObject>(credential)).authentication;
}

function failureOf(error: unknown): CallFailure {
	if (error instanceof TooLate) return { kind: 'connection', code: TOO_LATE };
	return error instanceof CallFailed ? error.failure : { kind: 'other', error };
}
