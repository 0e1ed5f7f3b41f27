import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPairSync } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { failureOf } from '../../nodes/common/addedFields';
import { passwordCredential } from '../../sandbox/demo/credentials';
import { type InProcessSftp, startInProcessSftp } from '../../sandbox/sftp/inProcess';
import { freePort } from '../../sandbox/engine/ports';
import { sftpDelivery, sha256 } from './sftpSetup';

/** What the server cannot say through SFTP version 3, and some say nevertheless. */
const NO_SUCH_FILE = 2;
const PERMISSION_DENIED = 3;
const FAILURE = 4;
const QUOTA_EXCEEDED = 15;

const LARGE = Buffer.alloc(500_000, 'telecom finance ');

const LOST_AT = /^2\.xml: the connection was lost \(writing the file after (\d+) bytes\)$/;

const PART = /^\..+\.xml\.[0-9a-f]{12}\.part$/;

let home: string;
let sftp: InProcessSftp;
let inbox: string;
let connectionsBefore: number;
beforeAll(async () => {
	home = mkdtempSync(join(tmpdir(), 'sftp-faults-'));
	sftp = await startInProcessSftp({ directory: home });
	inbox = join(home, 'inbox');
});
beforeEach(() => {
	sftp.reset();
	connectionsBefore = sftp.connections;
	rmSync(inbox, { recursive: true, force: true });
	mkdirSync(inbox);
});
afterAll(async () => {
	await sftp.stop();
	rmSync(home, { recursive: true, force: true });
});

const byPassword = (server = sftp) => passwordCredential(server);
const { run, file } = sftpDelivery(byPassword);

const QUICK = { connectSeconds: 5, stepSeconds: 3, keepaliveSeconds: 10 };
const TO_INBOX = { remoteDirectory: '/inbox', options: QUICK };
const arrived = () => readdirSync(inbox).sort();

async function failure(
	credential: ICredentialDataDecryptedObject,
	parameters: Parameters<typeof run>[1] = TO_INBOX,
) {
	const input = [await file('4711-1.xml', '<a/>')];
	const { error } = await run('deliver', parameters, { input, credential });
	return { message: error?.message, description: (error as { description?: string }).description };
}

