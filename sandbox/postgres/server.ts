import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { accepts, freePort } from '../engine/ports';
import { ManagedProcess } from '../engine/processes';
import { ensureProgram, POSTGRES } from '../engine/systemPrograms';

export interface PostgresServer {
	host: string;
	port: number;
	database: string;
	user: string;
	password: string;
	/** All rows of a table as JSON, oldest first; none if there is no such table. */
	rows(table: string): Promise<Array<Record<string, unknown> & { id: number }>>;
	/** Starts it again after `stop`, on the same port with the same data. */
	start(): Promise<void>;
	stop(): Promise<void>;
	/** Ends it and removes its data. */
	remove(): Promise<void>;
}

const USER = 'ledger';
const DATABASE = 'postgres';

const run = promisify(execFile);

/**
 * Starts this machine's own Postgres on 127.0.0.1 with a throw-away data directory. It does not read or change any
 * existing database.
 *
 * @param progress gets a line if Postgres must be installed first
 */
export async function startPostgres(progress: (line: string) => void): Promise<PostgresServer> {
	const postgres = ensureProgram(POSTGRES, progress);
	// A folder below the temporary one, which the user who runs Postgres must be able to reach.
	const home = mkdtempSync(join(tmpdir(), 'telecom-finance-postgres-'));
	const runAs = unprivileged();
	const data = join(home, 'data');
	const passwordFile = join(home, 'password');
	const password = randomBytes(12).toString('hex');
	mkdirSync(data, { mode: 0o700 });
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (runAs) for (const path of [home, data, passwordFile]) chownSync(path, runAs.uid, runAs.gid);
	execFileSync(
		join(dirname(postgres), 'initdb'),
		[
			...['--pgdata', data, '--username', USER, '--pwfile', passwordFile],
			...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C', '--no-sync'],
		],
		{ ...runAs, cwd: home, stdio: ['ignore', 'pipe', 'pipe'] },
	);
	const port = await freePort();
	let child: ManagedProcess | undefined;
	const settings = {
		listen_addresses: '127.0.0.1',
		port: String(port),
		unix_socket_directories: '',
		// The data is thrown away, so a power cut does not matter.
		fsync: 'off',
	};
	const start = async () => {
		const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
		child = new ManagedProcess('postgres', postgres, ['-D', data, ...options], {
			...runAs,
			cwd: home,
		});
		await waitUntilReady(port, child, 'ready to accept connections');
	};
	const stop = async () => {
		// Does not wait for clients, because n8n keeps its connections.
		if (child?.running && child.pid !== undefined) process.kill(child.pid, 'SIGINT');
		await child?.stop();
	};
	await start();
	const select = async (statement: string) => {
		const address = ['-h', '127.0.0.1', '-p', String(port), '-U', USER, '-d', DATABASE];
		const psql = join(dirname(postgres), 'psql');
		const options = { env: { PATH: process.env.PATH, PGPASSWORD: password }, maxBuffer: 1e9 };
		const { stdout } = await run(psql, [...address, '-XAtq', '-c', statement], options);
		return stdout.trim();
	};
	return {
		host: '127.0.0.1',
		port,
		database: DATABASE,
		user: USER,
		password,
		rows: async (table) => {
			const name = `"${table.replaceAll('"', '""')}"`;
			if ((await select(`select to_regclass('${name}')`)) === '') return [];
			const found = await select(
				`select json_agg("row" order by "row"."id") from ${name} as "row"`,
			);
			return JSON.parse(found || '[]') as Array<Record<string, unknown> & { id: number }>;
		},
		start,
		stop,
		remove: async () => {
			await stop();
			rmSync(home, { recursive: true, force: true });
		},
	};
}

/** The user to run as if this is root, which Postgres and its pooler refuse. Postgres's package creates that user. */
export function unprivileged(): { uid: number; gid: number } | undefined {
	if (userInfo().uid !== 0) return undefined;
	const id = (flag: string) =>
		Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }).trim());
	return { uid: id('-u'), gid: id('-g') };
}

/** @param sign its output when it is ready */
export async function waitUntilReady(
	port: number,
	child: ManagedProcess,
	sign: string,
): Promise<void> {
	await child.ready(async () => child.log.includes(sign) && (await accepts(port)));
}
