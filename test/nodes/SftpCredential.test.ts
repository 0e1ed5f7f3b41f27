import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CredentialTestContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { testErpSftpApi } from '../../nodes/SftpDelivery/testSftpCredential';
import { passwordCredential } from '../../sandbox/demo/credentials';
import { type InProcessSftp, startInProcessSftp } from '../../sandbox/sftp/inProcess';

let home: string;
let sftp: InProcessSftp;
beforeAll(async () => {
	home = mkdtempSync(join(tmpdir(), 'sftp-credential-'));
	sftp = await startInProcessSftp({ directory: home });
});
afterAll(async () => {
	await sftp.stop();
	rmSync(home, { recursive: true, force: true });
});

/** What n8n's Test button calls, with the context that n8n makes for it. */
async function test(changes: ICredentialDataDecryptedObject = {}) {
	const data = { ...passwordCredential(sftp), ...changes };
	const context = new CredentialTestContext({} as IWorkflowExecuteAdditionalData);
	return await testErpSftpApi.call(context, { id: '1', name: 'ERP', type: 'erpSftpApi', data });
}

describe('the Test of ERP SFTP', () => {
	it('logs in with a password or a key, and closes the connection', async () => {
		const success = { status: 'OK', message: 'Connection successful!' };
		expect(await test()).toEqual(success);
		expect(
			await test({ authentication: 'privateKey', privateKey: sftp.privateKey, password: '' }),
		).toEqual(success);
		await allClosed();
	});

	it("shows the server's fingerprint if none is pinned, and does not log in", async () => {
		const { status, message } = await test({ hostKeyFingerprint: '', password: 'wrong-4711' });
		expect(status).toBe('Error');
		expect(message).toContain(
			`Host Key Fingerprint is empty in the credential ERP SFTP. The SFTP server 127.0.0.1, port ${sftp.port}, presents ${sftp.hostKeyFingerprint} (ecdsa-sha2-nistp256)`,
		);
		expect(message).toContain('No login was tried');
	});

	it.each([
		['a wrong password', { password: 'wrong-4711' }, 'does not accept the password of erp'],
		['an unknown host', { host: 'sftp.invalid' }, 'There is no host sftp.invalid'],
		['no host', { host: '' }, 'Host is empty in the credential ERP SFTP'],
		[
			'another host key',
			{ hostKeyFingerprint: `SHA256:${'A'.repeat(43)}` },
			`the credential has SHA256:${'A'.repeat(43)}`,
		],
	])('explains %s', async (_, changes, text) => {
		const { status, message } = await test(changes);
		expect(status).toBe('Error');
		expect(message).toContain(text);
		expect(message).not.toContain('wrong-4711');
	});
});

/** The server hears of it a moment after the client. */
async function allClosed(): Promise<void> {
	for (let tries = 0; sftp.openConnections > 0; tries++) {
		if (tries > 6_000) throw new Error('A connection stayed open');
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}
