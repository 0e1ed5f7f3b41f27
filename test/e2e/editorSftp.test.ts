import type { Editor } from './support/editor';
import type { Environment } from './support/environment';
import { openEditor, type OpenEditor } from './support/openEditor';

jest.setTimeout(180_000);

let open: OpenEditor;
let editor: Editor;
let environment: Environment;

beforeAll(async () => {
	open = await openEditor();
	({ editor, environment } = open);
	await editor.openCredential(environment.credentials.erpSftpApi.name);
});

afterEach(async () => {
	await editor?.screenshot(expect.getState().currentTestName as string);
});

afterAll(async () => await open?.stop());

describe('the form of ERP SFTP', () => {
	it('asks for what an operator knows', async () => {
		expect(await editor.credential.labels()).toEqual([
			'Host',
			'Port',
			'Username',
			'Authentication',
			'Private Key',
			'Passphrase',
			'Host Key Fingerprint',
		]);
	});

	it("shows the server's fingerprint while none is pinned, and connects once it is copied", async () => {
		const { hostKeyFingerprint } = environment.sftp;
		await editor.credential.fill({ hostKeyFingerprint: '' });
		const empty = await editor.credential.test();
		expect(empty).toMatchObject({ connected: false });
		expect(empty.text).toContain(`presents ${hostKeyFingerprint} (ssh-ed25519)`);

		await editor.credential.fill({ hostKeyFingerprint });
		expect(await editor.credential.test()).toMatchObject({ connected: true });
	});
});
