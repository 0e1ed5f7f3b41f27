import { join } from 'node:path';
import {
	DEFAULT_APPLICATION,
	DEFAULT_USER,
	PLAIN_USER,
	startRainbow,
	type RainbowSimulator,
} from '../../sandbox/rainbow';
import type { Editor } from './support/editor';
import { openEditor, type OpenEditor } from './support/openEditor';

const NODE = 'Rainbow Invoicing';
const CREDENTIAL = 'Rainbow login';
const COMPANY = '000000001111110001000010';
const RIGHT = {
	login: DEFAULT_USER.login,
	password: DEFAULT_USER.password,
	appId: DEFAULT_APPLICATION.id,
	appSecret: DEFAULT_APPLICATION.secret,
};

let open: OpenEditor;
let editor: Editor;
let rainbow: RainbowSimulator;

beforeAll(async () => {
	open = await openEditor();
	({ editor } = open);
	rainbow = await startRainbow();
	await open.environment.api.createCredential(CREDENTIAL, 'rainbowApi', {
		baseUrl: rainbow.url,
		authentication: 'login',
		...RIGHT,
	});
	await open.environment.api.createCredential('Rainbow OAuth', 'rainbowOAuth2Api', {
		baseUrl: rainbow.url,
		clientId: DEFAULT_APPLICATION.id,
		clientSecret: DEFAULT_APPLICATION.secret,
	});
}, 900_000);

afterAll(async () => {
	await open?.stop();
	await rainbow?.stop();
});

beforeEach(() => rainbow.reset());

describe('the credential, in the editor', () => {
	test('asks for a login and an application, and shows no session', async () => {
		await editor.openCredential(CREDENTIAL);
		const labels = await editor.credential.labels();
		await editor.screenshot('rainbow-credential');
		expect(labels).toEqual([
			'Base URL',
			'Authentication',
			'Login',
			'Password',
			'Application ID',
			'Application Secret',
			'Allowed HTTP Request Domains',
		]);
		expect(await editor.credential.retry()).toMatchObject({ connected: true });
	}, 120_000);

	test.each([
		['a wrong password', { password: 'wrong' }, 'does not accept the login and password'],
		['a wrong application ID', { appId: 'wrong' }, 'does not accept the application'],
		['a wrong secret', { appSecret: 'wrong' }, 'does not accept the application'],
		[
			'a missing role',
			{ login: PLAIN_USER.login, password: PLAIN_USER.password },
			'one of the roles superadmin, bp_finance or admin',
		],
	] as Array<[string, Record<string, string>, string]>)(
		'tells %s from the other causes',
		async (title, fields, message) => {
			await editor.openCredential(CREDENTIAL);
			await editor.credential.fill({ ...RIGHT, ...fields });
			const { connected, text } = await editor.credential.save();
			await editor.screenshot(`rainbow-credential-${title}`);
			expect({ connected, text }).toEqual({
				connected: false,
				text: expect.stringContaining(message) as string,
			});
		},
		60_000,
	);

	test('is accepted again with the right ones', async () => {
		await editor.openCredential(CREDENTIAL);
		await editor.credential.fill(RIGHT);
		expect(await editor.credential.save()).toMatchObject({ connected: true });
	}, 60_000);

	test('connects by OAuth 2.0', async () => {
		await editor.openCredential('Rainbow OAuth');
		await editor.screenshot('rainbow-oauth');
		expect(await editor.credential.notice()).toContain('OAuth Redirect URL');
		const { url } = open.environment.n8n;
		rainbow.registerRedirect(`${url}/rest/oauth2-credential/callback`);
		await open.environment.connectOAuth2('Rainbow OAuth');
		expect(rainbow.tokenFetches).toBe(1);
	}, 60_000);
});

describe('the node, in the editor', () => {
	test('offers its two actions', async () => {
		await editor.newWorkflow();
		expect(await editor.panel.search(NODE)).toContain(NODE);
		expect(await editor.panel.actionsOf(NODE)).toEqual([
			'Get many invoice files',
			'Download an invoice file',
		]);
		await editor.screenshot('rainbow-actions');
	}, 60_000);

	test('hides what an exact day or a company makes void', async () => {
		await editor.newWorkflow();
		await editor.panel.add(NODE, 'Get many invoice files');
		const all = [
			'Authentication',
			'Resource',
			'Operation',
			'Return All',
			'Limit',
			'Company ID',
			'Business Partner Type',
			'Billing Period',
			'Invoice Type',
			'File Type',
			'Created On',
			'Created After',
			'Created Before',
			'Options',
		];
		expect(await editor.form.labels()).toEqual(all);
		await editor.screenshot('rainbow-get-many');
		await editor.form.type('companyId', COMPANY);
		await editor.form.type('createdOn', '2017-11-05T00:00:00');
		await editor.page.keyboard.press('Tab');
		const hidden = ['Business Partner Type', 'Created After', 'Created Before'];
		await expect
			.poll(() => editor.form.labels())
			.toEqual(all.filter((label) => !hidden.includes(label)));
		await editor.screenshot('rainbow-get-many-exact');
		await editor.form.type('createdOn', '');
		await editor.form.type('companyId', '');
		await editor.page.keyboard.press('Tab');
		await expect.poll(() => editor.form.labels()).toEqual(all);
		await editor.form.executeStep();
		expect(await editor.form.firstRow()).toMatchObject({ companyId: COMPANY });
		await editor.screenshot('rainbow-files');
	}, 120_000);
});
