import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { passwordCredential } from '../../sandbox/demo/credentials';
import { type InProcessSftp, startInProcessSftp } from '../../sandbox/sftp/inProcess';
import { sftpDelivery, sha256 } from './sftpSetup';

/** The server of the file's tests; its `quirks` and `faults` make it differ from OpenSSH. */
export let sftp: InProcessSftp;

/** What it serves as `/`. */
export let home: string;

/** Where its directory `/inbox` is. */
export let inbox: string;

export const PART = expect.stringMatching(/^\.4711-1\.xml\.[0-9a-f]{12}\.part$/) as string;

export const DELIVERED = { outcome: 'delivered', bytes: 4, sha256: sha256('<a/>') };

const { run, file } = sftpDelivery(() => passwordCredential(sftp));
export { run, file };

/** Starts it for the tests of a file; each finds an empty inbox. */
export function useUnusualServer(): void {
	beforeAll(async () => {
		home = mkdtempSync(join(tmpdir(), 'sftp-servers-'));
		sftp = await startInProcessSftp({ directory: home, hostKeys: ['ed25519', 'ecdsa', 'rsa'] });
		inbox = join(home, 'inbox');
	});
	beforeEach(() => {
		sftp.reset();
		rmSync(inbox, { recursive: true, force: true });
		mkdirSync(inbox);
	});
	afterAll(async () => {
		await sftp.stop();
		rmSync(home, { recursive: true, force: true });
	});
}

export const arrived = () => readdirSync(inbox).sort();

export const put = (name: string, content: string) => writeFileSync(join(inbox, name), content);

/** Delivers one file. @returns the output, or the error's message and description */
export async function deliver(
	parameters: INodeParameters = {},
	changes: ICredentialDataDecryptedObject = {},
) {
	const { outputs, error } = await run(
		'deliver',
		{ remoteDirectory: '/inbox', ...parameters },
		{ input: [await file('4711-1.xml', '<a/>')], credential: changes },
	);
	if (!error) return outputs[0][0].json;
	return { message: error.message, description: (error as { description?: string }).description };
}
