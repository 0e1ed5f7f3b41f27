import { setTimeout as sleep } from 'node:timers/promises';
import { CallFailed, TOO_LATE } from './callFailure';

/**
 * Runs one try of a call under a time limit of its own: that of the HTTP client starts anew with every
 * byte that drips in.
 *
 * @param cancelled ends the try early: the execution's own signal
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
	const { signal } = ending;
	const tooLate = async (): Promise<never> => {
		await sleep(limitMs, undefined, { signal });
		throw new CallFailed({ kind: 'connection', code: TOO_LATE });
	};
	try {
		return await Promise.race([tooLate(), run(signal)]);
	} finally {
		cancelled?.removeEventListener('abort', end);
		end();
	}
}