describe('A session that cannot be opened says why', () => {
	it('an unknown host', async () => {
		expect(await failure({ host: 'sftp.invalid' })).toEqual({
			message: '4711-1.xml: There is no host sftp.invalid: its name could not be resolved',
			description: expect.stringContaining('Check Host in the credential') as string,
		});
	});

	it('a closed port', async () => {
		const port = await freePort();
		expect((await failure({ port })).message).toBe(
			`4711-1.xml: The SFTP server 127.0.0.1, port ${port}, refused the connection`,
		);
	});

	it('a server that says nothing, and one that speaks something else', async () => {
		const silent = await listening(createServer());
		const web = await listening(
			createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n')),
		);
		const took = Date.now();
		expect((await failure({ port: silent.port })).message).toContain('did not answer in time');
		expect(Date.now() - took).toBeLessThan(15_000);
		expect((await failure({ port: web.port })).message).toContain('is not an SSH server');
		silent.close();
		web.close();
	});

	it('a wrong password, which is tried once for all items', async () => {
		const input = [await file('1.xml', '<a/>'), await file('2.xml', '<a/>')];
		const { outputs } = await run('deliver', TO_INBOX, {
			input,
			credential: { password: 'not-this-one' },
			onError: 'continueRegularOutput',
		});
		const server = `The SFTP server 127.0.0.1, port ${sftp.port},`;
		expect(outputs[0].map(({ json }) => failureOf(json)?.message)).toEqual([
			`1.xml: ${server} does not accept the password of erp`,
			`2.xml: ${server} does not accept the password of erp`,
		]);
		expect(sftp.connections - connectionsBefore).toBe(1);
		expect(JSON.stringify(outputs)).not.toContain('not-this-one');
	});

	it('a wrong key', async () => {
		const { message } = await failure({
			authentication: 'privateKey',
			privateKey: somePrivateKey(),
		});
		expect(message).toContain('does not accept the private key of erp');
	});

	it('a server that takes no passwords', async () => {
		const server = await startInProcessSftp({ directory: home, methods: ['publickey'] });
		expect(await failure(byPassword(server))).toEqual({
			message: `4711-1.xml: The SFTP server 127.0.0.1, port ${server.port}, accepts no password from erp`,
			description: expect.stringContaining('It offers: publickey') as string,
		});
		await server.stop();
	});

	it('a server that wants a password besides the key', async () => {
		const server = await startInProcessSftp({ directory: home, afterKey: ['password'] });
		const credential = { authentication: 'privateKey', privateKey: server.privateKey };
		expect(await failure({ ...byPassword(server), ...credential })).toEqual({
			message: `4711-1.xml: The SFTP server 127.0.0.1, port ${server.port}, accepted the private key of erp, and wants more: password`,
			description: expect.stringContaining('accept the private key alone') as string,
		});
		await server.stop();
	});

	it('a key that cannot be used', async () => {
		const withKey = async (privateKey: string, passphrase = '') =>
			(await failure({ authentication: 'privateKey', privateKey, passphrase })).message;
		const encrypted = somePrivateKey('open sesame');

		expect(await withKey('')).toBe('Private Key is empty in the credential ERP SFTP');
		expect(await withKey('ssh-ed25519 AAAA nobody')).toContain('it is a public key');
		expect(await withKey(encrypted)).toContain('is encrypted, and Passphrase is empty');
		expect(await withKey(encrypted, 'wrong')).toContain('Passphrase does not fit');
		expect(await withKey(encrypted, 'open sesame')).toContain('does not accept the private key');
	});

	it('a host key that has changed, with both fingerprints, before anything secret is sent', async () => {
		const pinned = sftp.hostKeyFingerprint;
		const presented = sftp.changeHostKey();
		const { message, description } = await failure({ hostKeyFingerprint: pinned });

		expect(message).toBe(
			`4711-1.xml: The host key of the SFTP server 127.0.0.1, port ${sftp.port}, has changed: it presents ${presented} (ecdsa-sha2-nistp256), the credential has ${pinned}`,
		);
		expect(description).toContain('no password was sent');
		expect(arrived()).toEqual([]);
	});

	it('a host key that is not pinned, or is not a fingerprint', async () => {
		expect((await failure({ hostKeyFingerprint: '' })).message).toContain(
			'Host Key Fingerprint is empty',
		);
		expect((await failure({ hostKeyFingerprint: '16:27:ac:a5' })).message).toBe(
			'Host Key Fingerprint in the credential ERP SFTP is not a fingerprint',
		);
		expect(sftp.requests).toEqual([]);
	});

	it('but any of several pinned keys is accepted, while a server changes its key', async () => {
		const input = [await file('1.xml', '<a/>')];
		const hostKeyFingerprint = `SHA256:${'A'.repeat(43)}, ${sftp.hostKeyFingerprint}`;
		const { error } = await run('deliver', TO_INBOX, { input, credential: { hostKeyFingerprint } });
		expect(error).toBeUndefined();
	});
});

