import { CredentialTestContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { testRainbowApi } from '../../nodes/Rainbow/Invoicing/testRainbowCredential';
import { DEFAULT_APPLICATION, DEFAULT_USER, PLAIN_USER, type Fault } from '../../sandbox/rainbow';
import { setUpRainbow } from './rainbowSetup';

const { n8n, rainbow, formOf } = setUpRainbow({ expiresIn: 600 });
const OAUTH = '/api/rainbow/authentication/v1.0/oauth';
const REDIRECT = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';

/** What n8n's Test button calls, with the context that n8n makes for it. */
async function test(changes: IDataObject = {}) {
	const data = {
		authentication: 'login',
		apiKey: '',
		apiKeyHeader: 'x-rainbow-api-key',
		...formOf(changes),
	};
	const context = new CredentialTestContext({} as IWorkflowExecuteAdditionalData);
	return await testRainbowApi.call(context, { id: '1', name: 'Rainbow', type: 'rainbowApi', data });
}

describe('the Test of Rainbow API', () => {
	it('accepts a login, and lists at most one day', async () => {
		expect(await test()).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(rainbow().requests.map(({ path, query }) => `${path}?${query}`)).toEqual([
			'/api/rainbow/authentication/v1.0/login?',
			'/api/rainbow/invoicing/v1.0/invoices?invoiceCreationDate=1970-01-01',
		]);
	});

	it('accepts an API key without a login', async () => {
		const { apiKey = '' } = DEFAULT_USER;
		expect(await test({ authentication: 'apiKey', apiKey })).toMatchObject({ status: 'OK' });
		expect(rainbow().logins).toBe(0);
	});

	it.each([
		[
			'a wrong password',
			{ password: 'wrong-4711' },
			'does not accept the login and password (401 401501). Check login and password',
		],
		[
			'an unknown login',
			{ login: 'app@secret.example' },
			'does not accept the login and password (401 401501)',
		],
		[
			'an unknown application',
			{ appId: 'wrong-4711' },
			'does not accept the application (401 401600). Check application ID',
		],
		[
			'a wrong application secret',
			{ appSecret: 'wrong-4711' },
			'does not accept the application (403 403601)',
		],
		[
			'a missing role',
			{ login: PLAIN_USER.login, password: PLAIN_USER.password },
			'one of the roles superadmin, bp_finance or admin',
		],
		[
			'a wrong API key',
			{ authentication: 'apiKey', apiKey: 'wrong-4711' },
			'Either the API key is wrong',
		],
		[
			'the other header',
			{ authentication: 'apiKey', apiKey: DEFAULT_USER.apiKey, apiKeyHeader: 'APIKey' },
			'or Rainbow expects it in the other header',
		],
		[
			'a host that does not listen',
			{ baseUrl: 'http://127.0.0.1:1' },
			'could not be reached for the login (connection refused)',
		],
		['a path too many', { path: '/portal' }, 'This host has no Rainbow login (404'],
	] as Array<[string, IDataObject, string]>)(
		'explains %s',
		async (_, { path, ...changes }, sentence) => {
			const moved = path ? { baseUrl: `${rainbow().url}${String(path)}` } : {};
			const { status, message } = await test({ ...changes, ...moved });
			expect(status).toBe('Error');
			expect(message).toContain(sentence);
			expect(message.replaceAll(/Rainbow says: .*/g, '')).not.toContain('wrong-4711');
		},
	);

	it.each([
		['a web page', { kind: 'html' }, 'with "text/html; charset=utf-8" instead of JSON data'],
		['a redirect', { kind: 'redirect', location: '/elsewhere' }, 'redirects the call'],
		[
			'another kind of list',
			{ kind: 'status', status: 200, body: {} },
			'with something other than a list',
		],
	] as Array<[string, Fault, string]>)('explains %s', async (_, fault, sentence) => {
		rainbow().faults.inject({ fault, route: 'list' });
		const { status, message } = await test();
		expect(status).toBe('Error');
		expect(message).toContain(sentence);
		expect(rainbow().requests).toHaveLength(2);
	});
});

describe('Rainbow OAuth2 API', () => {
	/** Connects as n8n's editor does: the user agrees, the code is exchanged. */
	async function connected(): Promise<IDataObject> {
		rainbow().registerRedirect(REDIRECT);
		const { id, secret } = DEFAULT_APPLICATION;
		const asked = new URLSearchParams({
			client_id: id,
			redirect_uri: REDIRECT,
			response_type: 'code',
			state: 'state-1',
		});
		const agreed = await fetch(`${rainbow().url}${OAUTH}/authorize?${asked}`, {
			redirect: 'manual',
		});
		const answer = new URL(agreed.headers.get('location') ?? '').searchParams;
		expect(answer.get('state')).toBe('state-1');
		const exchanged = await fetch(`${rainbow().url}${OAUTH}/token`, {
			method: 'POST',
			body: new URLSearchParams({
				grant_type: 'authorization_code',
				code: answer.get('code') ?? '',
				redirect_uri: REDIRECT,
				client_id: id,
				client_secret: secret,
			}),
		});
		return (await exchanged.json()) as IDataObject;
	}

	const saved = (oauthTokenData?: IDataObject) => {
		const form: ICredentialDataDecryptedObject = {
			baseUrl: `${rainbow().url}/`,
			clientId: DEFAULT_APPLICATION.id,
			clientSecret: DEFAULT_APPLICATION.secret,
		};
		return n8n.saveCredential(
			'rainbowOAuth2Api',
			oauthTokenData ? { ...form, oauthTokenData: oauthTokenData as never } : form,
		);
	};

	const getFiles = async (credential: ReturnType<typeof saved>) =>
		await n8n.runNode({
			node: 'rainbowInvoicing',
			parameters: { authentication: 'rainbowOAuth2Api', operation: 'getMany', returnAll: true },
			credentials: { rainbowOAuth2Api: credential },
		});

	it('lists with the token of the connection', async () => {
		const { outputs, error } = await getFiles(saved(await connected()));
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(rainbow().data.files.length);
		expect(rainbow().tokenFetches).toBe(1);
	});

	it('renews the token once after it expired, and keeps the new one', async () => {
		const credential = saved(await connected());
		rainbow().expireSessions();
		expect((await getFiles(credential)).error).toBeUndefined();
		expect((await getFiles(credential)).error).toBeUndefined();
		expect(rainbow().tokenFetches).toBe(2);
	});

	it.each([
		['was never connected', async () => undefined],
		[
			'can no longer be renewed',
			async () => ({ ...(await connected()), refresh_token: 'taken-back' }),
		],
	])('says what to do if it %s', async (_, tokens) => {
		const credential = saved(await tokens());
		rainbow().expireSessions();
		const { error } = await getFiles(credential);
		expect(error?.message).toBe('The Rainbow OAuth2 credential is not connected');
		expect(error?.description).toContain('press Connect');
	});
});
