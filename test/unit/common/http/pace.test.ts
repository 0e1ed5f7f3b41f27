import { Pace, paceOf } from '../../../../nodes/common/http/pace';
import type { Clock } from '../../../../nodes/common/http/retry';

/** A clock that several callers sleep by; time passes when all of them wait. */
class SharedClock implements Clock {
	private time = 0;

	private sleepers: Array<{ at: number; wake: () => void }> = [];

	now = () => this.time;

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
			() => (got[index] = clock.now()),
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
		expect(await turns(new Pace(), new SharedClock(), [0.5, 2, 2])).toEqual([0, 2000, 2500]);
	});

	it('holds every call until a pause is over, with a limit and without', async () => {
		const pace = new Pace();
		pace.pause(3000, 0);
		expect(await turns(pace, new SharedClock(), [0, 2, 2])).toEqual([3000, 3000, 3500]);
	});

	it('holds calls that wait already when a pause begins', async () => {
		const clock = new SharedClock();
		const pace = new Pace();
		void clock.sleep(100).then(() => pace.pause(5000, clock.now()));
		expect(await turns(pace, clock, [4, 4])).toEqual([0, 5100]);
	});

	it('never ends a pause early', async () => {
		const pace = new Pace();
		pace.pause(3000, 0);
		pace.pause(1000, 0);
		expect(await turns(pace, new SharedClock(), [0])).toEqual([3000]);
	});

	it('refuses at once what would come too late, and gives its turn to others', async () => {
		const pace = new Pace();
		expect(await turns(pace, new SharedClock(), [0.5, 0.5, 0.5, 0.5], 3000)).toEqual([
			0,
			2000,
			'No turn for 4000 ms: queued',
			'No turn for 4000 ms: queued',
		]);
		pace.pause(9000, 0);
		expect(await turns(pace, new SharedClock(), [0], 3000)).toEqual([
			'No turn for 9000 ms: paused',
		]);
	});

	it('does not believe in pauses of a day', async () => {
		const pace = new Pace();
		pace.pause(86_400_000, 0);
		expect(await turns(pace, new SharedClock(), [0], 86_400_000)).toEqual([900_000]);
	});

	it('is one for all addresses on a host', () => {
		expect(paceOf('https://api.example.com/a')).toBe(paceOf('https://api.example.com/b'));
		expect(paceOf('https://api.example.com')).not.toBe(paceOf('https://api.example.org'));
	});
});