describe('A file that the server does not take', () => {
	it('names the missing directory, or creates it', async () => {
		const input = [await file('1.xml', '<a/>')];
		const to = (createDirectories: boolean) => ({
			remoteDirectory: '/inbox/2023/07',
			options: { ...QUICK, createDirectories },
		});
		const refused = await run('deliver', to(false), { input });
		expect(refused.error?.message).toBe(
			'1.xml: the directory /inbox/2023/07 is missing on the server (creating the temporary file)',
		);
		const made = await run('deliver', to(true), { input });
		expect(made.error).toBeUndefined();
		expect(readdirSync(join(inbox, '2023/07'))).toEqual(['1.xml']);
	});

	it('reports a missing permission', async () => {
		sftp.faults.inject({ on: 'OPEN', fault: { kind: 'refuse', code: PERMISSION_DENIED } });
		expect((await failure({})).message).toBe(
			'4711-1.xml: erp has no permission on the server in /inbox (creating the temporary file)',
		);
	});

	it.each([
		['disk', 'the disk of the server is full (writing the file after 0 bytes)'],
		['quota', 'the server refused it without a reason (writing the file after 0 bytes)'],
	] as const)('reports a full %s, and leaves nothing', async (kind, message) => {
		sftp.limitDisk({ bytes: 10_000, kind });
		const input = [await file('1.xml', LARGE)];
		const { error } = await run('deliver', TO_INBOX, { input });

		expect(error?.message).toBe(`1.xml: ${message}`);
		expect(arrived()).toEqual([]);

		sftp.limitDisk(null);
		expect((await run('deliver', TO_INBOX, { input })).error).toBeUndefined();
		expect(readFileSync(join(inbox, '1.xml')).equals(LARGE)).toBe(true);
	});

	it('says that a quota is likely if the disk has room, and names it if the server does', async () => {
		sftp.faults.inject({ on: 'WRITE', fault: { kind: 'refuse', code: FAILURE } });
		expect((await failure({})).description).toContain("an account's quota is used up");
		sftp.faults.inject({ on: 'WRITE', fault: { kind: 'refuse', code: QUOTA_EXCEEDED } });
		expect((await failure({})).message).toContain('the quota of erp on the server is used up');
	});

	it('says what it cannot know if the server does not state the free space', async () => {
		const server = await startInProcessSftp({ directory: home, extensions: [] });
		server.faults.inject({ on: 'WRITE', fault: { kind: 'refuse', code: FAILURE } });
		expect((await failure(byPassword(server))).description).toContain(
			'this one does not report its free space',
		);
		await server.stop();
	});

	it('says that the file is delivered if only its checksum file does not fit', async () => {
		const rule = { path: '.sha256', fault: { kind: 'refuse' as const, code: QUOTA_EXCEEDED } };
		sftp.faults.inject({ on: 'OPEN', ...rule });
		const withChecksum = { ...TO_INBOX, options: { ...QUICK, checksumFile: true } };
		expect(await failure({}, withChecksum)).toEqual({
			message:
				'4711-1.xml is delivered, but its checksum file is not: the quota of erp on the server is used up (creating the temporary file)',
			description: expect.stringMatching(/^The file itself has its name\./) as string,
		});
		expect(arrived()).toEqual(['4711-1.xml']);

		const input = [await file('4711-1.xml', '<a/>')];
		const { outputs } = await run('deliver', withChecksum, { input });
		expect(outputs[0][0].json).toMatchObject({ outcome: 'alreadyDelivered' });
		expect(arrived()).toEqual(['4711-1.xml', '4711-1.xml.sha256']);
	});

	it('says so if a file is taken while it is read back', async () => {
		writeFileSync(join(inbox, '4711-1.xml'), '<a/>');
		sftp.faults.inject({ on: 'OPEN', fault: { kind: 'refuse', code: NO_SUCH_FILE } });
		expect((await failure({})).message).toBe(
			'4711-1.xml: the file disappeared from /inbox while it was read',
		);
	});

	it('lists the remaining files if one is taken while the checksums are made', async () => {
		for (const name of ['1.xml', '2.xml', '3.xml']) writeFileSync(join(inbox, name), name);
		sftp.faults.inject({
			on: 'OPENDIR',
			fault: { kind: 'then', act: () => rmSync(join(inbox, '2.xml')) },
		});
		const { outputs } = await run('list', { ...TO_INBOX, options: { checksums: true } });
		expect(outputs[0].map(({ json }) => [json.name, json.sha256])).toEqual([
			['1.xml', sha256('1.xml')],
			['3.xml', sha256('3.xml')],
		]);
	});

	it.each(['', 'soon', 0])(
		'refuses a time limit of %j, which an expression may give',
		async (stepSeconds) => {
			expect(await failure({}, { ...TO_INBOX, options: { ...QUICK, stepSeconds } })).toMatchObject({
				message: expect.stringMatching(/^Step Timeout is not a number/) as string,
			});
		},
	);

	it('notices a file that is shorter than what the server confirmed', async () => {
		sftp.faults.inject({
			on: 'CLOSE',
			fault: { kind: 'then', act: () => changePart('<a') },
		});
		expect(await failure({})).toEqual({
			message: '4711-1.xml has 2 bytes on the server, but 4 were sent',
			description: expect.stringContaining('may be full') as string,
		});
		expect(arrived()).toEqual([]);
	});

	it('says so if a server stores more than it was sent', async () => {
		sftp.faults.inject({
			on: 'CLOSE',
			fault: { kind: 'then', act: () => changePart('<a/>\r\n') },
		});
		expect(await failure({})).toEqual({
			message: '4711-1.xml has 6 bytes on the server, but 4 were sent',
			description: expect.stringContaining('The server changes what it stores') as string,
		});
		expect(arrived()).toEqual([]);
	});

	it('refuses content that is not the expected one', async () => {
		const parameters = {
			remoteDirectory: '/inbox',
			options: { expectedSha256: sha256('<other/>') },
		};
		expect((await failure({}, parameters)).message).toBe(
			'4711-1.xml does not have the expected checksum',
		);
		expect(arrived()).toEqual([]);
	});
});

