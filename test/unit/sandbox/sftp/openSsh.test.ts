import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Client from 'ssh2-sftp-client';
import { startSftpServer, type SftpServer } from '../../../../sandbox/sftp/server';

let home: string;
let server: SftpServer;
const clients: Client[] = [];

beforeAll(async () => {
	home = mkdtempSync(join(tmpdir(), 'openssh-'));
	server = await startSftpServer(home, () => {});
});

afterAll(async () => {
	await Promise.all(clients.map((client) => client.end().catch(() => {})));
	await server.stop();
	rmSync(home, { recursive: true, force: true });
});

async function connect(options: Partial<Client.ConnectOptions> = {}): Promise<Client> {
	const quiet = { error: () => {}, end: () => {}, close: () => {} };
	const client = new Client('test', quiet as unknown as undefined);
	clients.push(client);
	const { host, port, username, privateKey } = server;
	await client.connect({ host, port, username, privateKey, ...options });
	return client;
}

describe("the sandbox's OpenSSH server", () => {
	test('drops its sessions and accepts new ones', async () => {
		const client = await connect();
		expect(await client.list('.')).toEqual([]);
		expect(server.killSessions()).toBeGreaterThan(0);
		await expect(client.list('.')).rejects.toThrow();
		expect(await (await connect()).list('.')).toEqual([]);
	});

	test('freezes, which keepalives notice, and continues', async () => {
		const client = await connect({ keepaliveInterval: 50, keepaliveCountMax: 3 });
		const patient = await connect();
		const thaw = server.freeze();
		await expect(client.list('.')).rejects.toThrow();
		thaw();
		expect(await patient.list('.')).toEqual([]);
	});

	test('comes back with another host key', async () => {
		const before = server.hostKeyFingerprint;
		const after = await server.changeHostKey();
		expect(after).toMatch(/^SHA256:/);
		expect(after).not.toBe(before);
		expect(server.hostKeyFingerprint).toBe(after);
		expect(await (await connect()).list('.')).toEqual([]);
	});
});
