import { setTimeout as sleep } from 'node:timers/promises';
import { CallFailed } from '../../../../nodes/Horisen/shared/callFailure';
import { withinTime } from '../../../../nodes/Horisen/shared/withinTime';

const forever = (signal: AbortSignal) =>
	new Promise<never>((_, reject) => {
		signal.addEventListener('abort', () => reject(new Error('request ended')), { once: true });
	});

describe('withinTime', () => {
	it('gives the result, and leaves no timer and no listener behind', async () => {
		const execution = new AbortController();
		const removed = jest.spyOn(execution.signal, 'removeEventListener');
		const result = withinTime(60_000, execution.signal, async () => await Promise.resolve('done'));
		await expect(result).resolves.toBe('done');
		expect(removed).toHaveBeenCalledTimes(1);
	});

	it('ends the request at the limit', async () => {
		let requestSignal: AbortSignal | undefined;
		const tried = withinTime(20, undefined, async (signal) => {
			requestSignal = signal;
			return await forever(signal);
		});
		await expect(tried).rejects.toEqual(new CallFailed({ kind: 'connection', code: 'TOO_LATE' }));
		expect(requestSignal?.aborted).toBe(true);
	});

	it('waits under a limit that is longer than any timer', async () => {
		const tried = withinTime(2 ** 32, undefined, async () => await sleep(20, 'done'));
		await expect(tried).resolves.toBe('done');
	});

	it('ends also what cannot be ended, e.g. the token call of n8n', async () => {
		const tried = withinTime(20, undefined, async () => await new Promise<never>(() => undefined));
		await expect(tried).rejects.toMatchObject({ failure: { code: 'TOO_LATE' } });
	});

	it.each(['before', 'meanwhile'])('ends when the execution is cancelled %s', async (when) => {
		const execution = new AbortController();
		if (when === 'before') execution.abort();
		const tried = withinTime(60_000, execution.signal, forever);
		execution.abort();
		await expect(tried).rejects.toThrow();
	});

	it('passes the error of the try on', async () => {
		const failure = new Error('boom');
		await expect(
			withinTime(1000, undefined, async () => await Promise.reject(failure)),
		).rejects.toBe(failure);
	});
});
