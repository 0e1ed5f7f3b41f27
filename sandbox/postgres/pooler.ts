import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../engine/ports';
import { ManagedProcess } from '../engine/processes';
import { ensureProgram, PGBOUNCER } from '../engine/systemPrograms';
import { type PostgresServer, unprivileged, waitUntilReady } from './server';

export interface Pooler {
	port: number;
	/** Ends it and removes its settings. */
	remove(): Promise<void>;
}

/**
 * Starts PgBouncer in front of a Postgres, as in large installations: in transaction mode, so that client sessions are
 * not database sessions. Same user, password and database.
 *
 * @param progress gets a line if PgBouncer must be installed first
 */
export async function startPooler(
	{ host, port: serverPort, database, user, password }: PostgresServer,
	progress: (line: string) => void,
): Promise<Pooler> {
	const program = ensureProgram(PGBOUNCER, progress);
	const home = mkdtempSync(join(tmpdir(), 'telecom-finance-pooler-'));
	const settings = join(home, 'pgbouncer.ini');
	const users = join(home, 'users.txt');
	const port = await freePort();
	writeFileSync(users, `"${user}" "${password}"\n`, { mode: 0o600 });
	writeFileSync(
		settings,
		`[databases]
${database} = host=${host} port=${serverPort} dbname=${database}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = 3
`,
		{ mode: 0o600 },
	);
	const runAs = unprivileged();
	if (runAs) for (const path of [home, settings, users]) chownSync(path, runAs.uid, runAs.gid);
	const child = new ManagedProcess('pgbouncer', program, [settings], { ...runAs, cwd: home });
	await waitUntilReady(port, child, 'process up');
	return {
		port,
		remove: async () => {
			await child.kill();
			rmSync(home, { recursive: true, force: true });
		},
	};
}
