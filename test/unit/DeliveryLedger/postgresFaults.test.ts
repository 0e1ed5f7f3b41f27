import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { createStore, findStore } from '../../../nodes/DeliveryLedger/store/openStore';
import type { LedgerStore } from '../../../nodes/DeliveryLedger/store/ledgerStore';
import { PostgresDatabase } from '../../../nodes/DeliveryLedger/store/postgres/postgresDatabase';
import type { PostgresSettings } from '../../../nodes/DeliveryLedger/store/postgres/postgresSettings';
import { type PostgresServer, startPostgres, unprivileged } from '../../../sandbox/postgres/server';
import { fileOf, keyOf, planned, runStart, SERVER, startedRun } from './support/ledgerSetup';
import { postgresPlace } from './support/postgresPlace';

const MAX_CONNECTIONS = 15;

let server: PostgresServer;
let store: LedgerStore;
let folder: string;

beforeAll(async () => {
	server = await startPostgres(console.log);
	folder = mkdtempSync(join(tmpdir(), 'ledger-tls-'));
	const { ca } = makeCertificates();
	await asAdministrator(
		`ALTER SYSTEM SET max_connections = ${MAX_CONNECTIONS}`,
		'ALTER SYSTEM SET ssl = on',
		`ALTER SYSTEM SET ssl_cert_file = '${join(folder, 'server.crt')}'`,
		`ALTER SYSTEM SET ssl_key_file = '${join(folder, 'server.key')}'`,
	);
	await server.stop();
	await server.start();
	store = await createStore(postgresPlace(server, { ssl: 'verify', caCertificate: ca }));
}, 120_000);

afterAll(async () => {
	await store?.close();
	await server?.remove();
	if (folder) rmSync(folder, { recursive: true, force: true });
});

const intend = async (run: string, key: string) =>
	await store.intend({
		...{ ...keyOf(key), run, writer: 'w', server: SERVER },
		files: [fileOf(`${key}.xml`)],
	});

it('is restarted during a run: what was under way is done once, and the run keeps its lock', async () => {
	const keys = Array.from({ length: 200 }, (_, index) => `d${index}`);
	const { run } = await startedRun(
		store,
		'restarted',
		keys.map((key) => planned(key)),
	);
	const granted: string[] = [];
	const working = (async () => {
		for (const key of keys) {
			const answer = await intend(run, key);
			if (answer.granted) granted.push(key);
			await store.recordOutcome({ ...keyOf(key), run, writer: 'w', outcome: 'delivered' });
		}
	})();
	while (granted.length < 20) await wait(1);
	await server.stop();
	await wait(500);
	await server.start();
	await working;
	expect(granted).toEqual(keys);
	const rows = await store.rowsOf('restarted', 'horisen', keys);
	expect(rows.map(({ state, files }) => [state, files.length])).toEqual(
		keys.map(() => ['delivered', 1]),
	);
	expect(await store.beginRun(runStart('restarted'))).toMatchObject({ begun: false });
	await store.endRun(run, 'finished');
});

it('loses a connection between two statements: the transaction runs again, and n8n goes on', async () => {
	const database = new PostgresDatabase(postgresPlace(server));
	let tries = 0;
	const [{ one }] = await database.transaction(async (on) => {
		const [{ pid }] = await on.all('SELECT pg_backend_pid() AS pid');
		if (++tries === 1) {
			await asAdministrator(`SELECT pg_terminate_backend(${String(pid)}, 60000)`);
			await wait(100);
		}
		return await on.all('SELECT 1 AS one');
	});
	expect([one, tries]).toEqual([1, 2]);
	await database.close();
});

it('is away: an error says so after ten seconds, and nothing is lost', async () => {
	const { run } = await startedRun(store, 'away', [planned('a')]);
	await server.stop();
	await Promise.all([
		expect(intend(run, 'a')).rejects.toMatchObject({
			message: expect.stringMatching(/cannot be reached, or the connection broke$/) as string,
			description: expect.stringContaining('run the workflow again') as string,
		}),
		expect(store.beginRun(runStart('away'))).rejects.toThrow('cannot be reached'),
		expect(findStore(postgresPlace(server))).rejects.toThrow('cannot be reached'),
	]);
	await server.start();
	expect((await intend(run, 'a')).granted).toBe(true);
	await store.endRun(run, 'finished');
});

