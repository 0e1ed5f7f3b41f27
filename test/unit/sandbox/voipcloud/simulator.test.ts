import {
	DEFAULT_OPTIONS,
	startVoipcloud,
	type VoipcloudSimulator,
} from '../../../../sandbox/voipcloud';
import { Caller } from './caller';

let voipcloud: VoipcloudSimulator;
let caller: Caller;
beforeEach(async () => {
	voipcloud = await startVoipcloud({ today: '2025-11-21', control: true });
	caller = new Caller(voipcloud);
});
afterEach(() => voipcloud.stop());

const OCTOBER = { from_date: '2025-10-01', to_date: '2025-10-31' };

describe('balances', () => {
	it('gives the documented example', async () => {
		const { body } = await caller.get('get-customer-balance', {
			...OCTOBER,
			account_number: '1001',
		});
		expect(body).toEqual({
			code: 200,
			data: {
				opening_balance: 245.71293,
				payments: 57,
				adjustments: 5,
				call_charges: 48.125,
				other_charges: 7.5,
				total_charges: 60.625,
				closing_balance: 242.08793,
			},
		});
	});

	it('begins a period with the closing balance of the one before', async () => {
		const balance = async (from_date: string, to_date: string) =>
			(await caller.get('get-partner-balance', { from_date, to_date })).body.data ?? {};
		const september = await balance('2025-09-01', '2025-09-30');
		const october = await balance('2025-10-01', '2025-10-31');
		expect(october.opening_balance).toBe(september.closing_balance);
		expect(voipcloud.data.lastFullMonth).toEqual({ from: '2025-10-01', to: '2025-10-31' });
	});

	it.each([
		[{ from_date: '2025-10-01' }, 'to_date is missing.'],
		[{ ...OCTOBER, account_number: '' }, 'account_number is missing.'],
		[{ ...OCTOBER, account_number: '1001', page: '1' }, 'Unknown parameter: page.'],
		[{ ...OCTOBER, to_date: '2025-02-30', account_number: '1001' }, 'to_date must be a date'],
		[{ ...OCTOBER, from_date: '1/10/2025', account_number: '1001' }, 'from_date must be a date'],
		[
			{ ...OCTOBER, from_date: '2025-11-01', account_number: '1001' },
			'from_date must not be after',
		],
	])('refuses %j', async (query, message) => {
		const { status, body } = await caller.get(
			'get-customer-balance',
			query as Record<string, string>,
		);
		expect({ status, code: body.code }).toEqual({ status: 400, code: 400 });
		expect(body.message).toContain(message);
	});

	it('refuses a parameter that is given twice', async () => {
		const query = 'from_date=2025-10-01&from_date=2025-10-02&to_date=2025-10-31';
		const { body } = await caller.answer(`get-partner-balance?${query}`);
		expect(body.message).toBe('from_date is given twice.');
	});

	it('knows no other account', async () => {
		const query = { ...OCTOBER, account_number: '10005' };
		expect((await caller.get('get-customer-balance', query)).status).toBe(404);
	});
});

describe('who may call', () => {
	it('answers a wrong key and an unlisted address alike', async () => {
		const wrong = await new Caller(voipcloud, 'wrong').get('get-partner-balance', OCTOBER);
		voipcloud.allowIp(false);
		const unlisted = await caller.get('get-partner-balance', OCTOBER);
		expect(wrong).toEqual({ status: 401, body: { code: 401, message: 'Not authorised' } });
		expect(unlisted).toEqual(wrong);
	});

	it('logs every call without its key', async () => {
		await caller.get('get-partner-balance', OCTOBER);
		await caller.move('1001', '1');
		expect(voipcloud.requests.map(({ method, status, token }) => [method, status, token])).toEqual([
			['GET', 200, true],
			['PUT', 200, true],
		]);
		expect(JSON.stringify(voipcloud.requests)).not.toContain(DEFAULT_OPTIONS.apiKey);
	});

	it('has nothing at other paths, and each method under its verb', async () => {
		expect((await caller.get('get-user-calls', {})).status).toBe(404);
		expect((await caller.send('POST', 'move-funds', {})).status).toBe(405);
	});
});

