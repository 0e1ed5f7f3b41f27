import {
	DEFAULT_APPLICATION,
	DEFAULT_USER,
	PLAIN_USER,
	type RainbowSimulator,
	startRainbow,
} from '../../../../sandbox/rainbow';
import { Caller, INVOICES, LOGIN, logIn, OAUTH, type Refusal } from './caller';

const REDIRECT = 'http://127.0.0.1:9/callback';

let rainbow: RainbowSimulator;
beforeAll(async () => {
	rainbow = await startRainbow({ today: '2017-11-20' });
	rainbow.registerRedirect(REDIRECT);
});
beforeEach(() => rainbow.reset());
afterAll(() => rainbow.stop());

describe('the login', () => {
	it('gives a JWT that states its end', async () => {
		const response = await logIn(rainbow);
		const { token, loggedInUser } = (await response.json()) as Record<string, never>;
		const claims = JSON.parse(Buffer.from(String(token).split('.')[1], 'base64url').toString());
		expect(claims.exp - claims.iat).toBe(3600);
		expect(loggedInUser).toMatchObject({ loginEmail: DEFAULT_USER.login });
		expect(rainbow.logins).toBe(1);
	});

	it.each([
		['a wrong password', { ...DEFAULT_USER, password: 'x' }, DEFAULT_APPLICATION, 401, 401501],
		['an unknown user', { ...DEFAULT_USER, login: 'x' }, DEFAULT_APPLICATION, 401, 401501],
		['an unknown application', DEFAULT_USER, { id: 'x', secret: 'x' }, 401, 401600],
		['a wrong signature', DEFAULT_USER, { ...DEFAULT_APPLICATION, secret: 'x' }, 403, 403601],
	])('refuses %s with a code of its own', async (_, user, application, status, code) => {
		const response = await logIn(rainbow, user, application);
		expect(response.status).toBe(status);
		expect(((await response.json()) as Refusal).errorDetailsCode).toBe(code);
		expect(rainbow.logins).toBe(0);
	});

	it('refuses a call without a signature, and other methods', async () => {
		expect((await fetch(rainbow.url + LOGIN)).status).toBe(401);
		expect((await fetch(rainbow.url + LOGIN, { method: 'POST' })).status).toBe(405);
	});
});

describe('rights', () => {
	const status = async (headers: Record<string, string>) =>
		(await fetch(rainbow.url + INVOICES, { headers })).status;

	it('ends sessions on command, and after their time', async () => {
		const caller = await Caller.of(rainbow);
		expect((await caller.get(INVOICES)).status).toBe(200);
		rainbow.expireSessions();
		expect((await caller.get(INVOICES)).status).toBe(401);
		const shortLived = await startRainbow({ expiresIn: 0 });
		expect((await (await Caller.of(shortLived)).get(INVOICES)).status).toBe(401);
		await shortLived.stop();
	});

	it('accepts a key only in its header, and refuses a wrong one with 403', async () => {
		const key = DEFAULT_USER.apiKey ?? '';
		expect(await status({ 'x-rainbow-api-key': key })).toBe(200);
		expect(await status({ APIKey: key })).toBe(403);
		expect(await status({ 'x-rainbow-api-key': 'x' })).toBe(403);
		expect(await status({})).toBe(401);
		const older = await startRainbow({ apiKeyHeader: 'apikey' });
		const response = await fetch(older.url + INVOICES, { headers: { APIKey: key } });
		expect(response.status).toBe(200);
		await older.stop();
	});

	it('refuses a user without one of the roles', async () => {
		const response = await (await Caller.of(rainbow, PLAIN_USER)).get(INVOICES);
		expect(response.status).toBe(403);
		expect(((await response.json()) as Refusal).errorDetails).toContain('bp_finance');
	});

	it('forgets all sessions at a reset', async () => {
		const caller = await Caller.of(rainbow);
		rainbow.reset();
		expect((await caller.get(INVOICES)).status).toBe(401);
	});
});

describe('OAuth 2.0', () => {
	const { id, secret } = DEFAULT_APPLICATION;
	const authorize = async (changes: Record<string, string> = {}) => {
		const query = new URLSearchParams({
			client_id: id,
			redirect_uri: REDIRECT,
			response_type: 'code',
			state: 's',
			...changes,
		});
		return await fetch(`${rainbow.url}${OAUTH}/authorize?${query}`, { redirect: 'manual' });
	};
	const codeOf = async () =>
		new URL((await authorize()).headers.get('location') ?? '').searchParams.get('code') ?? '';
	const exchange = async (form: Record<string, string>) => {
		const body = new URLSearchParams({ client_id: id, client_secret: secret, ...form });
		const response = await fetch(`${rainbow.url}${OAUTH}/token`, { method: 'POST', body });
		return { status: response.status, body: (await response.json()) as Record<string, string> };
	};
	const byCode = async (code: string) =>
		await exchange({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT });

	it('exchanges a code for tokens that work, and refreshes them', async () => {
		const { body } = await byCode(await codeOf());
		const call = async (token: string) =>
			(await fetch(rainbow.url + INVOICES, { headers: { authorization: `Bearer ${token}` } }))
				.status;
		expect(await call(body.access_token)).toBe(200);
		const refreshed = await exchange({
			grant_type: 'refresh_token',
			refresh_token: body.refresh_token,
		});
		expect(await call(refreshed.body.access_token)).toBe(200);
		expect(rainbow.tokenFetches).toBe(2);
	});

	it.each([
		['an unknown application', { client_id: 'x' }],
		['an address that is not registered', { redirect_uri: 'http://127.0.0.1:9/other' }],
		['another response type', { response_type: 'token' }],
	])('does not send %s a code', async (_, changes) => {
		expect((await authorize(changes)).status).toBe(400);
	});

	it('accepts a code and a refresh token once', async () => {
		const code = await codeOf();
		const { body } = await byCode(code);
		expect((await byCode(code)).body.error).toBe('invalid_grant');
		const refresh = { grant_type: 'refresh_token', refresh_token: body.refresh_token };
		expect((await exchange(refresh)).status).toBe(200);
		expect((await exchange(refresh)).body.error).toBe('invalid_grant');
	});

	it('refuses a wrong secret, and a code meant for another address', async () => {
		const wrong = { grant_type: 'authorization_code', code: await codeOf(), redirect_uri: 'x' };
		expect(await exchange(wrong)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
		expect(await exchange({ client_secret: 'x' })).toMatchObject({
			status: 401,
			body: { error: 'invalid_client' },
		});
	});
});