it('has no free connection: the ledger waits for one, then says so', async () => {
	const crowd: Client[] = [];
	const occupy = async () => {
		for (;;) {
			const client = new Client({ ...postgresPlace(server), ssl: false });
			client.on('error', () => undefined);
			try {
				await client.connect();
				crowd.push(client);
			} catch {
				return;
			}
		}
	};
	await occupy();
	expect(crowd.length).toBeGreaterThan(5);
	const late = findStore(postgresPlace(server, { schema: 'another' }));
	await wait(1000);
	await Promise.all(crowd.splice(0, 4).map(async (client) => await client.end()));
	expect(await late).toBeUndefined();
	await occupy();
	await expect(findStore(postgresPlace(server, { schema: 'third' }))).rejects.toMatchObject({
		message: expect.stringMatching(/has no connection left$/) as string,
		description: expect.stringContaining('max_connections') as string,
	});
	await Promise.all(crowd.map(async (client) => await client.end()));
});

describe('TLS', () => {
	const find = async (more: Partial<PostgresSettings>) =>
		await findStore(postgresPlace(server, more));

	it('is checked with the certificate authority of the credential', async () => {
		const { ca, otherCa } = readCertificates();
		expect(await find({ ssl: 'verify', caCertificate: ca })).toBeDefined();
		const unknown = {
			message: expect.stringContaining('has an untrusted certificate') as string,
			description: expect.stringContaining('Paste the certificate of its authority') as string,
		};
		await expect(find({ ssl: 'verify', caCertificate: otherCa })).rejects.toMatchObject(unknown);
		await expect(find({ ssl: 'verify' })).rejects.toMatchObject(unknown);
		// Of the same authority, but for another name.
		await expect(
			find({ ssl: 'verify', caCertificate: ca, host: 'localhost' }),
		).rejects.toMatchObject(unknown);
	});

	it('is used without a check, or not at all, if that is chosen', async () => {
		expect(await find({ ssl: 'encrypt' })).toBeDefined();
		expect(await find({ ssl: 'off' })).toBeDefined();
	});

	it('is required: a server without it is refused', async () => {
		await asAdministrator('ALTER SYSTEM SET ssl = off', 'SELECT pg_reload_conf()');
		while (await hasTls()) await wait(100);
		await expect(find({ ssl: 'encrypt', schema: 'new' })).rejects.toMatchObject({
			message: expect.stringContaining('offers no encryption') as string,
		});
		await asAdministrator('ALTER SYSTEM SET ssl = on', 'SELECT pg_reload_conf()');
	});
});

it.each([
	[{ password: 'wrong' }, 'refused the login of user ledger'],
	[{ database: 'nowhere' }, 'has no database nowhere'],
])('says what is wrong in the credential: %j', async (more, message) => {
	const failed = findStore(postgresPlace(server, more));
	await expect(failed).rejects.toThrow(message);
	await expect(failed).rejects.not.toThrow(/wrong/);
});

/** @returns the rows of the last statement */
async function asAdministrator(...statements: string[]): Promise<unknown[]> {
	const client = new Client({ ...postgresPlace(server), ssl: false });
	await client.connect();
	let rows: unknown[] = [];
	for (const statement of statements) ({ rows } = await client.query(statement));
	await client.end();
	return rows;
}

/** Whether a new connection is offered TLS: the server reads its settings again a moment after the request. */
async function hasTls(): Promise<boolean> {
	const [shown] = (await asAdministrator('SHOW ssl')) as Array<{ ssl: string }>;
	return shown.ssl === 'on';
}

/** An authority, a certificate of it for 127.0.0.1, and an authority that nobody knows. */
function makeCertificates(): { ca: string; otherCa: string } {
	const openssl = (...args: string[]) =>
		execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
	const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
	for (const name of ['ca', 'otherCa']) {
		const subject = ['-subj', `/CN=${name}`, '-addext', 'basicConstraints=critical,CA:TRUE'];
		openssl('req', '-x509', ...key, '-keyout', `${name}.key`, '-out', `${name}.crt`, ...subject);
	}
	openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=postgres');
	writeFileSync(join(folder, 'names'), 'subjectAltName=IP:127.0.0.1');
	const by = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names'];
	openssl('x509', '-req', '-in', 'server.csr', ...by, '-out', 'server.crt');
	const owner = unprivileged();
	if (owner) {
		for (const name of ['.', 'server.key', 'server.crt']) {
			chownSync(join(folder, name), owner.uid, owner.gid);
		}
	}
	return readCertificates();
}

function readCertificates(): { ca: string; otherCa: string } {
	const read = (name: string) => readFileSync(join(folder, `${name}.crt`), 'utf8');
	return { ca: read('ca'), otherCa: read('otherCa') };
}
