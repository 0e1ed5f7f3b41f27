import { startHorisen, type ApiClient, type Fault } from '../../sandbox/horisen';
import type { TestOutcome } from './support/credentialForm';
import type { Editor } from './support/editor';
import type { Environment } from './support/environment';
import { horisenFields } from './support/horisenFields';
import { openEditor, type OpenEditor } from './support/openEditor';

jest.setTimeout(180_000);

/** Registered, with a right secret, but allowed nothing. */
const WITHOUT_PRIVILEGES: ApiClient = { id: 'no-rights', secret: 'no-rights', privileges: [] };

let open: OpenEditor;
let editor: Editor;
let environment: Environment;

beforeAll(async () => {
	open = await openEditor();
	({ editor, environment } = open);
	await editor.openCredential(environment.credentials.horisenOAuth2Api.name);
});

afterEach(async () => {
	environment?.horisen.reset();
	await editor?.screenshot(expect.getState().currentTestName as string);
});

afterAll(async () => await open?.stop());

describe('credential form', () => {
	it('asks for what an operator knows', async () => {
		const notice = (await editor.credential.notice()).split('\n')[0];
		expect(notice).toContain('IP address');
		expect(await editor.credential.labels()).toEqual([
			'Client ID',
			'Client Secret',
			'Allowed HTTP Request Domains',
			notice,
			'Platform Domain',
			'Separator',
			'API Base URL',
			'Accounts Base URL',
			'Requests per Second',
		]);
	});

	it('says so when everything is right', async () => {
		expect(await test()).toEqual({ connected: true, text: 'Connection tested successfully' });
	});
});

describe('where the token is refused, the notice explains what n8n shows', () => {
	it.each([
		['a wrong client secret', { clientSecret: 'wrong' }, 'Client authentication failed'],
		['a wrong client ID', { clientId: 'wrong' }, 'Client authentication failed'],
		['a host that is not there', { accountsBaseUrl: 'https://accounts.invalid' }, 'incorrect host'],
		['a host that is down', { accountsBaseUrl: 'http://127.0.0.1:1' }, 'refused the connection'],
	])('%s', async (_cause, wrong, phrase) => {
		await expectExplained(await test(wrong), phrase);
	});

	it('an IP address that is not registered', async () => {
		environment.horisen.allowIp(false);
		await expectExplained(await test(), 'denied the request');
	});

	it('a path where nothing issues tokens', async () => {
		const accountsBaseUrl = `${environment.horisen.accountsUrl}/elsewhere`;
		await expectExplained(await test({ accountsBaseUrl }), 'HTTP status 404');
	});
});

describe('where the API refuses, the test says what to do', () => {
	it('a client without the privilege', async () => {
		const horisen = await startHorisen({ clients: [WITHOUT_PRIVILEGES] });
		try {
			const { id, secret } = WITHOUT_PRIVILEGES;
			const { apiBaseUrl, accountsBaseUrl } = horisenFields(horisen);
			const client = { clientId: id, clientSecret: secret };
			const outcome = await test({ apiBaseUrl, accountsBaseUrl, ...client });
			expectRefused(outcome, '(401)', 'finance-invoices.view', 'HORISEN Support');
		} finally {
			await horisen.stop();
		}
	});

	it('an IP address that is registered for the token alone', async () => {
		injectIntoApi({ kind: 'status', status: 403 });
		expectRefused(await test(), '(403)', 'IP address', 'HORISEN Support');
	});

	it('a host without the API', async () => {
		injectIntoApi({ kind: 'status', status: 404 });
		expectRefused(await test(), '(404)', 'API base URL');
	});

	it('a host that redirects', async () => {
		injectIntoApi({ kind: 'redirect', location: 'http://127.0.0.1:1/login' });
		expectRefused(await test(), 'redirects', 'API base URL');
	});

	it("a web page in the API's place", async () => {
		injectIntoApi({ kind: 'html' });
		expectRefused(await test(), 'not as the HORISEN Finance API does', 'API base URL');
	});
});

/** Tests the right credential, but for what is given. */
async function test(wrong: Record<string, string> = {}): Promise<TestOutcome> {
	const { credential } = editor;
	await credential.fill({ ...horisenFields(environment.horisen), ...wrong });
	return await credential.test();
}

function injectIntoApi(fault: Fault): void {
	environment.horisen.faults.inject({ fault, route: 'documents', times: null });
}

async function expectExplained({ connected, text }: TestOutcome, phrase: string): Promise<void> {
	expect(connected).toBe(false);
	expect(text).toContain(phrase);
	expect(await editor.credential.notice()).toContain(phrase);
}

function expectRefused({ connected, text }: TestOutcome, ...words: string[]): void {
	expect(connected).toBe(false);
	for (const word of words) expect(text).toContain(word);
}
