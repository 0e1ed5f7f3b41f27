import { type Fault, type RainbowSimulator, startRainbow } from '../../../../sandbox/rainbow';
import { Caller, encoded, INVOICES } from './caller';

let rainbow: RainbowSimulator;
let caller: Caller;
beforeAll(async () => {
	rainbow = await startRainbow({ today: '2017-11-20', control: true });
});
beforeEach(async () => {
	rainbow.reset();
	caller = await Caller.of(rainbow);
});
afterAll(() => rainbow.stop());

const control = async (action: string, body: object = {}) => {
	const response = await fetch(`${rainbow.url}/__control/${action}`, {
		method: 'POST',
		body: JSON.stringify(body),
	});
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe('a fault', () => {
	it('hits the matching calls, as often as told, after the calls to skip', async () => {
		const [one, two] = rainbow.data.files;
		const { filepath } = two;
		rainbow.faults.inject({ fault: { kind: 'status', status: 503 }, filepath, skip: 1, times: 2 });
		const status = async (path: string) =>
			(await caller.get(`${INVOICES}/${encoded(path)}`)).status;
		expect(await status(one.filepath)).toBe(200);
		const answers = [];
		for (let call = 0; call < 4; call += 1) answers.push(await status(filepath));
		expect(answers).toEqual([200, 503, 503, 200]);
	});

	it.each([
		['status', { kind: 'status', status: 429, retryAfterSeconds: 7 }, 429],
		['html', { kind: 'html' }, 200],
		['redirect', { kind: 'redirect', location: '/x' }, 302],
		['expireSessions', { kind: 'expireSessions' }, 401],
		['drip', { kind: 'drip', bytes: 4000, everyMs: 1 }, 200],
	] as Array<[string, Fault, number]>)('%s answers %o with %i', async (_, fault, status) => {
		rainbow.faults.inject({ fault, route: 'list' });
		const response = await caller.get(INVOICES);
		expect(response.status).toBe(status);
		if (fault.kind === 'status') expect(response.headers.get('retry-after')).toBe('7');
		if (fault.kind === 'html') expect(response.headers.get('content-type')).toContain('text/html');
		if (fault.kind === 'drip')
			expect(await response.json()).toHaveLength(rainbow.data.files.length);
	});

	it('cuts a list in the middle, and a file below its announced length, if it truncates', async () => {
		rainbow.faults.inject({ fault: { kind: 'truncate' }, times: 2 });
		const list = await caller.get(INVOICES);
		await expect(list.json()).rejects.toThrow('JSON');
		const [{ filepath }] = rainbow.data.files;
		const file = await caller.get(`${INVOICES}/${encoded(filepath)}`);
		await expect(file.text()).rejects.toThrow('terminated');
	});

	it.each([{ kind: 'reset' }, { kind: 'reset', midway: true }] as Fault[])(
		'%o cuts the connection',
		async (fault) => {
			const { filepath } = rainbow.data.addLargeFile({ rows: 20_000 });
			rainbow.faults.inject({ fault, route: 'download' });
			const call = async () => await (await caller.get(`${INVOICES}/${encoded(filepath)}`)).text();
			await expect(call()).rejects.toThrow(/fetch failed|terminated/);
		},
	);
});

describe('the control calls', () => {
	it('inject and clear faults, and show what happened', async () => {
		await control('inject-fault', { fault: { kind: 'status', status: 500 }, times: null });
		expect((await caller.get(INVOICES)).status).toBe(500);
		await control('clear-faults');
		expect((await caller.get(INVOICES)).status).toBe(200);
		await control('expire-sessions');
		expect((await caller.get(INVOICES)).status).toBe(401);
		expect((await control('requests')).body).toMatchObject({ logins: 1, tokenFetches: 0 });
		expect((await control('add-large-file', { rows: 5 })).body).toMatchObject({ rows: 5 });
		expect((await control('data')).body).toMatchObject({ lastPeriod: '2017-10' });
		await control('reset');
		expect(rainbow.requests).toEqual([]);
	});

	it('refuse unknown actions', async () => {
		expect((await control('inject-fault', { fault: { kind: 'x' } })).status).toBe(400);
		expect((await control('x')).status).toBe(404);
	});
});
