import type { ContenderName } from '../../../bench/workflow/contenders';
import { besideTheGoals, goalsOf } from '../../../bench/workflow/goals';
import type { Result } from '../../../bench/workflow/result';

const MIB = 1024 * 1024;
const SMALL = { documents: 200, rows: 500 };
const BIG = { documents: 1, rows: 300_000 };

function resultOf(change: Partial<Result> & { growth?: number } = {}): Result {
	const { growth = 100 * MIB, ...rest } = change;
	return {
		seconds: 10,
		cpu: { n8n: 5, runners: 1 },
		peak: 1000 * MIB,
		grown: growth,
		runner: 0,
		right: 200,
		...rest,
	};
}

const results = (change: Partial<Record<ContenderName, Result>> = {}) => ({
	documented: resultOf({ seconds: 65 }),
	guarded: resultOf({ seconds: 10 }),
	builtIn: resultOf({ seconds: 50, growth: 400 * MIB }),
	...change,
});

const missed = (...sizes: Parameters<typeof goalsOf>[0]) =>
	goalsOf(sizes)
		.filter(({ isMet }) => !isMet)
		.map(({ what, measured }) => `${what}: ${measured}`);

describe('the goals of the workflow benchmark', () => {
	test('are met at their very bounds', () => {
		const big = resultOf({ right: 1, growth: 256 * MIB });
		expect(
			missed(
				{ size: SMALL, results: results() },
				{ size: BIG, results: { documented: big, guarded: big, builtIn: { ...big, grown: 1e10 } } },
			),
		).toEqual([]);
	});

	test.each<[string, Partial<Record<ContenderName, Result>>]>([
		['at least 5 times as fast', { guarded: resultOf({ seconds: 10.1 }) }],
		['at most a quarter', { guarded: resultOf({ growth: 101 * MIB }) }],
		['at most 1.3 times as long', { documented: resultOf({ seconds: 65.1 }) }],
		['all files of guarded', { guarded: resultOf({ right: 199 }) }],
		['all files of builtIn', { builtIn: resultOf({ seconds: 50, growth: 1e9, right: 199 }) }],
		['all files of documented', { documented: resultOf({ failure: 'ended out of memory' }) }],
	])('are missed: %s', (what, change) => {
		const [first, ...others] = missed({ size: SMALL, results: results(change) });
		expect(first).toContain(what);
		expect(others).toEqual([]);
	});

	test('bound the memory of ours at every size but the first', () => {
		const much = resultOf({ right: 1, growth: 257 * MIB });
		const all = { documented: much, guarded: much, builtIn: much };
		expect(missed({ size: SMALL, results: {} }, { size: BIG, results: all })).toEqual([
			'1 document × 300,000 rows: documented grows by at most 256 MB: 257 MB',
			'1 document × 300,000 rows: guarded grows by at most 256 MB: 257 MB',
		]);
	});

	test("have n8n's own nodes in better hands beside them, which are no goals", () => {
		const builtInBatches = resultOf({ seconds: 40, growth: 200 * MIB });
		const builtInTuned = resultOf({ seconds: 30 });
		const size = { size: SMALL, results: results({ builtInBatches, builtInTuned }) };
		expect(missed(size)).toEqual([]);
		const takes = '200 documents × 500 rows: builtInBatches takes';
		const tuned = '200 documents × 500 rows: builtInTuned takes';
		expect(besideTheGoals(size)).toEqual([
			`${takes} 4.00 times as long as guarded, which grows 0.50 times as much`,
			`${takes} 0.62 times as long as documented, which grows 0.50 times as much`,
			`${tuned} 3.00 times as long as guarded, which grows 1.00 times as much`,
			`${tuned} 0.46 times as long as documented, which grows 1.00 times as much`,
		]);
		const failed = resultOf({ failure: 'ended out of memory' });
		const ended = results({ builtInBatches: failed, builtInTuned: undefined });
		expect(besideTheGoals({ size: SMALL, results: ended })).toEqual([]);
	});

	test("are missed where n8n's own nodes ended n8n, and none where they were left out", () => {
		const builtIn = resultOf({ failure: 'ended out of memory', right: 0 });
		expect(missed({ size: SMALL, results: results({ builtIn }) })).toEqual([
			'200 documents × 500 rows: faster than built-in, with less memory: built-in did not get to its end, ended out of memory',
		]);
		expect(missed({ size: SMALL, results: results({ builtIn: undefined }) })).toEqual([]);
	});
});
