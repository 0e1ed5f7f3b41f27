import { setTimeout as sleep } from 'node:timers/promises';
import { inParallel } from '../../../nodes/common/inParallel';

/** Runs work that takes as many milliseconds as given, and logs what happens. */
async function run(milliseconds: number[], atOnce: number, failing: number[] = []) {
	const log: string[] = [];
	let running = 0;
	let most = 0;
	const failure = await inParallel(
		milliseconds.length,
		atOnce,
		async (index) => {
			log.push(`begin ${index}`);
			most = Math.max(most, ++running);
			await sleep(milliseconds[index]);
			running--;
			if (failing.includes(index)) throw new Error(`failure ${index}`);
			log.push(`end ${index}`);
		},
		() => log.push('stop'),
	).then(
		() => undefined,
		(error: Error) => error.message,
	);
	return { log, most, failure };
}

it('runs all tasks, begins them in order, never more at once than allowed', async () => {
	const { log, most, failure } = await run([40, 1, 1, 1, 1], 2);
	expect(failure).toBeUndefined();
	expect(most).toBe(2);
	expect(log.filter((line) => line.startsWith('begin'))).toEqual(
		[0, 1, 2, 3, 4].map((index) => `begin ${index}`),
	);
	// The short ones do not wait for the long one.
	expect(log.at(-1)).toBe('end 0');
});

it('runs one after the other if only one is allowed', async () => {
	const { log } = await run([5, 1], 1);
	expect(log).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1']);
});

it('begins nothing after a failure, waits for running tasks, and throws the first failure', async () => {
	const { log, failure } = await run([1, 30, 1, 1], 2, [0, 1]);
	expect(failure).toBe('failure 0');
	expect(log).toEqual(['begin 0', 'begin 1', 'stop', 'stop']);
});

it('does nothing without tasks', async () => {
	expect((await run([], 4)).log).toEqual([]);
});
