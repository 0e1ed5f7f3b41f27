import { TooLate, withinTime } from '../../../../nodes/common/http/withinTime';

// Jest's clock stands in for the timers of Node.js, too: a busy machine is late, and must not decide here.
jest.mock('node:timers', () => ({
	setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
	clearTimeout: (timer?: NodeJS.Timeout) => clearTimeout(timer),
}));
jest.useFakeTimers();

const sleep = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

/** What came of it, after so much time. */
async function after<Result>(ms: number, tried: Promise<Result>): Promise<Result> {
	tried.catch(() => undefined);
	await jest.advanceTimersByTimeAsync(ms);
	return await tried;
}

const forever = (signal: AbortSignal) =>
	new Promise<never>((_, reject) => {
		signal.addEventListener('abort', () => reject(new Error('request ended')), { once: true });
	});

describe('withinTime', () => {
	it('returns the result, and leaves no timer and no listener behind', async () => {
		const execution = new AbortController();
		const removed = jest.spyOn(execution.signal, 'removeEventListener');
		const result = withinTime(
			{ totalMs: 60_000 },
			execution.signal,
			async () => await Promise.resolve('done'),
		);
		await expect(result).resolves.toBe('done');
		expect(removed).toHaveBeenCalledTimes(1);
	});

	it('ends the request at the limit', async () => {
		let requestSignal: AbortSignal | undefined;
		const tried = withinTime({ totalMs: 20 }, undefined, async (signal) => {
			requestSignal = signal;
			return await forever(signal);
		});
		await expect(after(20, tried)).rejects.toBeInstanceOf(TooLate);
		expect(requestSignal?.aborted).toBe(true);
	});

	it("gives up even on a call that cannot be ended, e.g. n8n's token call", async () => {
		const tried = withinTime(
			{ totalMs: 20 },
			undefined,
			async () => await new Promise<never>(() => undefined),
		);
		await expect(after(20, tried)).rejects.toBeInstanceOf(TooLate);
	});

	it.each(['before', 'meanwhile'])('ends when the execution is cancelled %s', async (when) => {
		const execution = new AbortController();
		if (when === 'before') execution.abort();
		const tried = withinTime({ totalMs: 60_000 }, execution.signal, forever);
		execution.abort();
		await expect(tried).rejects.toThrow();
	});

	it('ends a silent try, but not one that makes progress', async () => {
		const alive = withinTime({ totalMs: 5000, silenceMs: 60 }, undefined, async (_, heard) => {
			for (let step = 0; step < 5; step++) {
				await sleep(30);
				heard();
			}
			return 'done';
		});
		await expect(after(5 * 30, alive)).resolves.toBe('done');
		const silent = withinTime({ totalMs: 5000, silenceMs: 20 }, undefined, forever);
		await expect(after(20, silent)).rejects.toBeInstanceOf(TooLate);
	});

	it('passes the error of the try on', async () => {
		const failure = new Error('boom');
		await expect(
			withinTime({ totalMs: 1000 }, undefined, async () => await Promise.reject(failure)),
		).rejects.toBe(failure);
	});
});
