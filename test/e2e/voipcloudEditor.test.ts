import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_OPTIONS, startVoipcloud, type VoipcloudSimulator } from '../../sandbox/voipcloud';
import type { Editor } from './support/editor';
import { openEditor, type OpenEditor } from './support/openEditor';

const NODE = 'VoIPcloud Billing';
const CREDENTIAL = 'VoIPcloud API';
const NOT_LET_IN = 'VoIPcloud does not let this n8n in (401).';

let open: OpenEditor;
let editor: Editor;
let voipcloud: VoipcloudSimulator;

beforeAll(async () => {
	open = await openEditor();
	({ editor } = open);
	voipcloud = await startVoipcloud();
	await open.environment.api.createCredential(CREDENTIAL, 'voipcloudApi', {
		baseUrl: voipcloud.url,
		apiKey: DEFAULT_OPTIONS.apiKey,
	});
}, 900_000);

afterAll(async () => {
	await open?.stop();
	await voipcloud?.stop();
});

beforeEach(() => voipcloud.reset());

describe('the credential, in the editor', () => {
	test('is tested with a call that reads only, and explains 401 with both causes', async () => {
		await editor.openCredential(CREDENTIAL);
		expect(await editor.credential.labels()).toEqual(
			expect.arrayContaining(['Base URL', 'API Key']),
		);
		expect(await editor.credential.notice()).toContain('Add IP');
		await editor.screenshot('voipcloud-credential');

		await editor.credential.fill({ baseUrl: `${voipcloud.url}/dashboard?tab=api` });
		expect(await editor.credential.test()).toMatchObject({ connected: true });
		expect(voipcloud.requests.at(-1)).toMatchObject({
			method: 'GET',
			path: '/api/integration/v2/get-partner-balance',
			query: expect.stringMatching(/^from_date=[\d-]{10}&to_date=[\d-]{10}$/) as string,
			token: true,
		});

		voipcloud.allowIp(false);
		await editor.credential.fill({ baseUrl: voipcloud.url });
		const unlisted = await editor.credential.test();
		await editor.screenshot('voipcloud-credential-401');
		expect(unlisted).toMatchObject({ connected: false });
		expect(unlisted.text).toContain(NOT_LET_IN);
		expect(unlisted.text).toContain('the API key is wrong');
		expect(unlisted.text).toContain('is not allow-listed');

		voipcloud.allowIp(true);
		await editor.credential.fill({ apiKey: 'wrong' });
		expect((await editor.credential.test()).text).toContain(NOT_LET_IN);
		await editor.credential.fill({ apiKey: DEFAULT_OPTIONS.apiKey });
		await editor.credential.test();
	}, 120_000);

	test.each([
		['404', { kind: 'status', status: 404 }, 'has no partner balance at the usual address (404)'],
		[
			'a redirect',
			{ kind: 'redirect', location: 'http://127.0.0.1:1/' },
			'redirects elsewhere (302)',
		],
		['a web page', { kind: 'html' }, "answered, but not as VoIPcloud's API does"],
		['401 in the envelope', { kind: 'code', code: 401 }, 'does not let this n8n in (code 401)'],
		['500', { kind: 'status', status: 500 }, 'VoIPcloud failed to answer (500)'],
	] as const)(
		'tells %s from the other causes',
		async (_, fault, message) => {
			voipcloud.faults.inject({ times: null, fault });
			await editor.openCredential(CREDENTIAL);
			const { connected, text } = await editor.credential.test();
			expect({ connected, text }).toEqual({
				connected: false,
				text: expect.stringContaining(message) as string,
			});
		},
		60_000,
	);
});

describe('the node, in the editor', () => {
	test('offers its actions, and no tool', async () => {
		await editor.newWorkflow();
		expect((await editor.panel.search(NODE)).filter((name) => name.includes(NODE))).toEqual([NODE]);
		expect(await editor.panel.actionsOf(NODE)).toEqual([
			'Get the balance of a customer',
			'Get the balance of the partner',
			'Confirm the email of a customer',
			'Get a login URL for the account of a customer',
			'Register a customer',
			'Reset the password of a customer',
			'Move funds between partner and customer',
		]);
		await editor.screenshot('voipcloud-actions');
	}, 60_000);

	test('gets a balance', async () => {
		await editor.newWorkflow();
		await editor.panel.add(NODE, 'Get the balance of a customer');
		expect(await editor.form.labels()).toEqual([
			'Resource',
			'Operation',
			'Account Number',
			'Period From',
			'Period To',
			'Method URL',
			'Options',
		]);
		expect(await editor.form.shown('customerBalanceUrl')).toBe(
			'/api/integration/v2/get-customer-balance',
		);
		await editor.screenshot('voipcloud-balance');
	}, 60_000);

	test('moves nothing until Dry Run is turned off, and keeps the URLs of its methods apart', async () => {
		await editor.newWorkflow();
		await editor.panel.add(NODE, 'Get the balance of a customer');
		await editor.form.type('accountNumber', '1001');
		await editor.form.type('customerBalanceUrl', `${voipcloud.url}/pasted`);
		await editor.form.choose('resource', 'Funds');
		await editor.form.type('amount', '10.50');
		await editor.form.type('description', 'Invoice 4711');
		expect(await editor.form.shown('moveFundsUrl')).toBe('/api/integration/v2/move-funds');
		expect(await editor.form.shown('maximumAmount')).toBe('100');
		await editor.screenshot('voipcloud-move');
		await editor.form.executeStep();
		expect(await editor.form.firstRow()).toMatchObject({ dryRun: 'true', moved: 'false' });
		expect(voipcloud.requests).toEqual([]);

		await editor.form.toggle('dryRun');
		await editor.form.executeStep();
		// The output of the run before stays in sight until this one ends.
		while (voipcloud.requests.length === 0) await sleep(100);
		expect(voipcloud.requests).toMatchObject([{ method: 'PUT', status: 200 }]);
	}, 120_000);

	test('asks a customer method for the captcha and free fields', async () => {
		await editor.newWorkflow();
		await editor.panel.add(NODE, 'Register a customer');
		expect(await editor.form.labels()).toEqual([
			'Resource',
			'Operation',
			'Google Captcha',
			'Fields',
			'Method URL',
			'Options',
		]);
		await editor.form.addTo('fields');
		await editor.screenshot('voipcloud-register');
	}, 60_000);

	test('is in the template, which imports without a mark', async () => {
		await editor.newWorkflow();
		await editor.canvas.importFile(
			join(__dirname, '../../workflows/voipcloud-statements-to-erp.json'),
		);
		expect(await editor.canvas.unknownNodes()).toEqual([]);
		expect(await editor.canvas.names()).toContain('Get Balance');
		await editor.screenshot('voipcloud-template');
	}, 60_000);
});

test('the page itself reported nothing', () => {
	// Before it logs in, the editor asks who is logged in.
	expect(editor.faults.filter((fault) => !fault.endsWith('/rest/login'))).toEqual([]);
});
