import { clearTimeout, setTimeout } from 'node:timers';
import { CallFailed, TOO_LATE } from './callFailure';

export interface TimeLimits {
	/** Until the whole try must be over, in milliseconds. */
	totalMs: number;
	/** The longest silence, in milliseconds; none of its own where absent. */
	silenceMs?: number;
}

/**
 * Runs one try of a call under time limits of its own, as that of the HTTP client starts anew with every
 * byte that drips in, and ends with the headers of an answer that is streamed.
 *
 * @param cancelled ends the try early: the execution's own signal
 * @param run gets the signal that ends its request, and a function to call whenever bytes arrive
 * @throws CallFailed with the code `TOO_LATE`
 */
export async function withinTime<Result>(
	{ totalMs, silenceMs }: TimeLimits,
	cancelled: AbortSignal | undefined,
	run: (signal: AbortSignal, alive: () => void) => Promise<Result>,
): Promise<Result> {
	const ending = new AbortController();
	const end = () => ending.abort();
	const total = setTimeout(end, totalMs);
	const silence = silenceMs === undefined ? undefined : setTimeout(end, silenceMs);
	cancelled?.addEventListener('abort', end, { once: true });
	const ended = new Promise<never>((_, reject) => {
		const tooLate = () => reject(new CallFailed({ kind: 'connection', code: TOO_LATE }));
		ending.signal.addEventListener('abort', tooLate, { once: true });
	});
	if (cancelled?.aborted) end();
	try {
		return await Promise.race([ended, run(ending.signal, () => silence?.refresh())]);
	} finally {
		clearTimeout(total);
		clearTimeout(silence);
		cancelled?.removeEventListener('abort', end);
	}
}
