import { resultOf, type Run } from '../../../bench/workflow/result';

const runOf = (change: Partial<Run>): Run => ({
	seconds: 1,
	idle: { n8n: 100, runners: 10 },
	peak: { n8n: 300, runners: 20 },
	cpu: { n8n: 1, runners: 0 },
	right: 5,
	...change,
});

describe('the rounds of a contender', () => {
	test('come to their medians, and to growth over what was idle in the same round', () => {
		const result = resultOf([
			runOf({ seconds: 3, idle: { n8n: 200, runners: 0 } }),
			runOf({ seconds: 1, cpu: { n8n: 7, runners: 2 } }),
			runOf({ seconds: 2, peak: { n8n: 900, runners: 0 } }),
		]);
		expect(result).toEqual({
			seconds: 2,
			cpu: { n8n: 1, runners: 0 },
			peak: 300,
			grown: 200,
			runner: 20,
			failure: undefined,
			right: 5,
		});
	});

	test('are as bad as the worst of them', () => {
		const bad = runOf({ failure: 'ended out of memory', right: 2 });
		expect(resultOf([runOf({}), bad, runOf({})])).toMatchObject({
			failure: 'ended out of memory',
			right: 2,
		});
	});
});
