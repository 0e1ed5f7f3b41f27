import { clearTimeout, setTimeout } from 'node:timers';

/** A timer that is set longer fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Thrown by `withinTime`. */
export class TooLate extends Error {
	constructor() {
		super('It took too long');
	}
}

export interface TimeLimits {
	/** Until the whole try must be over, in milliseconds. */
	totalMs: number;
	/** The longest silence, in milliseconds; none of its own where absent. */
	silenceMs?: number;
}

/**
 * Runs one try of a call under time limits of its own: those of the HTTP client start anew with every byte
 * that drips in, and end with the headers of an answer that is streamed.
 *
 * @param cancelled ends the try early: the execution's own signal
 * @param run gets the signal that ends its request, and a function to call whenever bytes arrive
 * @throws TooLate
 */
export async function withinTime<Result>(
	{ totalMs, silenceMs }: TimeLimits,
	cancelled: AbortSignal | undefined,
	run: (signal: AbortSignal, alive: () => void) => Promise<Result>,
): Promise<Result> {
	const ending = new AbortController();
	const end = () => ending.abort();
	const timer = (ms: number) => setTimeout(end, Math.min(ms, LONGEST_TIMER_MS));
	const total = timer(totalMs);
	const silence = silenceMs === undefined ? undefined : timer(silenceMs);
	cancelled?.addEventListener('abort', end, { once: true });
	let reject: (error: TooLate) => void = () => undefined;
	const ended = new Promise<never>((_, tooLate) => (reject = tooLate));
	const onEnd = () => reject(new TooLate());
	ending.signal.addEventListener('abort', onEnd, { once: true });
	if (cancelled?.aborted) end();
	try {
		return await Promise.race([ended, run(ending.signal, () => silence?.refresh())]);
	} finally {
		clearTimeout(total);
		clearTimeout(silence);
		cancelled?.removeEventListener('abort', end);
		// The request keeps the signal for as long as V8 keeps its closed connection: not the answer, too.
		ending.signal.removeEventListener('abort', onEnd);
	}
}
