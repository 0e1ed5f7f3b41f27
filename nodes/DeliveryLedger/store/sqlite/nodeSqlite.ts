import process from 'node:process';
import { OperatorError } from '../../../common/errors';

/** The part of `node:sqlite` that the store uses: Node 20's types lack it. */
export interface SqliteStatement {
	all(...values: Array<string | number | null>): Array<Record<string, string | number | null>>;
}

export interface SqliteConnection {
	exec(sql: string): void;
	prepare(sql: string): SqliteStatement;
	close(): void;
}

interface NodeSqlite {
	DatabaseSync: new (
		path: URL,
		options: { timeout: number; enableForeignKeyConstraints: boolean },
	) => SqliteConnection;
}

/** SQLite's result codes; the higher bits give details. */
export const BUSY = 5;
export const READ_ONLY = 8;
export const CORRUPT = 11;
export const FULL = 13;
export const CANNOT_OPEN = 14;
export const NOT_A_DATABASE = 26;

/** The result code of an SQLite error; `undefined` for other errors. */
export function sqliteResult(error: unknown): number | undefined {
	const { code, errcode } = error as { code?: unknown; errcode?: unknown };
	return code === 'ERR_SQLITE_ERROR' ? Number(errcode) & 0xff : undefined;
}

/** @throws OperatorError if this Node has no SQLite */
export function nodeSqlite(): NodeSqlite {
	const sqlite = process.getBuiltinModule('node:sqlite') as unknown as NodeSqlite | undefined;
	if (sqlite) return sqlite;
	throw new OperatorError(
		`A ledger in a file needs Node 22.16 or later, and n8n runs on Node ${process.versions.node}`,
		{
			description:
				'Use n8n 2, which includes it. Or keep the ledger in Postgres: set Ledger Store to From Credential in each node that names the ledger. Nothing was done.',
		},
	);
}

/**
 * Opens an existing file. It never creates one, because that would look like an empty ledger. It reports others' locks
 * at once instead of waiting, because a wait would block n8n's only thread.
 */
export function connectSqlite(file: URL): SqliteConnection {
	const { DatabaseSync } = nodeSqlite();
	const existing = new URL(file);
	existing.searchParams.set('mode', 'rw');
	return new DatabaseSync(existing, { timeout: 0, enableForeignKeyConstraints: true });
}
