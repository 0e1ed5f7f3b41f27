import { clearTimeout, setTimeout } from 'node:timers';

/** Thrown by `withinTime`. */
export class TooLate extends Error {
	constructor() {
		super('It took too long');
	}
}

export interface TimeLimits {
	/** Time limit of the whole try, in milliseconds. */
	totalMs: number;
	/** The longest silence, in milliseconds; no limit if absent. */
	silenceMs?: number;
}

/**
 * Runs one try of a call under our own time limits: those of the HTTP client restart with every byte, and end with the
 * headers of a streamed answer.
 *
 * @param cancelled the execution's signal, which ends the try early
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
	const total = setTimeout(end, totalMs);
	const silence = silenceMs === undefined ? undefined : setTimeout(end, silenceMs);
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
		// V8 keeps the signal as long as the request's closed connection; do not let it keep the answer, too.
		ending.signal.removeEventListener('abort', onEnd);
	}
}
