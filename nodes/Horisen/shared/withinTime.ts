import { setTimeout as sleep } from 'node:timers/promises';
import { CallFailed, TOO_LATE } from './callFailure';

/** A timer that is set longer fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Runs one try of a call under a time limit of its own, as that of the HTTP client starts anew with every
 * byte that drips in, and the one of n8n's token call is five minutes.
 *
 * @param cancelled the execution's own signal: it ends the try early
 * @param run gets the signal that ends its request
 * @throws CallFailed with the code `TOO_LATE`
 */
export async function withinTime<Result>(
	limitMs: number,
	cancelled: AbortSignal | undefined,
	run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
	const ending = new AbortController();
	const end = () => ending.abort();
	if (cancelled?.aborted) end();
	cancelled?.addEventListener('abort', end, { once: true });
	const timerMs = Math.min(limitMs, LONGEST_TIMER_MS);
	const limit = sleep(timerMs, undefined, { signal: ending.signal }).then(() => {
		throw new CallFailed({ kind: 'connection', code: TOO_LATE });
	});
	try {
		return await Promise.race([limit, run(ending.signal)]);
	} finally {
		cancelled?.removeEventListener('abort', end);
		end();
	}
}
