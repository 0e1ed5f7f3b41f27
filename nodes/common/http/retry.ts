/** How often, how long and how spaced a call is tried. */
export interface RetryPolicy {
	/** Tries in all, the first included. */
	maxTries: number;
	/** The upper bound of the first wait in milliseconds; it doubles with every try. */
	firstDelayMs: number;
	/** No wait of our own choosing is longer. A `Retry-After` may be. */
	maxDelayMs: number;
	/** All tries and waits together end after this many milliseconds. */
	deadlineMs: number;
}

/** What a failed try tells about trying again. */
export interface TryFailure {
	/** Whether the same call may succeed later. */
	retryable: boolean;
	/** The `Retry-After` header as the server sent it. */
	retryAfter?: string;
}

/** Time and chance, so that tests need neither. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Milliseconds since some moment; unlike `now`, never set to another time. */
	elapsed(): number;
	/** From 0 to below 1. */
	random(): number;
	/** Rejects as soon as the execution is cancelled. @param woken ends it before its time when it aborts */
	sleep(milliseconds: number, woken?: AbortSignal): Promise<void>;
}

/** With less time than this left a try is none: what ends one at the deadline may be a moment early itself. */
const SHORTEST_TRY_MS = 10;

/** Whether a status means "later, perhaps": time-out, too many calls, the server's own failure. */
export function isRetryableStatus(status: number): boolean {
	return status === 408 || status === 429 || (status >= 500 && status <= 599);
}

/** The wait in milliseconds that a `Retry-After` asks for, in seconds or as an HTTP date (RFC 9110). */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
	const text = header?.trim() ?? '';
	if (/^\d+$/.test(text)) return Number(text) * 1000;
	const date = /^[A-Z][a-z]/.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

/**
 * How long to wait before the next try, or `undefined` to give up. Waits are drawn between zero and a
 * bound that doubles ("full jitter"), so that many workflows do not come back together. A server's
 * `Retry-After` is kept exactly; where it lies beyond the deadline, waiting is pointless and we give up.
 */
export function delayBeforeRetry(
	failure: TryFailure,
	progress: { triesDone: number; elapsedMs: number; nowMs: number },
	policy: RetryPolicy,
	random: () => number,
): number | undefined {
	if (!failure.retryable || progress.triesDone >= policy.maxTries) return undefined;
	const bound = Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** (progress.triesDone - 1));
	const delay = retryAfterMs(failure.retryAfter, progress.nowMs) ?? Math.round(random() * bound);
	return progress.elapsedMs + delay + SHORTEST_TRY_MS < policy.deadlineMs ? delay : undefined;
}

/**
 * Runs `attempt` until it succeeds or `delayBeforeRetry` gives up; then the last error is thrown.
 *
 * @param attempt gets the milliseconds left until the deadline
 * @param judge tells of an error whether a retry makes sense
 */
export async function withRetries<Result>(
	attempt: (remainingMs: number) => Promise<Result>,
	judge: (error: unknown, triesDone: number) => TryFailure,
	policy: RetryPolicy,
	clock: Clock,
): Promise<Result> {
	const startMs = clock.elapsed();
	for (let triesDone = 1; ; triesDone++) {
		try {
			return await attempt(policy.deadlineMs - (clock.elapsed() - startMs));
		} catch (error) {
			const elapsedMs = clock.elapsed() - startMs;
			const progress = { triesDone, elapsedMs, nowMs: clock.now() };
			const random = () => clock.random();
			const delay = delayBeforeRetry(judge(error, triesDone), progress, policy, random);
			if (delay === undefined) throw error;
			await clock.sleep(delay);
		}
	}
}