describe('A connection that is lost', () => {
	it('is reported with the byte, fails no other file, and the next run delivers', async () => {
		sftp.faults.inject({ on: 'WRITE', path: '2.xml', fault: { kind: 'cutAt', byte: 100_000 } });
		const input = [
			await file('1.xml', '<a/>'),
			await file('2.xml', LARGE),
			await file('3.xml', '<a/>'),
		];
		const oneByOne = { ...TO_INBOX, options: { ...QUICK, parallelDocuments: 1 } };
		const { outputs } = await run('deliver', oneByOne, { input, onError: 'continueRegularOutput' });

		expect(outputs[0].map(({ json }) => failureOf(json)?.message ?? json.outcome)).toEqual([
			'delivered',
			expect.stringMatching(LOST_AT) as string,
			'delivered',
		]);
		// The last confirmations may be lost with the connection.
		const [, confirmed] = LOST_AT.exec(String(failureOf(outputs[0][1].json)?.message)) ?? [];
		expect([0, 31_744, 63_488, 95_232]).toContain(Number(confirmed));
		expect(sftp.connections - connectionsBefore).toBe(2);
		expect(arrived()).toEqual([expect.stringMatching(PART), '1.xml', '3.xml']);

		const again = await run('deliver', TO_INBOX, { input });
		expect(again.outputs[0].map(({ json }) => json.outcome)).toEqual([
			'alreadyDelivered',
			'delivered',
			'alreadyDelivered',
		]);
		expect(arrived()).toEqual([expect.stringMatching(PART), '1.xml', '2.xml', '3.xml']);
		expect(readFileSync(join(inbox, '2.xml')).equals(LARGE)).toBe(true);
	});

	it('is resolved by a check if the answer to the rename is missing', async () => {
		sftp.faults.inject({ on: 'RENAME', fault: { kind: 'cut', done: true } });
		const input = [await file('1.xml', '<a/>')];
		const { error, outputs } = await run('deliver', TO_INBOX, { input });

		expect(error).toBeUndefined();
		expect(outputs[0][0].json.outcome).toBe('delivered');
		expect(arrived()).toEqual(['1.xml']);
	});

	it('is an error if the rename was not done', async () => {
		sftp.faults.inject({ on: 'RENAME', fault: { kind: 'cut' } });
		expect((await failure({})).message).toBe(
			'4711-1.xml: the connection was lost (giving the file its name)',
		);
		expect(arrived()).toEqual([]);
	});

	it('ends within the keepalive budget if the server is frozen', async () => {
		sftp.faults.inject({ on: 'WRITE', fault: { kind: 'freeze' } });
		const began = Date.now();
		const { message } = await failure(
			{},
			{
				remoteDirectory: '/inbox',
				options: { keepaliveSeconds: 1, stepSeconds: 60 },
			},
		);

		expect(message).toContain('the connection was lost (writing the file after 0 bytes)');
		expect(Date.now() - began).toBeLessThan(20_000);
	});

	it('ends after the step timeout if only the request hangs', async () => {
		let release = () => {};
		const until = new Promise<void>((resolve) => (release = resolve));
		sftp.faults.inject({ on: 'fsync@openssh.com', fault: { kind: 'hold', until } });
		expect((await failure({})).message).toBe(
			'4711-1.xml: the server did not answer in time (having the server write to its disk)',
		);
		release();
	});

	it('is closed if the workflow is stopped, and its half file is removed', async () => {
		const stop = new AbortController();
		const openBefore = sftp.openConnections;
		sftp.faults.inject({
			on: 'WRITE',
			fault: { kind: 'hold', until: aborted(stop.signal, () => stop.abort()) },
		});
		const input = [await file('1.xml', LARGE)];
		await run('deliver', TO_INBOX, { input }, { cancel: stop.signal });
		// Connections of earlier tests may end meanwhile: there are then fewer than before.
		await until(() => sftp.openConnections <= openBefore && arrived().length === 0);

		expect(arrived()).toEqual([]);
	});
});

