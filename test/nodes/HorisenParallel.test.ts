import { setTimeout as wait } from 'node:timers/promises';
import { QUICK, setUpHorisen } from './horisenSetup';

const REPORTS = 9;

const { horisen, getTraffic } = setUpHorisen();

const input = () =>
	Array.from({ length: REPORTS }, () => ({
		json: structuredClone(horisen().data.addLargeReport({ rows: 3 })) as never,
	}));
const calls = () => horisen().requests.filter(({ path }) => path.endsWith('/traffic-reports'));
const inParallel = (parallelReports: unknown) => ({
	options: { ...QUICK, parallelReports } as never,
});

describe('Parallel Reports', () => {
	it.each([1, 4])('fetches %i at once, and keeps the order', async (parallelReports) => {
		let answer = () => {};
		const until = new Promise<void>((resolve) => (answer = resolve));
		// The first request goes alone. The others then use its token.
		horisen().faults.inject({
			route: 'customerTraffic',
			skip: 1,
			times: null,
			fault: { kind: 'hold', until },
		});
		const items = input();
		const running = getTraffic(items, inParallel(parallelReports));
		while (calls().length < 1 + parallelReports) await wait(10);
		// Long enough for another request to arrive.
		await wait(200);
		expect(calls()).toHaveLength(1 + parallelReports);
		answer();

		const { outputs, error } = await running;
		expect(error).toBeUndefined();
		const ids = items.map(({ json }) => (json as { id: number }).id);
		expect(outputs[0].map(({ json }) => json.id)).toEqual(ids);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			ids.map((_, item) => ({ item })),
		);
		expect(outputs[0].every(({ binary }) => binary?.traffic)).toBe(true);
		// One per run: each has its own credential here.
		expect(horisen().tokenFetches).toBe(1);
	});

	it('ends the others if one fails, and begins no more', async () => {
		const fault = { kind: 'status', status: 404 } as const;
		const items = input();
		const { id: invoiceId } = items[2].json as { id: number };
		horisen().faults.inject({ fault, route: 'customerTraffic', invoiceId, times: null });
		const { error } = await getTraffic(items, inParallel(4));
		expect(error?.message).toContain('404');
		expect(calls().length).toBeLessThan(REPORTS);
	});

	it.each([0, 1.5, 'many'])('refuses %p', async (parallelReports) => {
		const { error } = await getTraffic(input(), inParallel(parallelReports));
		expect(error?.message).toContain('Parallel Reports is not a whole number of at least 1');
		expect(calls()).toEqual([]);
	});
});
