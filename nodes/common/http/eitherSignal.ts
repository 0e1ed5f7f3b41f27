/**
 * Runs with one signal that aborts with the first of several. Unlike `AbortSignal.any`, it leaves nothing behind on a
 * signal that lasts for an execution with thousands of calls.
 */
export async function withEitherSignal<Result>(
	signals: Array<AbortSignal | undefined>,
	run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
	const either = new AbortController();
	const abort = () => either.abort();
	for (const signal of signals) {
		signal?.addEventListener('abort', abort, { once: true });
		if (signal?.aborted) abort();
	}
	try {
		return await run(either.signal);
	} finally {
		for (const signal of signals) signal?.removeEventListener('abort', abort);
	}
}
