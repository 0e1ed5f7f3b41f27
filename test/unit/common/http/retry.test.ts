import fc from 'fast-check';
import {
	type Clock,
	delayBeforeRetry,
	isRetryableStatus,
	retryAfterMs,
	type RetryPolicy,
	withRetries,
} from '../../../../nodes/common/http/retry';

const POLICY: RetryPolicy = {
	maxTries: 5,
	firstDelayMs: 1000,
	maxDelayMs: 30_000,
	deadlineMs: 120_000,
};
const NOW = Date.UTC(2023, 5, 1, 12, 0, 0);
const progress = (triesDone: number, elapsedMs = 0) => ({ triesDone, elapsedMs, nowMs: NOW });

describe('isRetryableStatus', () => {
	it.each([408, 429, 500, 502, 503, 504, 599])('tries again after %d', (status) => {
		expect(isRetryableStatus(status)).toBe(true);
	});

	it.each([200, 301, 400, 401, 403, 404, 409, 422, 600])('does not after %d', (status) => {
		expect(isRetryableStatus(status)).toBe(false);
	});
});

describe('retryAfterMs', () => {
	it('reads seconds', () => expect(retryAfterMs(' 120 ', NOW)).toBe(120_000));

	it('reads an HTTP date', () => {
		expect(retryAfterMs('Thu, 01 Jun 2023 12:00:07 GMT', NOW)).toBe(7000);
	});

	it('treats a date in the past as now', () => {
		expect(retryAfterMs('Thu, 01 Jun 2023 11:00:00 GMT', NOW)).toBe(0);
	});

	it.each([undefined, '', 'soon', '-5', '1.5'])('finds no wait in %p', (header) => {
		expect(retryAfterMs(header, NOW)).toBeUndefined();
	});
});

describe('delayBeforeRetry', () => {
	it('chooses each wait between zero and a bound that doubles, up to the cap', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 40 }),
				fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
				(triesDone, random) => {
					const policy = { ...POLICY, maxTries: 50 };
					const delay = delayBeforeRetry(
						{ retryable: true },
						progress(triesDone),
						policy,
						() => random,
					);
					const bound = Math.min(30_000, 1000 * 2 ** (triesDone - 1));
					expect(delay).toBe(Math.round(random * bound));
				},
			),
		);
	});

	it('never waits past the deadline, whatever the server asks for', () => {
		fc.assert(
			fc.property(
				fc.nat(200_000),
				fc.option(fc.nat(300), { nil: undefined }),
				(elapsedMs, seconds) => {
					const retryAfter = seconds?.toString();
					const failure = { retryable: true, retryAfter };
					const delay = delayBeforeRetry(failure, progress(1, elapsedMs), POLICY, () => 0.5);
					const wanted = seconds === undefined ? 500 : seconds * 1000;
					const isTime = elapsedMs + wanted + 10 < POLICY.deadlineMs;
					expect(delay).toBe(isTime ? wanted : undefined);
				},
			),
		);
	});

	it('begins no try so close to the deadline that it would end at once', () => {
		const ended = progress(1, POLICY.deadlineMs - 1);
		expect(delayBeforeRetry({ retryable: true }, ended, POLICY, () => 0)).toBeUndefined();
	});

	it('gives up after the last try, and at once if a retry makes no sense', () => {
		expect(delayBeforeRetry({ retryable: true }, progress(5), POLICY, () => 0)).toBeUndefined();
		expect(delayBeforeRetry({ retryable: false }, progress(1), POLICY, () => 0)).toBeUndefined();
	});
});

describe('withRetries', () => {
	function clockOf(sleeps: number[]): Clock {
		let now = NOW;
		return {
			now: () => now,
			elapsed: () => now - NOW,
			random: () => 0.5,
			sleep: async (milliseconds) => {
				sleeps.push(milliseconds);
				now += milliseconds;
				await Promise.resolve();
			},
		};
	}

	it('waits longer from try to try and returns the first success', async () => {
		const sleeps: number[] = [];
		const remaining: number[] = [];
		let calls = 0;
		const result = await withRetries(
			async (remainingMs) => {
				remaining.push(remainingMs);
				if (++calls < 4) throw new Error(`failure ${calls}`);
				return await Promise.resolve('done');
			},
			() => ({ retryable: true }),
			POLICY,
			clockOf(sleeps),
		);
		expect(result).toBe('done');
		expect(sleeps).toEqual([500, 1000, 2000]);
		expect(remaining).toEqual([120_000, 119_500, 118_500, 116_500]);
	});

	it('throws the last error after the last try', async () => {
		let calls = 0;
		const attempt = async () => await Promise.reject(new Error(`failure ${++calls}`));
		const retried = withRetries(attempt, () => ({ retryable: true }), POLICY, clockOf([]));
		await expect(retried).rejects.toThrow('failure 5');
		expect(calls).toBe(5);
	});

	it('ends when sleeping is cut short by a cancelled execution', async () => {
		const clock = {
			...clockOf([]),
			sleep: async () => await Promise.reject(new Error('cancelled')),
		};
		const attempt = async () => await Promise.reject(new Error('failure'));
		const retried = withRetries(attempt, () => ({ retryable: true }), POLICY, clock);
		await expect(retried).rejects.toThrow('cancelled');
	});
});
