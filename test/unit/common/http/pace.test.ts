import { realClock } from '../../../../nodes/common/http/clock';
import { Pace, paceOf } from '../../../../nodes/common/http/pace';
import type { Clock } from '../../../../nodes/common/http/retry';

/** A clock that several callers sleep by; time passes when all of them wait. */
class SharedClock implements Clock {
	private time = 0;

	private sleepers: Array<{ at: number; wake: () => void }> = [];

	/** Of the epoch: nothing here may depend on it, as it can be set. */
	now = () => NaN;

	elapsed = () => this.time;

	random = () => 0;

	sleep = async (milliseconds: number, woken?: AbortSignal) =>
		await new Promise<void>((wake) => {
			const sleeper = { at: this.time + milliseconds, wake };
			const end = () => {
				this.sleepers = this.sleepers.filter((one) => one !== sleeper);
				wake();
			};
			this.sleepers.push(sleeper);
			woken?.addEventListener('abort', end, { once: true });
		});

	/** Lets time pass until nobody waits. */
	async run(): Promise<void> {
		for (;;) {
			for (let turn = 0; turn < 20; turn++) await Promise.resolve();
			const next = this.sleepers.sort((one, other) => one.at - other.at).shift();
			if (!next) return;
			this.time = Math.max(this.time, next.at);
			next.wake();
		}
	}
}

/** The sleep of a call whose execution is cancelled. */
function sleepUntil(cancelled: AbortSignal): Clock['sleep'] {
	return async () =>
		await new Promise<void>((_, reject) => {
			const end = () => reject(new Error('cancelled'));
			cancelled.addEventListener('abort', end, { once: true });
		});
}

/** When each of several calls, asked for at once, gets its turn. */
async function turns(pace: Pace, clock: SharedClock, rates: number[], remainingMs = 60_000) {
	const got: Array<number | string> = [];
	rates.forEach((rate, index) => {
		pace.turn(rate, remainingMs, clock).then(
			() => (got[index] = clock.elapsed()),
			(error: Error) => (got[index] = error.message),
		);
	});
	await clock.run();
	return got;
}

describe('the pace of a host', () => {
	it('lets calls without a limit start at once', async () => {
		expect(await turns(new Pace(), new SharedClock(), [0, 0, 0])).toEqual([0, 0, 0]);
	});

	it('spaces parallel calls evenly', async () => {
		const clock = new SharedClock();
		const pace = new Pace();
		expect(await turns(pace, clock, [4, 4, 4, 4])).toEqual([0, 250, 500, 750]);
		expect(await turns(pace, clock, [4, 4])).toEqual([1000, 1250]);
	});

	it('accepts fractions, and gives each call its own limit', async () => {
		expect(await turns(new Pace(), new SharedClock(), [0.5, 2, 2, 0.5])).toEqual([
			0, 500, 1000, 3000,
		]);
	});

	it('lets nobody wait for calls without a limit', async () => {
		expect(await turns(new Pace(), new SharedClock(), [0, 2, 0, 2, 0])).toEqual([0, 0, 0, 500, 0]);
	});

	it('gives each caller its turn, however often another calls again', async () => {
		const clock = new SharedClock();
		const pace = new Pace();
		const count = [0, 0, 0];
		const end = 10_000;
		const caller = async (rate: number, index: number) => {
			for (; clock.elapsed() < end; count[index]++) await pace.turn(rate, 60_000, clock);
		};
		void [5, 10, 10].map(caller);
		await clock.run();
		// A round of the three takes 200 + 100 + 100 ms.
		expect(count).toEqual([26, 26, 26]);
	});

	it("keeps the order of the calls, however late the machine's timers are", async () => {
		const clock = realClock(undefined);
		const pace = new Pace();
		const order: number[] = [];
		const calls = Array.from({ length: 20 }, async (_, index) => {
			await pace.turn(200, 60_000, clock);
			order.push(index);
		});
		await Promise.all(calls);
		expect(order).toEqual(Array.from({ length: 20 }, (_, index) => index));
	});

	it('holds every call until a pause is over, with a limit and without', async () => {
		const clock = new SharedClock();
		const pace = new Pace();
		pace.pause(3000, clock);
		expect(await turns(pace, clock, [2, 2, 2])).toEqual([3000, 3500, 4000]);
		pace.pause(3000, clock);
		expect(await turns(pace, clock, [0, 0])).toEqual([7000, 7000]);
	});

	it('holds calls that are already waiting when a pause begins', async () => {
		const clock = new SharedClock();
		const pace = new Pace();
		void clock.sleep(100).then(() => pace.pause(5000, clock));
		expect(await turns(pace, clock, [4, 4, 4, 4])).toEqual([0, 5100, 5350, 5600]);
	});

	it('never ends a pause early', async () => {
		const clock = new SharedClock();
		const pace = new Pace();
		pace.pause(3000, clock);
		pace.pause(1000, clock);
		expect(await turns(pace, clock, [0])).toEqual([3000]);
	});

	it('refuses a call that would come too late, as soon as that is certain', async () => {
		const clock = new SharedClock();
		const pace = new Pace();
		expect(await turns(pace, clock, [0.5, 0.5, 0.5, 0.1], 3000)).toEqual([
			0,
			2000,
			'No turn for 4000 ms: queued',
			'No turn for 12000 ms: queued',
		]);
		pace.pause(9000, clock);
		expect(await turns(pace, clock, [0], 3000)).toEqual(['No turn for 9000 ms: paused']);
	});

	it('leaves no gap for a call that is cancelled while it waits', async () => {
		const clock = new SharedClock();
		const pace = new Pace();
		await pace.turn(0.1, 60_000, clock);
		const cancelled = {
			...clock,
			elapsed: clock.elapsed,
			sleep: async () => await Promise.reject(new Error('cancelled')),
		};
		for (let count = 0; count < 10; count++) {
			await expect(pace.turn(0.1, 60_000, cancelled)).rejects.toThrow('cancelled');
		}
		expect(await turns(pace, clock, [0.1])).toEqual([10_000]);
	});

	it('leaves no gap for a cancelled one in the middle of the queue, either', async () => {
		const clock = new SharedClock();
		const pace = new Pace();
		const cancelled = new AbortController();
		void clock.sleep(100).then(() => cancelled.abort());
		const given: Array<Promise<number>> = [];
		const own = { ...clock, elapsed: clock.elapsed, sleep: sleepUntil(cancelled.signal) };
		given.push(pace.turn(1, 60_000, clock), pace.turn(1, 60_000, own), pace.turn(1, 60_000, clock));
		given[1].catch(() => undefined);
		await clock.run();
		await expect(given[1]).rejects.toThrow('cancelled');
		expect(await Promise.all([given[0], given[2]])).toEqual([0, 1000]);
	});

	it('refuses all calls to which a pause leaves no time', async () => {
		const clock = new SharedClock();
		const pace = new Pace();
		void clock.sleep(100).then(() => pace.pause(9000, clock));
		expect(await turns(pace, clock, [1, 1, 1], 3000)).toEqual([
			0,
			'No turn for 8100 ms: paused',
			'No turn for 8100 ms: paused',
		]);
	});

	it('ignores pauses of a day', async () => {
		const clock = new SharedClock();
		const pace = new Pace();
		pace.pause(86_400_000, clock);
		expect(await turns(pace, clock, [0], 86_400_000)).toEqual([900_000]);
	});

	it('is shared by all addresses on a host', () => {
		expect(paceOf('https://api.example.com/a')).toBe(paceOf('https://api.example.com/b'));
		expect(paceOf('https://api.example.com')).not.toBe(paceOf('https://api.example.org'));
	});
});
