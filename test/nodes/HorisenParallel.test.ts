import { QUICK, setUpHorisen } from './horisenSetup';

/** Slow enough that waiting one after the other shows. */
const LATENCY_MS = 150;
const REPORTS = 9;

const { horisen, getTraffic } = setUpHorisen({ latencyMs: LATENCY_MS });

const input = () =>
	Array.from({ length: REPORTS }, () => ({
		json: structuredClone(horisen().data.addLargeReport({ rows: 3 })) as never,
	}));
const calls = () => horisen().requests.filter(({ path }) => path.endsWith('/traffic-reports'));
const inParallel = (parallelReports: unknown) => ({
	options: { ...QUICK, parallelReports } as never,
});

async function millisecondsOf(parallelReports: number): Promise<number> {
	const items = input();
	const startedAt = performance.now();
	const { outputs, error } = await getTraffic(items, inParallel(parallelReports));
	expect(error).toBeUndefined();
	const ids = items.map(({ json }) => (json as { id: number }).id);
	expect(outputs[0].map(({ json }) => json.id)).toEqual(ids);
	expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(ids.map((_, item) => ({ item })));
	expect(outputs[0].every(({ binary }) => binary?.traffic)).toBe(true);
	return performance.now() - startedAt;
}

describe('Parallel Reports', () => {
	it('takes a fraction of the time, and keeps the order', async () => {
		const oneByOne = await millisecondsOf(1);
		expect(await millisecondsOf(4)).toBeLessThan(oneByOne * 0.75);
		// One a run: each has a credential of its own here.
		expect(horisen().tokenFetches).toBe(2);
	});

	it('ends those beside one that fails, and begins no more', async () => {
		const fault = { kind: 'status', status: 404 } as const;
		const items = input();
		const { id: invoiceId } = items[2].json as { id: number };
		horisen().faults.inject({ fault, route: 'customerTraffic', invoiceId, times: null });
		const { error } = await getTraffic(items, inParallel(4));
		expect(error?.message).toContain('404');
		expect(calls().length).toBeLessThan(REPORTS);
	});

	it.each([0, 1.5, 'many'])('is not %p', async (parallelReports) => {
		const { error } = await getTraffic(input(), inParallel(parallelReports));
		expect(error?.message).toContain('Parallel Reports is not a whole number from 1 on');
		expect(calls()).toEqual([]);
	});
});
