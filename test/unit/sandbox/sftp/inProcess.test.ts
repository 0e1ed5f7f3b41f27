import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { utils } from 'ssh2';
import Client from 'ssh2-sftp-client';
import { startInProcessSftp, type InProcessSftp } from '../../../../sandbox/sftp/inProcess';

let directory: string;
let server: InProcessSftp;
const clients: Client[] = [];

beforeEach(async () => {
	directory = mkdtempSync(join(tmpdir(), 'in-process-sftp-'));
	server = await startInProcessSftp({ directory });
});

afterEach(async () => {
	await Promise.all(clients.splice(0).map((client) => client.end().catch(() => {})));
	await server.stop();
	rmSync(directory, { recursive: true, force: true });
});

async function connect(options: Partial<Client.ConnectOptions> = {}): Promise<Client> {
	const client = new Client('test', {
		error: () => {},
		end: () => {},
		close: () => {},
	} as unknown as undefined);
	clients.push(client);
	await client.connect({
		host: server.host,
		port: server.port,
		username: server.username,
		password: server.password,
		...options,
	});
	return client;
}

/** The client's own session below ssh2-sftp-client, for what that has no method for. */
interface Raw {
	sftp: {
		ext_openssh_statvfs(
			path: string,
			done: (error: Error | null, space: { f_bavail: number }) => void,
		): void;
	};
}

async function freeBlocks(client: Client): Promise<number> {
	return await new Promise((resolve, reject) => {
		(client as unknown as Raw).sftp.ext_openssh_statvfs('/', (error, space) => {
			if (error) reject(error);
			else resolve(space.f_bavail);
		});
	});
}

describe('the SFTP server in this process', () => {
	test('stores, lists, returns and removes files', async () => {
		const client = await connect();
		const content = Buffer.alloc(70_000, 'invoice');
		await client.mkdir('/inbox/2026', true);
		await client.put(content, '/inbox/2026/a.xml');
		expect(readFileSync(join(directory, 'inbox/2026/a.xml'))).toEqual(content);
		expect(await client.get('/inbox/2026/a.xml')).toEqual(content);
		expect((await client.list('/inbox/2026')).map(({ name, size }) => [name, size])).toEqual([
			['a.xml', 70_000],
		]);
		expect((await client.stat('/inbox/2026/a.xml')).size).toBe(70_000);
		await client.delete('/inbox/2026/a.xml');
		await client.rmdir('/inbox/2026');
		expect(await client.exists('/inbox/2026')).toBe(false);
	});

	test('renames without overwriting, and replaces with posix-rename', async () => {
		writeFileSync(join(directory, 'a'), 'new');
		writeFileSync(join(directory, 'b'), 'old');
		const client = await connect();
		await expect(client.rename('/a', '/b')).rejects.toThrow('Failure');
		expect(readFileSync(join(directory, 'b'), 'utf8')).toBe('old');
		await client.posixRename('/a', '/b');
		expect(readFileSync(join(directory, 'b'), 'utf8')).toBe('new');
		expect(existsSync(join(directory, 'a'))).toBe(false);
	});

	test('offers only the extensions that it is told to', async () => {
		await server.stop();
		server = await startInProcessSftp({ directory, extensions: [] });
		writeFileSync(join(directory, 'a'), 'x');
		const client = await connect();
		await expect(client.posixRename('/a', '/b')).rejects.toThrow(/not support/);
	});

	test('accepts the password or the key, and nothing else', async () => {
		await expect(connect({ password: 'wrong' })).rejects.toThrow('authentication methods failed');
		await expect(connect({ username: 'somebody' })).rejects.toThrow(
			'authentication methods failed',
		);
		const { privateKey } = server;
		await connect({ password: undefined, privateKey });
		await server.stop();
		await server.start();
		const client = await connect();
		expect(await client.list('/')).toEqual([]);
	});

	test('shows its host key, and another one after a change', async () => {
		const seen: string[] = [];
		const hostVerifier = (key: Buffer) => {
			const digest = createHash('sha256').update(key).digest('base64').replace(/=+$/, '');
			seen.push(`SHA256:${digest}`);
			return true;
		};
		const before = server.hostKeyFingerprint;
		await connect({ hostVerifier });
		const after = server.changeHostKey();
		await connect({ hostVerifier });
		expect(seen).toEqual([before, after]);
		expect(after).not.toBe(before);
	});

	test('cuts the connection at a given byte', async () => {
		const client = await connect();
		server.faults.inject({ on: 'WRITE', path: 'a.part', fault: { kind: 'cutAt', byte: 70_001 } });
		await expect(client.put(Buffer.alloc(200_000, 'x'), '/a.part')).rejects.toThrow();
		expect(statSync(join(directory, 'a.part')).size).toBe(70_001);
	});

	test('renames and loses the answer', async () => {
		writeFileSync(join(directory, 'a'), 'x');
		const client = await connect();
		server.faults.inject({ on: 'RENAME', fault: { kind: 'cut', done: true } });
		await expect(client.rename('/a', '/b')).rejects.toThrow();
		expect(existsSync(join(directory, 'b'))).toBe(true);
	});

	test('holds a rename until it is released', async () => {
		writeFileSync(join(directory, 'a'), 'x');
		const client = await connect();
		let release = () => {};
		const until = new Promise<void>((resolve) => (release = resolve));
		server.faults.inject({ on: 'RENAME', fault: { kind: 'hold', until } });
		const renamed = client.rename('/a', '/b');
		await waitFor(() => server.requests.some(({ name }) => name === 'RENAME'));
		expect(existsSync(join(directory, 'b'))).toBe(false);
		release();
		await renamed;
		expect(existsSync(join(directory, 'b'))).toBe(true);
	});

	test('falls silent, which keepalives notice, and continues on command', async () => {
		const client = await connect({ keepaliveInterval: 50, keepaliveCountMax: 3 });
		server.faults.inject({ on: 'STAT', fault: { kind: 'freeze' } });
		await expect(client.stat('/')).rejects.toThrow();

		const other = await connect();
		const thaw = server.freezeAll();
		const listed = other.list('/');
		await new Promise((resolve) => setTimeout(resolve, 100));
		thaw();
		expect(await listed).toEqual([]);
	});

	test('refuses with a given status', async () => {
		const client = await connect();
		const { PERMISSION_DENIED } = utils.sftp.STATUS_CODE;
		server.faults.inject({ on: 'OPEN', fault: { kind: 'refuse', code: PERMISSION_DENIED } });
		server.faults.inject({ on: 'OPEN', fault: { kind: 'refuse', code: 14, message: 'No space' } });
		await expect(client.put(Buffer.from('x'), '/a')).rejects.toThrow(/denied/i);
		await expect(client.put(Buffer.from('x'), '/a')).rejects.toThrow('No space');
	});

	test('reports no free block on a full disk, and free blocks with a used-up quota; both refuse what does not fit', async () => {
		const client = await connect();
		expect(await freeBlocks(client)).toBeGreaterThan(0);
		server.limitDisk({ bytes: 50_000, kind: 'quota' });
		await expect(client.fastPut(__filename, '/fits')).resolves.toBeDefined();
		writeFileSync(join(directory, 'filler'), Buffer.alloc(48_000));
		await expect(client.fastPut(__filename, '/a')).rejects.toThrow('Failure');
		expect(await freeBlocks(client)).toBeGreaterThan(0);
		server.limitDisk({ bytes: 50_000, kind: 'disk' });
		expect(await freeBlocks(client)).toBe(0);
		server.reset();
		await client.fastPut(__filename, '/a');
	});
});

async function waitFor(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