describe('moving funds', () => {
	it('books on both sides, for each call', async () => {
		expect((await caller.move('1006', '10.55')).body.data).toEqual({
			customer_balance: 23.05,
			customer_credit_limit: 0,
		});
		expect((await caller.move('1006', '10.55')).body.data?.customer_balance).toBe(33.6);
		expect((await caller.move('1006', '-33.6')).body.data?.customer_balance).toBe(0);
		const today = { from_date: '2025-11-21', to_date: '2025-11-21' };
		const { body } = await caller.get('get-partner-balance', today);
		expect(body.data?.payments).toBe(12.5);
	});

	it.each([
		['1006', '-12.51'],
		['1006', '999999'],
	])('refuses more than %s has: %s', async (accountNumber, amount) => {
		const before = structuredClone(voipcloud.data.customers);
		const { status, body } = await caller.move(accountNumber, amount);
		expect({ status, message: body.message }).toEqual({
			status: 400,
			message: 'Insufficient funds.',
		});
		expect(voipcloud.data.customers).toEqual(before);
	});

	it('lets a customer use its credit, and no more', async () => {
		// 1003 stands at -21.75 with a credit limit of -50.
		expect((await caller.move('1003', '-28.25')).body.data?.customer_balance).toBe(-50);
		expect((await caller.move('1003', '-0.01')).status).toBe(400);
	});

	it.each(['', '0', '0.00', '1.234', '1e2', '+5', '1,5', '10 ', 'NaN', '.5'])(
		'refuses the amount %j',
		async (amount) => {
			expect((await caller.move('1001', amount)).status).toBe(400);
		},
	);

	it('requires a complete multipart form, with nothing else', async () => {
		const fields = { account_number: '1001', amount: '1', description: 'x' };
		const urlEncoded = { method: 'PUT', body: new URLSearchParams(fields) };
		const refused = [
			await caller.answer('move-funds', urlEncoded),
			await caller.answer(`move-funds?${new URLSearchParams(fields)}`, { method: 'PUT' }),
			await caller.send('PUT', 'move-funds?amount=1', fields),
			await caller.send('PUT', 'move-funds', { ...fields, currency: 'AUD' }),
			await caller.send('PUT', 'move-funds', { account_number: '1001', amount: '1' }),
			await caller.answer('move-funds', {
				method: 'PUT',
				headers: { 'content-type': 'multipart/form-data; boundary=x' },
				body: 'no form',
			}),
		];
		expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400]);
	});
});

describe('customers', () => {
	const google_captcha = DEFAULT_OPTIONS.captcha;

	it('registers, confirms, logs in and resets', async () => {
		const email = 'new@customer.example';
		const customer = { name: 'New', email, password: 'secret', google_captcha };
		const registered = await caller.send('POST', 'register-customer', customer);
		const accountNumber = String(registered.body.data?.account_number);
		const confirmation = { email, confirmation_code: `confirm-${accountNumber}`, google_captcha };
		expect((await caller.send('POST', 'confirm-customer-email', confirmation)).status).toBe(200);
		expect(voipcloud.data.customer(accountNumber).emailConfirmed).toBe(true);
		const login = { account_number: accountNumber, google_captcha };
		expect((await caller.send('POST', 'customer-login-url', login)).body.data?.url).toContain(
			accountNumber,
		);
		const reset = { email, google_captcha };
		expect((await caller.send('POST', 'reset-customer-password', reset)).status).toBe(200);
		expect((await caller.send('POST', 'register-customer', customer)).status).toBe(400);
	});

	it.each([
		[{}, 'google_captcha is missing.'],
		[{ google_captcha: 'a robot' }, 'google_captcha is not valid.'],
	])('refuses a call with the captcha %j', async (captcha, message) => {
		const fields = { account_number: '1001', ...captcha } as Record<string, string>;
		const { status, body } = await caller.send('POST', 'customer-login-url', fields);
		expect({ status, message: body.message }).toEqual({ status: 400, message });
	});
});

