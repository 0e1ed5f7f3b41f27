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
const OAUTH = 'Rainbow OAuth';
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
let oauthId: string;

beforeAll(async () => {
	open = await openEditor();
	({ editor } = open);
	rainbow = await startRainbow();
	await open.environment.api.createCredential(CREDENTIAL, 'rainbowApi', {
		baseUrl: rainbow.url,
		authentication: 'login',
		...RIGHT,
	});
	oauthId = await open.environment.api.createCredential(OAUTH, 'rainbowOAuth2Api', {
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

	test('connects by OAuth 2.0, and lists with the token', async () => {
		await editor.openCredential(OAUTH);
		expect(await editor.credential.notice()).toContain('OAuth Redirect URL');
		await editor.screenshot('rainbow-oauth');

		const { api, n8n } = open.environment;
		const redirect = `${n8n.url}/rest/oauth2-credential/callback`;
		rainbow.registerRedirect(redirect);
		// The window that Connect opens: the vendor's page, here without a person, and back to n8n.
		const { data: address } = (await editor.page.evaluate(
			`fetch('/rest/oauth2-credential/auth?id=${oauthId}', {
				headers: { 'browser-id': localStorage.getItem('n8n-browserId') },
			}).then((answer) => answer.json())`,
		)) as { data: string };
		expect(address).toContain(`${rainbow.url}/api/rainbow/authentication/v1.0/oauth/authorize?`);
		const agreed = await fetch(address, { redirect: 'manual' });
		await editor.page.goto(agreed.headers.get('location') ?? '');
		expect(rainbow.tokenFetches).toBe(1);

		const id = await api.createWorkflow({
			name: 'List by OAuth',
			nodes: [
				node('Run by Hand', 'n8n-nodes-base.manualTrigger', {}),
				{
					...node('List', 'n8n-nodes-telecom-finance.rainbowInvoicing', {
						authentication: 'rainbowOAuth2Api',
						operation: 'getMany',
						returnAll: true,
					}),
					credentials: { rainbowOAuth2Api: { id: oauthId, name: OAUTH } },
				},
			],
			connections: { 'Run by Hand': { main: [[{ node: 'List', type: 'main', index: 0 }]] } },
		});
		const lists = async () =>
			(await open.environment.run(id)).runData.List?.[0]?.data?.main?.[0]?.length;
		expect(await lists()).toBe(rainbow.data.files.length);
		rainbow.expireSessions();
		expect(await lists()).toBe(rainbow.data.files.length);
		expect(rainbow.tokenFetches).toBe(2);
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
		await editor.form.chooseCredential(CREDENTIAL);
		const all = [
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
		await labelsBecome((labels) => !labels.includes('Created After'));
		const hidden = ['Business Partner Type', 'Created After', 'Created Before'];
		expect(await editor.form.labels()).toEqual(all.filter((label) => !hidden.includes(label)));
		await editor.screenshot('rainbow-get-many-exact');

		await editor.form.type('createdOn', '');
		await editor.form.type('companyId', '');
		await editor.page.keyboard.press('Tab');
		await labelsBecome((labels) => labels.includes('Created After'));
		expect(await editor.form.labels()).toEqual(all);
		await editor.form.executeStep();
		expect(await editor.form.firstRow()).toMatchObject({ companyId: COMPANY });
		await editor.screenshot('rainbow-files');
	}, 120_000);

	test('finds a file in a list and downloads it', async () => {
		await editor.newWorkflow();
		await editor.panel.add(NODE, 'Download an invoice file');
		await editor.form.chooseCredential(CREDENTIAL);
		expect(await editor.form.labels()).toEqual([
			'Resource',
			'Operation',
			'File',
			'Put Output File in Field',
			'Options',
		]);
		await editor.page.getByTestId('rlc-input').click();
		const entries = editor.page.getByTestId('rlc-item').filter({ visible: true });
		await entries.first().waitFor();
		await editor.screenshot('rainbow-list');
		await editor.page.getByTestId('rlc-search').fill('東京');
		await entries.filter({ hasText: '東京' }).first().waitFor();
		await editor.screenshot('rainbow-list-found');
		expect(await entries.first().innerText()).toMatch(
			/^INV_VOICE_[\d-]+_VAD_東京 50%\.csv · \d{4}-\d{2} · 東京テレコム$/,
		);
		await entries.filter({ hasText: '東京' }).first().click();
		await editor.page.getByTestId('node-execute-button').click();
		await editor.page.getByTestId('output-panel').getByText('text/csv').waitFor();
		await editor.screenshot('rainbow-downloaded');
	}, 120_000);

	test('says in the list why there is none', async () => {
		rainbow.faults.inject({ times: null, fault: { kind: 'status', status: 403 } });
		await editor.newWorkflow();
		await editor.panel.add(NODE, 'Download an invoice file');
		await editor.form.chooseCredential(CREDENTIAL);
		await editor.page.getByTestId('rlc-input').click();
		await editor.page.getByTestId('rlc-error-container').waitFor();
		await editor.screenshot('rainbow-list-refused');
	}, 60_000);

	test('is in the template, which imports without a mark', async () => {
		await editor.newWorkflow();
		await editor.canvas.importFile(join(__dirname, '../../workflows/rainbow-files-to-erp.json'));
		expect(await editor.canvas.unknownNodes()).toEqual([]);
		expect(await editor.canvas.names()).toEqual(expect.arrayContaining(['Get Files', 'Download']));
		await editor.screenshot('rainbow-template');
		await editor.canvas.node('Get Files').dblclick();
		await editor.page.getByTestId('ndv').waitFor();
		await editor.screenshot('rainbow-template-node');
	}, 60_000);
});

/** Waits until the form shows other fields. */
async function labelsBecome(isSo: (labels: string[]) => boolean): Promise<void> {
	const deadline = Date.now() + 10_000;
	while (!isSo(await editor.form.labels())) {
		if (Date.now() > deadline) throw new Error('The form does not change.');
		await editor.page.waitForTimeout(100);
	}
}

function node(name: string, type: string, parameters: Record<string, unknown>) {
	return { id: name, name, type, typeVersion: 1, parameters, position: [0, 0] };
}
