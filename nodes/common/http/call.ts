import { OperatorError } from '../errors';
import { Answer, type StreamedAnswer } from './answer';
import {
	CallFailed,
	type CallFailure,
	type CallSubject,
	isRetryable,
	retryAfterOf,
} from './callFailure';
import { realClock } from './clock';
import { TOO_LATE } from './connection';
import { explainFailure, triesText } from './explainFailure';
import { NoTurn, paceOf } from './pace';
import { readFailure } from './readFailure';
import { retryAfterMs, type RetryPolicy, withRetries } from './retry';
import type { Secrets } from './secrets';
import type { Vendor } from './vendor';
import { TooLate, withinTime } from './withinTime';

/** How long and how often a call is tried. */
export interface CallLimits {
	/** For one try; the retry policy's deadline also limits it. */
	requestTimeoutMs?: number;
	/** The longest silence in one try. */
	silenceMs?: number;
	retry: RetryPolicy;
}

/** One call to a vendor's API. */
export interface Call<Result, Subject extends CallSubject> {
	vendor: Vendor<Subject>;
	about: Subject;
	/** Whose host sets the pace of all calls to it. */
	url: string;
	/** 0 or absent for no limit. */
	callsPerSecond?: number;
	/** Only calls that change nothing are tried again. */
	repeatable: boolean;
	limits: CallLimits;
	/** The execution's signal, which ends the call early. */
	cancelled?: AbortSignal;
	/** The secrets that it sends, including the token that n8n adds; read when something is shown. */
	secrets(): Secrets;
	/** Sends it through n8n, which adds token, session or key. @param signal ends the request */
	send(signal: AbortSignal): Promise<StreamedAnswer>;
	/** Turns the answer into the result, within the try's time limits. */
	take(answer: Answer): Promise<Result>;
}

/**
 * Makes a call: waits for its turn at the host, tries as often as its limits allow, and reads the answer in time.
 *
 * @throws OperatorError with advice, whenever there is no result
 */
export async function makeCall<Result, Subject extends CallSubject>(
	call: Call<Result, Subject>,
): Promise<Result> {
	const { vendor, about, limits, cancelled, secrets, callsPerSecond = 0 } = call;
	const pace = paceOf(call.url);
	const clock = realClock(cancelled);
	let tries = 0;
	let answered: unknown;
	const attempt = async (remainingMs: number) => {
		const waitedMs = await pace.turn(callsPerSecond, remainingMs, clock);
		tries++;
		const leftMs = remainingMs - waitedMs;
		const totalMs = Math.min(limits.requestTimeoutMs ?? leftMs, leftMs);
		return await withinTime(
			{ totalMs, silenceMs: limits.silenceMs },
			cancelled,
			async (signal, alive) => await taken(call, await sent(call, signal), alive),
		);
	};
	try {
		return await withRetries(
			attempt,
			(error) => {
				if (!(error instanceof NoTurn)) answered = error;
				const failure = failureOf(error);
				const retryAfter = retryAfterOf(failure);
				if (failure.kind === 'status' && failure.status === 429) {
					pace.pause(retryAfterMs(retryAfter, clock.now()) ?? 0, clock);
				}
				return { retryable: call.repeatable && isRetryable(failure), retryAfter };
			},
			limits.retry,
			clock,
		);
	} catch (error) {
		// The vendor's earlier answer tells the operator more than "no time to try again".
		const reason = error instanceof NoTurn ? (answered ?? error) : error;
		if (reason instanceof OperatorError && !cancelled?.aborted) throw reason;
		const failure: CallFailure = cancelled?.aborted ? { kind: 'cancelled' } : failureOf(reason);
		throw explainFailure({
			failure,
			vendor,
			call: about,
			tries: triesText(tries),
			secrets: secrets(),
		});
	}
}

/** Reads a refusal's body here, within the try's time limits. */
async function sent<Result, Subject extends CallSubject>(
	{ send, vendor, secrets }: Call<Result, Subject>,
	signal: AbortSignal,
): Promise<StreamedAnswer> {
	try {
		return await send(signal);
	} catch (error) {
		throw new CallFailed(await readFailure(error, vendor, secrets()));
	}
}

async function taken<Result, Subject extends CallSubject>(
	{ take, secrets }: Call<Result, Subject>,
	streamed: StreamedAnswer,
	alive: () => void,
): Promise<Result> {
	const answer = new Answer(streamed, alive, secrets);
	try {
		return await take(answer);
	} finally {
		answer.close();
	}
}

function failureOf(error: unknown): CallFailure {
	if (error instanceof TooLate) return { kind: 'connection', code: TOO_LATE };
	if (error instanceof NoTurn) return { kind: error.reason, waitMs: error.waitMs };
	return error instanceof CallFailed ? error.failure : { kind: 'other', error };
}