describe('faults', () => {
	const balance = () =>
		caller.raw(
			`get-customer-balance?${new URLSearchParams({ ...OCTOBER, account_number: '1001' })}`,
		);

	it('hit the matching calls, as often as told', async () => {
		const fault = { kind: 'status', status: 500 } as const;
		voipcloud.faults.inject({
			method: 'customerBalance',
			accountNumber: '1001',
			skip: 1,
			times: 2,
			fault,
		});
		const statuses = [];
		for (let call = 0; call < 4; call += 1) statuses.push((await balance()).status);
		expect(statuses).toEqual([200, 500, 500, 200]);
		expect((await caller.get('get-partner-balance', OCTOBER)).status).toBe(200);
	});

	it.each([
		['hang', { kind: 'hang' }],
		['hang without headers', { kind: 'hang', headers: false }],
		['reset', { kind: 'reset' }],
		['reset midway', { kind: 'reset', midway: true }],
		['truncate', { kind: 'truncate' }],
		['status after it', { kind: 'status', status: 500, carriedOut: true }],
	] as const)('carry out the movement, and then: %s', async (_, fault) => {
		voipcloud.faults.inject({ method: 'moveFunds', fault });
		const { length } = voipcloud.data.customer('1001').entries;
		await caller
			.raw('move-funds', { method: 'PUT', body: moveForm(), signal: AbortSignal.timeout(2_000) })
			.then((response) => response.text())
			.catch(() => undefined);
		expect(voipcloud.data.customer('1001').entries).toHaveLength(length + 1);
	});

	it('answer a page, a redirect or another code, and do nothing else', async () => {
		voipcloud.faults.inject({ fault: { kind: 'html' } });
		voipcloud.faults.inject({ fault: { kind: 'redirect', location: 'http://127.0.0.1:1/' } });
		voipcloud.faults.inject({ fault: { kind: 'code', code: 403 } });
		const { length } = voipcloud.data.customer('1001').entries;
		const answers = [];
		for (let call = 0; call < 3; call += 1) {
			answers.push(await caller.raw('move-funds', { method: 'PUT', body: moveForm() }));
		}
		expect(answers.map(({ status }) => status)).toEqual([200, 302, 200]);
		expect(answers[0].headers.get('content-type')).toContain('text/html');
		expect(await answers[2].json()).toMatchObject({ code: 403 });
		expect(voipcloud.data.customer('1001').entries).toHaveLength(length);
	});

	function moveForm(): FormData {
		const form = new FormData();
		form.append('account_number', '1001');
		form.append('amount', '5');
		form.append('description', 'x');
		return form;
	}
});

describe('control', () => {
	const control = async (action: string, body: unknown = {}) =>
		await fetch(`${voipcloud.url}/__control/${action}`, {
			method: 'POST',
			body: JSON.stringify(body),
		});

	it('injects faults, blocks the address and undoes everything', async () => {
		await control('inject-fault', { times: null, fault: { kind: 'status', status: 500 } });
		expect((await caller.get('get-partner-balance', OCTOBER)).status).toBe(500);
		await control('allow-ip', { allowed: false });
		expect((await caller.get('get-partner-balance', OCTOBER)).status).toBe(401);
		await caller.move('1001', '5');
		await control('reset');
		expect((await caller.get('get-partner-balance', OCTOBER)).status).toBe(200);
		expect(await (await control('data')).json()).toMatchObject({ today: '2025-11-21' });
	});

	it('refuses unknown actions', async () => {
		expect((await control('inject-fault', { fault: { kind: 'flood' } })).status).toBe(400);
		expect((await control('explode')).status).toBe(404);
		const closed = await startVoipcloud();
		expect((await fetch(`${closed.url}/__control/data`, { method: 'POST' })).status).toBe(401);
		await closed.stop();
	});
});

it('accepts the names of another portal', async () => {
	const other = await startVoipcloud({
		today: '2025-11-21',
		methodNames: { 'get-partner-balance': 'partner/balance' },
		parameterNames: { from_date: 'start', to_date: 'end' },
	});
	const { status } = await new Caller(other).get('partner/balance', {
		start: '2025-10-01',
		end: '2025-10-31',
	});
	await other.stop();
	expect(status).toBe(200);
});
