import { rmSync, statSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { LockKind, RunLocks } from '../database';
import { BUSY, connectSqlite, type SqliteConnection, sqliteResult } from './nodeSqlite';
import { explainSqliteFailure } from './sqliteFailure';

/** The locks of this process, by the path of the file. */
const held = new Map<string, SqliteConnection>();

/**
 * One file per run beside the ledger, on which its process holds SQLite's exclusive lock. The kernel keeps the lock: it
 * ends with the process, and stays while the process is merely stopped.
 */
export class SqliteRunLocks implements RunLocks {
	constructor(private readonly path: string) {}

	async hold(run: string): Promise<LockKind> {
		const file = this.fileOf(run);
		await Promise.resolve();
		if (held.has(file)) return 'lock';
		try {
			writeFileSync(file, '', { mode: 0o600 });
			const connection = connectSqlite(pathToFileURL(file));
			connection.exec('BEGIN EXCLUSIVE');
			held.set(file, connection);
			return 'lock';
		} catch (error) {
			throw explainSqliteFailure(error, this.path);
		}
	}

	async isHeld(run: string): Promise<boolean> {
		const file = this.fileOf(run);
		await Promise.resolve();
		if (!statSync(file, { throwIfNoEntry: false })) return false;
		const connection = connectSqlite(pathToFileURL(file));
		try {
			// A read lock only: two checks at once must not mistake each other for the run.
			connection.exec('BEGIN; SELECT 1 FROM sqlite_master');
			rmSync(file, { force: true });
			return false;
		} catch (error) {
			if (sqliteResult(error) === BUSY) return true;
			throw explainSqliteFailure(error, this.path);
		} finally {
			connection.close();
		}
	}

	async release(run: string): Promise<void> {
		const file = this.fileOf(run);
		await Promise.resolve();
		const connection = held.get(file);
		if (!connection) return;
		held.delete(file);
		connection.close();
		rmSync(file, { force: true });
	}

	private fileOf(run: string): string {
		return `${this.path}.run-${run}`;
	}
}
