import { join } from 'node:path';
import { DEFAULT_OPTIONS as VOIPCLOUD } from '../../../sandbox/voipcloud';
import { DEFAULT_APPLICATION, DEFAULT_USER, PLAIN_USER } from '../../../sandbox/rainbow';
import { startHorisen, type ApiClient, type Fault } from '../../../sandbox/horisen';
import type { TestOutcome } from '../support/credentialForm';
import type { Editor } from '../support/editor';
import type { Environment } from '../support/environment';
import { horisenFields } from '../support/horisenFields';
import type { OpenEditor } from '../support/useEditor';

function expectRefused({ connected, text }: TestOutcome, ...words: string[]): void {
	expect(connected).toBe(false);
	for (const word of words) expect(text).toContain(word);
}

/** The credentials' forms and their tests. */
export function editorCredentials(open: OpenEditor): void {
	let editor: Editor;
	let environment: Environment;

	beforeAll(() => {
		({ editor, environment } = open);
	});

	afterEach(() => {
		for (const vendor of ['horisen', 'rainbow', 'voipcloud'] as const) environment[vendor].reset();
	});

	/** Opens the credential of a type. */
	async function openCredential(type: string): Promise<void> {
		await editor.openCredential(environment.credentials[type].name);
	}

	/** Tests with these fields. */
	async function testWith(fields: Record<string, string>): Promise<TestOutcome> {
		await editor.credential.fill(fields);
		return await editor.credential.test();
	}

	describe('HORISEN', () => {
		beforeAll(async () => await openCredential('horisenOAuth2Api'));

		/** Tests the right credential, but for what is given. */
		const test = async (wrong: Record<string, string> = {}) =>
			await testWith({ ...horisenFields(environment.horisen), ...wrong });

		it('says so if everything is right', async () => {
			expect(await test()).toEqual({ connected: true, text: 'Connection tested successfully' });
		});

		it.each([
			['a wrong client secret', { clientSecret: 'wrong' }, 'Client authentication failed'],
			[
				'a host that is not there',
				{ accountsBaseUrl: 'https://accounts.invalid' },
				'incorrect host',
			],
			['a host that is down', { accountsBaseUrl: 'http://127.0.0.1:1' }, 'refused the connection'],
		])('explains in a notice what n8n shows: %s', async (_cause, wrong, phrase) => {
			expectRefused(await test(wrong), phrase);
			expect(await editor.credential.notice()).toContain(phrase);
		});

		it('explains an IP address that is not registered in a notice', async () => {
			environment.horisen.allowIp(false);
			expectRefused(await test(), 'denied the request');
			expect(await editor.credential.notice()).toContain('denied the request');
		});

		it('says which privilege the client lacks', async () => {
			/** Registered, with a right secret, but allowed nothing. */
			const client: ApiClient = { id: 'no-rights', secret: 'no-rights', privileges: [] };
			const horisen = await startHorisen({ clients: [client] });
			try {
				const { apiBaseUrl, accountsBaseUrl } = horisenFields(horisen);
				const outcome = await test({
					...{ apiBaseUrl, accountsBaseUrl },
					...{ clientId: client.id, clientSecret: client.secret },
				});
				expectRefused(outcome, '(401)', 'finance-invoices.view', 'HORISEN Support');
			} finally {
				await horisen.stop();
			}
		});

		it.each<[string, Fault, string]>([
			['an IP address registered for the token alone', { kind: 'status', status: 403 }, '(403)'],
			['a host without the API', { kind: 'status', status: 404 }, '(404)'],
			['a redirect', { kind: 'redirect', location: 'http://127.0.0.1:1/login' }, 'redirects'],
			['a web page', { kind: 'html' }, 'not like the HORISEN Finance API'],
		])('distinguishes %s from the other causes', async (_cause, fault, phrase) => {
			environment.horisen.faults.inject({ fault, route: 'documents', times: null });
			expectRefused(await test(), phrase);
		});
	});

	describe('ERP SFTP', () => {
		it("shows the server's fingerprint if none is pinned, and connects once it is copied", async () => {
			const { hostKeyFingerprint } = environment.sftp;
			await openCredential('erpSftpApi');
			const empty = await testWith({ hostKeyFingerprint: '' });
			expectRefused(empty, `presents ${hostKeyFingerprint} (ssh-ed25519)`);
			expect(await testWith({ hostKeyFingerprint })).toMatchObject({ connected: true });
		});
	});

	describe('Rainbow', () => {
		const RIGHT = {
			...{ login: DEFAULT_USER.login, password: DEFAULT_USER.password },
			...{ appId: DEFAULT_APPLICATION.id, appSecret: DEFAULT_APPLICATION.secret },
		};

		beforeAll(async () => await openCredential('rainbowApi'));

		it.each<[string, Record<string, string>, string]>([
			['a wrong password', { password: 'wrong' }, 'does not accept the login and password'],
			['a wrong application', { appId: 'wrong' }, 'does not accept the application'],
			[
				'a missing role',
				{ login: PLAIN_USER.login, password: PLAIN_USER.password },
				'one of the roles superadmin, bp_finance or admin',
			],
		])('distinguishes %s from the other causes', async (_cause, wrong, phrase) => {
			expectRefused(await testWith({ ...RIGHT, ...wrong }), phrase);
		});

		it('is accepted again with the right values', async () => {
			expect(await testWith(RIGHT)).toMatchObject({ connected: true });
		});

		it('connects by OAuth 2.0, lists with the token, and renews it', async () => {
			const { api, n8n, rainbow } = environment;
			const name = 'Rainbow OAuth';
			const id = await api.createCredential(name, 'rainbowOAuth2Api', {
				baseUrl: rainbow.url,
				clientId: DEFAULT_APPLICATION.id,
				clientSecret: DEFAULT_APPLICATION.secret,
			});
			await editor.openCredential(name);
			expect(await editor.credential.notice()).toContain('OAuth Redirect URL');
			rainbow.registerRedirect(`${n8n.url}/rest/oauth2-credential/callback`);
			// The window that Connect opens: the vendor's page, here without a person, and back to n8n.
			const { data: address } = (await editor.page.evaluate(
				`fetch('/rest/oauth2-credential/auth?id=${id}', {
				headers: { 'browser-id': localStorage.getItem('n8n-browserId') },
			}).then((answer) => answer.json())`,
			)) as { data: string };
			const agreed = await fetch(address, { redirect: 'manual' });
			await editor.page.goto(agreed.headers.get('location') ?? '');
			expect(rainbow.tokenFetches).toBe(1);

			const node = (title: string, type: string, parameters: Record<string, unknown>) => ({
				...{ id: title, name: title, typeVersion: 1, position: [0, 0] },
				...{ type, parameters },
			});
			const workflow = await api.createWorkflow({
				name: 'List by OAuth',
				nodes: [
					node('Run by Hand', 'n8n-nodes-base.manualTrigger', {}),
					{
						...node('List', 'n8n-nodes-telecom-finance.rainbowInvoicing', {
							...{ authentication: 'rainbowOAuth2Api', operation: 'getMany', returnAll: true },
						}),
						credentials: { rainbowOAuth2Api: { id, name } },
					},
				],
				connections: { 'Run by Hand': { main: [[{ node: 'List', type: 'main', index: 0 }]] } },
			});
			const lists = async () =>
				(await environment.run(workflow)).runData.List?.[0]?.data?.main?.[0]?.length;
			expect(await lists()).toBe(rainbow.data.files.length);
			rainbow.expireSessions();
			expect(await lists()).toBe(rainbow.data.files.length);
			expect(rainbow.tokenFetches).toBe(2);
		});
	});

	describe('VoIPcloud', () => {
		beforeAll(async () => await openCredential('voipcloudApi'));

		it('is tested with a call that only reads', async () => {
			const { voipcloud } = environment;
			const pasted = { baseUrl: `${voipcloud.url}/dashboard?tab=api` };
			expect(await testWith(pasted)).toMatchObject({ connected: true });
			expect(voipcloud.requests.at(-1)).toMatchObject({
				method: 'GET',
				path: '/api/integration/v2/get-partner-balance',
			});
		});

		it('explains 401 with both of its causes', async () => {
			environment.voipcloud.allowIp(false);
			expectRefused(
				await testWith({ baseUrl: environment.voipcloud.url }),
				'VoIPcloud does not let this n8n in (401).',
				'the API key is wrong',
				'is not allow-listed',
			);
			environment.voipcloud.allowIp(true);
			expectRefused(await testWith({ apiKey: 'wrong' }), 'the API key is wrong');
			expect(await testWith({ apiKey: VOIPCLOUD.apiKey })).toMatchObject({ connected: true });
		});
	});

	describe('Delivery Ledger', () => {
		it('opens an existing file, and creates none', async () => {
			const { api, sftp } = environment;
			const name = 'Ledger in a file';
			const file = join(sftp.directory, 'ledger.sqlite');
			await api.createCredential(name, 'deliveryLedgerApi', { store: 'sqlite', file });
			await editor.openCredential(name);
			expect(await editor.credential.test()).toMatchObject({ connected: true });
			expectRefused(await testWith({ file: 'ledger.sqlite' }), 'path');
		});
	});
}
