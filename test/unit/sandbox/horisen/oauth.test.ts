import { DEFAULT_CLIENT, startHorisen, type HorisenSimulator } from '../../../../sandbox/horisen';
import { Caller, customerTraffic, DOCUMENTS, fetchToken } from './caller';

const CREDENTIALS = {
	grant_type: 'client_credentials',
	client_id: DEFAULT_CLIENT.id,
	client_secret: DEFAULT_CLIENT.secret,
};

const READ_FINANCE_ONLY = { id: 'reader', secret: 's', privileges: ['finance-invoices.view'] };

let horisen: HorisenSimulator;
beforeAll(async () => {
	horisen = await startHorisen({
		today: '2025-11-21',
		clients: [DEFAULT_CLIENT, READ_FINANCE_ONLY],
	});
});
beforeEach(() => horisen.reset());
afterAll(() => horisen.stop());

describe('the token call', () => {
	it('answers the documented token and counts it', async () => {
		const response = await fetchToken(horisen, CREDENTIALS);
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toBe('application/json');
		expect(await response.json()).toEqual({
			access_token: expect.stringMatching(/^\S+$/),
			token_type: 'Bearer',
			expires_in: 604_800,
		});
		expect(horisen.tokenFetches).toBe(1);
	});

	it.each([
		['a wrong secret', { ...CREDENTIALS, client_secret: 'wrong' }, 'invalid_client'],
		['a wrong id', { ...CREDENTIALS, client_id: 'wrong' }, 'invalid_client'],
		['another grant', { ...CREDENTIALS, grant_type: 'password' }, 'unsupported_grant_type'],
	])('refuses %s', async (_, form, error) => {
		const response = await fetchToken(horisen, form);
		expect(response.status).toBe(401);
		expect(await response.json()).toMatchObject({ error });
		expect(horisen.tokenFetches).toBe(0);
	});

	it('refuses credentials that are only in the header', async () => {
		const basic = Buffer.from(`${DEFAULT_CLIENT.id}:${DEFAULT_CLIENT.secret}`).toString('base64');
		const response = await fetchToken(
			horisen,
			{ grant_type: 'client_credentials' },
			{ authorization: `Basic ${basic}` },
		);
		expect(response.status).toBe(401);
		expect(await response.json()).toMatchObject({ error: 'invalid_client' });
	});

	it('refuses a JSON body', async () => {
		const response = await fetch(`${horisen.accountsUrl}/oauth2/access-token`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(CREDENTIALS),
		});
		expect(response.status).toBe(401);
	});

	it('takes POST only', async () => {
		const response = await fetch(`${horisen.accountsUrl}/oauth2/access-token`);
		expect(response.status).toBe(405);
		expect(response.headers.get('allow')).toBe('POST');
	});
});

describe('rights', () => {
	const invoiceId = () =>
		horisen.data.eligible().find(({ documentType }) => documentType === 25)!.id;

	it('refuses calls without a token', async () => {
		const response = await fetch(`${horisen.url}${DOCUMENTS}`);
		expect(response.status).toBe(401);
		expect(await response.json()).toMatchObject({ code: 'NOT_AUTHENTICATED' });
	});

	it('refuses a token in the query, and a token of another scheme', async () => {
		const query = await fetch(`${horisen.url}${DOCUMENTS}?access_token=horisen-token-1`);
		expect(query.status).toBe(401);
		const headers = { authorization: 'Token horisen-token-1' };
		expect((await fetch(`${horisen.url}${DOCUMENTS}`, { headers })).status).toBe(401);
	});

	it('refuses a client without the privilege, in each API’s shape', async () => {
		const finance = await Caller.of(horisen, READ_FINANCE_ONLY);
		expect((await finance.get(DOCUMENTS)).status).toBe(200);
		expect(await finance.get(customerTraffic(invoiceId()))).toMatchObject({
			status: 401,
			body: { Code: 401, Message: 'NOT_AUTHORIZED: Not authorized.' },
		});
	});

	it('ends tokens on command, and after their time', async () => {
		const caller = await Caller.of(horisen);
		expect((await caller.get(DOCUMENTS)).status).toBe(200);
		horisen.expireTokens();
		expect((await caller.get(DOCUMENTS)).status).toBe(401);

		const shortLived = await startHorisen({ expiresIn: 0.05 });
		const late = await Caller.of(shortLived);
		await new Promise((resolve) => setTimeout(resolve, 80));
		expect((await late.get(DOCUMENTS)).status).toBe(401);
		await shortLived.stop();
	});

	it('refuses every call from an address that is not registered', async () => {
		const caller = await Caller.of(horisen);
		horisen.allowIp(false);
		expect((await fetchToken(horisen, CREDENTIALS)).status).toBe(403);
		expect((await caller.get(DOCUMENTS)).status).toBe(403);
		horisen.allowIp(true);
		expect((await caller.get(DOCUMENTS)).status).toBe(200);
	});

	it('forgets all tokens at a reset', async () => {
		const caller = await Caller.of(horisen);
		horisen.reset();
		await Caller.of(horisen);
		expect((await caller.get(DOCUMENTS)).status).toBe(401);
	});
});

it('logs each call without its secrets', async () => {
	const caller = await Caller.of(horisen);
	await caller.get(`${DOCUMENTS}?status=approved`);
	expect(horisen.requests).toEqual([
		{
			method: 'POST',
			path: '/accounts/oauth2/access-token',
			query: '',
			body: '',
			status: 200,
			authorization: false,
		},
		{
			method: 'GET',
			path: `/api${DOCUMENTS}`,
			query: 'status=approved',
			body: '',
			status: 200,
			authorization: true,
		},
	]);
	expect(JSON.stringify(horisen.requests)).not.toContain(DEFAULT_CLIENT.secret);
});
