import { createHash } from 'node:crypto';
import type { CallFailed } from '../../../../nodes/common/http/callFailure';
import {
	identityHeaders,
	logIn,
	type RainbowApiData,
	withoutStaleSession,
} from '../../../../nodes/Rainbow/shared/rainbowLogin';

const DATA: RainbowApiData = {
	baseUrl: ' https://openrainbow.com// ',
	authentication: 'login',
	login: 'finance@example.com',
	password: 'pä:ss',
	appId: 'app-1',
	appSecret: 'secret',
	apiKey: 'key-1',
	apiKeyHeader: 'APIKey',
	sessionToken: '',
	sessionOwner: '',
	sessionEnd: '',
};

const jwt = (claims: object) =>
	`e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

const logInWith = async (token: string) =>
	await logIn(DATA, async () => ({ status: 200, text: JSON.stringify({ token }) }));

describe('logIn', () => {
	it('sends login and signature as documented', async () => {
		const sent: unknown[] = [];
		await logIn(DATA, async (url, headers) => {
			sent.push(url, headers);
			return { status: 200, text: '{"token":"a.b.c"}' };
		});
		const signature = createHash('sha256').update('secretpä:ss').digest('hex');
		const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
		expect(sent).toEqual([
			'https://openrainbow.com/api/rainbow/authentication/v1.0/login',
			{
				Accept: 'application/json',
				Authorization: basic('finance@example.com:pä:ss'),
				'x-rainbow-app-auth': basic(`app-1:${signature}`),
			},
		]);
	});

	it("keeps the end of the token by this machine's clock", async () => {
		const before = Date.now();
		const { sessionEnd } = await logInWith(jwt({ iat: 1_000_000, exp: 1_003_600 }));
		expect(Number(sessionEnd)).toBeGreaterThanOrEqual(before + 3_600_000);
		expect(Number(sessionEnd)).toBeLessThanOrEqual(Date.now() + 3_600_000);
		expect((await logInWith('no-jwt')).sessionEnd).toBe('');
		expect((await logInWith(jwt({ exp: 'soon' }))).sessionEnd).toBe('');
	});

	it.each([
		[{ status: 401, text: '{"errorDetailsCode":401501}' }, 'login and password (401 401501)'],
		[{ status: 200, text: '<html>' }, 'as Rainbow does (200)'],
		[{ status: 200, text: '{"token":""}' }, 'as Rainbow does (200)'],
		[{ status: 200, text: '['.repeat(10_000) }, 'as Rainbow does (200)'],
		[{ status: 302, text: '' }, 'as Rainbow does (302)'],
	])('fails on %j', async (answer, message) => {
		const { failure } = (await logIn(DATA, async () => answer).catch(
			(error: CallFailed) => error,
		)) as CallFailed;
		if (failure.kind !== 'own') throw new Error(failure.kind);
		expect(failure.explain({ subject: 'x' }, '').message).toContain(message);
	});
});

describe('withoutStaleSession', () => {
	const session = async () => ({ ...DATA, ...(await logInWith(jwt({ iat: 0, exp: 600 }))) });

	it('keeps a session that is still good', async () => {
		const data = await session();
		expect(withoutStaleSession(data)).toBe(data);
	});

	it.each(['baseUrl', 'login', 'password', 'appId', 'appSecret', 'sessionToken'] as const)(
		'drops it if %s changed',
		async (field) => {
			expect(withoutStaleSession({ ...(await session()), [field]: 'x' }).sessionToken).toBe('');
		},
	);

	it('drops it half a minute before its end', async () => {
		const data = await session();
		const ending = (ms: number) => ({ ...data, sessionEnd: String(Date.now() + ms) });
		expect(withoutStaleSession(ending(20_000)).sessionToken).toBe('');
		expect(withoutStaleSession(ending(60_000)).sessionToken).toBe(data.sessionToken);
	});
});

describe('identityHeaders', () => {
	it('carries the session or the key, never both', () => {
		expect(identityHeaders({ ...DATA, sessionToken: 't' })).toEqual({ Authorization: 'Bearer t' });
		expect(identityHeaders({ ...DATA, authentication: 'apiKey' })).toEqual({ APIKey: 'key-1' });
	});
});