describe('Replace', () => {
	it('replaces another file in one step', async () => {
		writeFileSync(join(inbox, '1.xml'), '<old/>');
		const input = [await file('1.xml', '<new/>')];
		const parameters = { ...TO_INBOX, ifExists: 'replace' };
		const { outputs } = await run('deliver', parameters, { input });

		expect(outputs[0][0].json).toMatchObject({ outcome: 'delivered', replaced: true });
		expect(readFileSync(join(inbox, '1.xml'), 'utf8')).toBe('<new/>');
		expect(sftp.requests.map(({ name }) => name)).toContain('posix-rename@openssh.com');
		expect(sftp.requests.map(({ name }) => name)).not.toContain('REMOVE');
	});

	it('says so if the server cannot', async () => {
		const server = await startInProcessSftp({ directory: home, extensions: [] });
		writeFileSync(join(inbox, '4711-1.xml'), '<old/>');
		const { message } = await failure(byPassword(server), { ...TO_INBOX, ifExists: 'replace' });

		expect(message).toBe('4711-1.xml: the server cannot do this (replacing the file)');
		expect(readFileSync(join(inbox, '4711-1.xml'), 'utf8')).toBe('<old/>');
		await server.stop();
	});
});

it('a server without extensions gets whole files, too', async () => {
	const server = await startInProcessSftp({ directory: home, extensions: [] });
	const input = [await file('1.xml', LARGE)];
	const { error } = await run('deliver', TO_INBOX, { input, credential: byPassword(server) });

	expect(error).toBeUndefined();
	expect(readFileSync(join(inbox, '1.xml')).equals(LARGE)).toBe(true);
	await server.stop();
});

function somePrivateKey(passphrase?: string): string {
	const { privateKey } = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: {
			type: 'pkcs1',
			format: 'pem',
			...(passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase }),
		},
	});
	return privateKey as string;
}

async function listening(server: Server): Promise<{ port: number; close(): void }> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { port, close: () => void server.close() };
}

function changePart(content: string): void {
	for (const name of arrived()) writeFileSync(join(inbox, name), content);
}

async function aborted(signal: AbortSignal, abort: () => void): Promise<void> {
	await until(() => sftp.requests.some(({ name }) => name === 'WRITE'));
	abort();
	await until(() => signal.aborted);
}

async function until(isSo: () => boolean): Promise<void> {
	for (let tries = 0; !isSo(); tries++) {
		if (tries > 6_000) throw new Error('It never came about');
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}
