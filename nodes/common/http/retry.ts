/** How often, how long and how spaced a call is tried. */
export interface RetryPolicy {
	/** All tries, including the first. */
	maxTries: number;
	/** The limit of the first wait in milliseconds; it doubles with every try. */
	firstDelayMs: number;
	/** Our own waits are never longer. A `Retry-After` may be. */
	maxDelayMs: number;
	/** All tries and waits together end after this many milliseconds. */
	deadlineMs: number;
}

/** What a failed try says about a retry. */
export interface TryFailure {
	/** Whether the same call may succeed later. */
	retryable: boolean;
	/** The server's `Retry-After` header, unchanged. */
	retryAfter?: string;
}

/** Time and chance, replaceable in tests. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Milliseconds since some moment; unlike `now`, it never jumps. */
	elapsed(): number;
	/** From 0 to below 1. */
	random(): number;
	/** Rejects when the execution is cancelled. @param woken ends the sleep early when it aborts */
	sleep(milliseconds: number, woken?: AbortSignal): Promise<void>;
}

/** With less time left, a try is pointless: the timer of the deadline may fire a moment early. */
const SHORTEST_TRY_MS = 10;

/** Whether a status means "try later": time-out, too many calls, a server failure. */
export function isRetryableStatus(status: number): boolean {
	return status === 408 || status === 429 || (status >= 500 && status <= 599);
}

/** The wait in milliseconds of a `Retry-After` in seconds or as an HTTP date (RFC 9110). */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
	const text = header?.trim() ?? '';
	if (/^\d+$/.test(text)) return Number(text) * 1000;
	const date = /^[A-Z][a-z]/.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

/**
 * How long to wait before the next try, or `undefined` to give up. Waits are random between zero and a limit that
 * doubles ("full jitter"), so that many workflows do not return at the same time. A server's `Retry-After` is obeyed
 * exactly; if it lies beyond the deadline, we give up.
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
 * @param judge says whether a retry makes sense after an error
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
