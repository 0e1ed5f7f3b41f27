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

	sleep = async (milliseconds: number) =>
		await new Promise<void>((wake) => {
			this.sleepers.push({ at: this.time + milliseconds, wake });
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
	it('lets calls without a limit go at once', async () => {
		expect(await turns(new Pace(), new SharedClock(), [0, 0, 0])).toEqual([0, 0, 0]);
	});

	it('spaces parallel calls evenly', async () => {
		const clock = new SharedClock();
		const pace = new Pace();
		expect(await turns(pace, clock, [4, 4, 4, 4])).toEqual([0, 250, 500, 750]);
		expect(await turns(pace, clock, [4, 4])).toEqual([1000, 1250]);
	});

	it('takes fractions, and each call at its own limit', async () => {
		expect(await turns(new Pace(), new SharedClock(), [0.5, 2, 2, 0.5])).toEqual([
			0, 500, 1000, 3000,
		]);
	});

	it('keeps the distance to calls without a limit, too', async () => {
		expect(await turns(new Pace(), new SharedClock(), [0, 2, 0])).toEqual([0, 500, 0]);
	});

	it('holds every call until a pause is over, with a limit and without', async () => {
		const clock = new SharedClock();
		const pace = new Pace();
		pace.pause(3000, clock);
		expect(await turns(pace, clock, [2, 2, 2])).toEqual([3000, 3500, 4000]);
		pace.pause(3000, clock);
		expect(await turns(pace, clock, [0, 0])).toEqual([7000, 7000]);
	});

	it('holds calls that wait already when a pause begins', async () => {
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

	it('refuses what would come too late, as soon as that is certain', async () => {
		const clock = new SharedClock();
		const pace = new Pace();
		expect(await turns(pace, clock, [0.5, 0.5, 0.5, 0.1], 3000)).toEqual([
			0,
			2000,
			'No turn for 2000 ms: queued',
			'No turn for 10000 ms: queued',
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

	it('does not believe in pauses of a day', async () => {
		const clock = new SharedClock();
		const pace = new Pace();
		pace.pause(86_400_000, clock);
		expect(await turns(pace, clock, [0], 86_400_000)).toEqual([900_000]);
	});

	it('is one for all addresses on a host', () => {
		expect(paceOf('https://api.example.com/a')).toBe(paceOf('https://api.example.com/b'));
		expect(paceOf('https://api.example.com')).not.toBe(paceOf('https://api.example.org'));
	});
});
