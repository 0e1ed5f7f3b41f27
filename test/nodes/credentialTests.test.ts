import { HorisenOAuth2Api } from '../../credentials/HorisenOAuth2Api.credentials';
import { RainbowApi } from '../../credentials/RainbowApi.credentials';
import { VoipcloudApi } from '../../credentials/VoipcloudApi.credentials';
import { HorisenFinance } from '../../nodes/Horisen/Finance/HorisenFinance.node';
import { RainbowInvoicing } from '../../nodes/Rainbow/Invoicing/RainbowInvoicing.node';
import { VoipcloudBilling } from '../../nodes/Voipcloud/VoipcloudBilling.node';
import { DEFAULT_CLIENT, type HorisenSimulator, startHorisen } from '../../sandbox/horisen';
import { DEFAULT_OPTIONS, startVoipcloud, type VoipcloudSimulator } from '../../sandbox/voipcloud';
import { createHarness } from './harness';

const n8n = createHarness({
	nodes: [new HorisenFinance(), new RainbowInvoicing(), new VoipcloudBilling()],
	credentialTypes: [new HorisenOAuth2Api(), new RainbowApi(), new VoipcloudApi()],
});

const test = async (type: string, fields: Record<string, string | number>) =>
	await n8n.testCredential(n8n.saveCredential(type, fields), type);

describe('the test of a HORISEN credential in the editor', () => {
	let horisen: HorisenSimulator;
	beforeAll(async () => {
		horisen = await startHorisen({ today: '2023-07-10' });
	});
	beforeEach(() => horisen.reset());
	afterAll(async () => await horisen.stop());

	const testHorisen = async (changes: Record<string, string> = {}) =>
		await test('horisenOAuth2Api', {
			apiBaseUrl: horisen.url,
			accountsBaseUrl: horisen.accountsUrl,
			clientId: DEFAULT_CLIENT.id,
			clientSecret: DEFAULT_CLIENT.secret,
			...changes,
		});

	it('says that it is right', async () => {
		expect(await testHorisen()).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(horisen.tokenFetches).toBe(1);
	});

	it.each([
		[401, 'HORISEN refuses this client (401)'],
		[403, 'HORISEN refuses this client (403)'],
		[404, 'This host has no HORISEN Finance API (404)'],
		[307, 'This host redirects elsewhere (307)'],
		[429, 'HORISEN asks for fewer calls (429). Client ID and secret were accepted.'],
	])('explains the answer %i of HORISEN', async (status, message) => {
		horisen.faults.inject({ fault: { kind: 'status', status }, route: 'documents', times: null });
		const answer = await testHorisen();
		expect(answer).toEqual({
			status: 'Error',
			message: expect.stringContaining(message) as string,
		});
	});

	it("shows n8n's words without the secret if the client gets no token", async () => {
		const answer = await testHorisen({ clientSecret: 'not-the-secret' });
		expect(answer.status).toBe('Error');
		expect(answer.message).not.toContain('not-the-secret');
	});
});

describe('the test of a VoIPcloud credential in the editor', () => {
	let voipcloud: VoipcloudSimulator;
	beforeAll(async () => {
		voipcloud = await startVoipcloud({ today: '2025-11-21' });
	});
	beforeEach(() => voipcloud.reset());
	afterAll(async () => await voipcloud.stop());

	const testVoipcloud = async (apiKey = DEFAULT_OPTIONS.apiKey, path = '') =>
		await test('voipcloudApi', { baseUrl: `${voipcloud.url}${path}`, apiKey });

	it('says that it is right, also with an address copied from the portal', async () => {
		const right = { status: 'OK', message: 'Connection successful!' };
		expect(await testVoipcloud()).toEqual(right);
		expect(await testVoipcloud(undefined, '/dashboard')).toEqual(right);
	});

	it('explains a wrong key', async () => {
		const answer = await testVoipcloud('wrong-key');
		expect(answer.status).toBe('Error');
		expect(answer.message).toContain('VoIPcloud');
		expect(answer.message).not.toContain('wrong-key');
	});
});

it("the editor uses the node's own test if the type has none", async () => {
	const answer = await test('rainbowApi', {
		baseUrl: 'http://127.0.0.1:9',
		authentication: 'login',
		login: 'me',
		password: 'a-password',
	});
	expect(answer.status).toBe('Error');
	expect(answer.message).toContain('Rainbow');
	expect(answer.message).not.toContain('a-password');
});
