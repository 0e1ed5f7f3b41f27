import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import {
	type Database,
	Retryable,
	type Row,
	type Transaction,
	storable,
	type Value,
	withPatience,
} from '../database';
import { newerLedger } from '../newerLedger';
import { type Dialect, migrations, SCHEMA_VERSION } from '../schema';
import {
	BUSY,
	connectSqlite,
	type SqliteConnection,
	type SqliteStatement,
	sqliteResult,
} from './nodeSqlite';
import { emptyFile, explainSqliteFailure, missingFile, notALedger } from './sqliteFailure';

/** Application id in the file's header, "TFDL", which distinguishes it from other databases. */
const APPLICATION_ID = 0x5446444c;

const DIALECT: Dialect = { id: 'INTEGER PRIMARY KEY AUTOINCREMENT', whole: 'INTEGER' };

/**
 * With `persist`, a commit clears the journal's header and syncs that. If the journal were removed instead, only
 * `synchronous = EXTRA` would sync the removal: a power cut could restore the journal and undo an intent whose file has
 * its name. WAL is not suitable: a copy of the file alone would be incomplete, and a restored ledger would meet another
 * ledger's log.
 */
const DURABLE = 'PRAGMA journal_mode = persist; PRAGMA synchronous = FULL';

/** In the format of `new Date().toISOString()`. */
const NOW = `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`;

interface Opened {
	connection: SqliteConnection;
	/** Identifies the file: another file may get the name. */
	file: string;
	statements: Map<string, SqliteStatement>;
}

/** A ledger in one file, with `node:sqlite`. It opens only existing files; `createSqliteFile` creates one. */
export class SqliteDatabase implements Database {
	readonly place: string;

	private opened: Opened | undefined;

	/** One transaction at a time per connection. */
	private last: Promise<unknown> = Promise.resolve();

	constructor(private readonly path: string) {
		this.place = path;
	}

	async transaction<Result>(
		work: (transaction: Transaction) => Promise<Result>,
		access: 'read' | 'write',
	): Promise<Result> {
		const turn = this.last.then(
			async () => await this.explained(async () => await this.attempt(work, access)),
		);
		this.last = turn.catch(() => undefined);
		return await turn;
	}

	async backUp(path: string): Promise<void> {
		const copy = this.last.then(
			async () =>
				await this.explained(() => {
					this.open().connection.prepare('VACUUM INTO ?').all(path);
					chmodSync(path, 0o600);
					return Promise.resolve();
				}),
		);
		this.last = copy.catch(() => undefined);
		await copy;
	}

	async close(): Promise<void> {
		await this.last;
		this.forget();
	}

	private async explained<Result>(attempt: () => Promise<Result>): Promise<Result> {
		try {
			return await withPatience(async () => {
				try {
					return await attempt();
				} catch (error) {
					throw sqliteResult(error) === BUSY ? new Retryable(error) : error;
				}
			});
		} catch (error) {
			throw explainSqliteFailure(error, this.path);
		}
	}

	private async attempt<Result>(
		work: (transaction: Transaction) => Promise<Result>,
		access: 'read' | 'write',
	): Promise<Result> {
		const { connection, statements } = this.open();
		// Exclusive from the start, so that no reader can delay the commit.
		connection.exec(access === 'write' ? 'BEGIN EXCLUSIVE' : 'BEGIN');
		try {
			const result = await work({
				all: async (sql, values = []) =>
					await Promise.resolve(run(connection, statements, sql, values)),
			});
			connection.exec('COMMIT');
			return result;
		} catch (error) {
			this.rollBack(connection);
			throw error;
		}
	}

	/** After some errors, SQLite rolls back by itself; a doubtful connection is not used again. */
	private rollBack(connection: SqliteConnection): void {
		try {
			connection.exec('ROLLBACK');
		} catch {
			this.forget();
		}
	}

	private open(): Opened {
		const file = identityOf(this.path);
		if (this.opened?.file === file) return this.opened;
		this.forget();
		const connection = connectSqlite(pathToFileURL(this.path));
		try {
			checkAndMigrate(connection, this.path);
		} catch (error) {
			connection.close();
			throw error;
		}
		this.opened = { connection, file, statements: new Map() };
		return this.opened;
	}

	private forget(): void {
		this.opened?.connection.close();
		this.opened = undefined;
	}
}

function run(
	connection: SqliteConnection,
	statements: Map<string, SqliteStatement>,
	sql: string,
	values: readonly Value[],
): Row[] {
	let statement = statements.get(sql);
	if (!statement) {
		statement = connection.prepare(translated(sql));
		statements.set(sql, statement);
	}
	return statement.all(...storable(values));
}

function translated(sql: string): string {
	return sql.replaceAll('@now', NOW).replaceAll('@', '');
}

/** @throws OperatorError if the file is empty or missing */
function identityOf(path: string): string {
	const there = statSync(path, { bigint: true, throwIfNoEntry: false });
	if (!there) throw missingFile(path);
	// For SQLite, an empty file is an empty database.
	if (there.isFile() && there.size === 0n) throw emptyFile(path);
	return `${there.dev}:${there.ino}`;
}

function checkAndMigrate(connection: SqliteConnection, path: string): void {
	const pragma = (name: string) =>
		Number(Object.values(connection.prepare(`PRAGMA ${name}`).all()[0])[0]);
	if (pragma('application_id') !== APPLICATION_ID) throw notALedger(path);
	connection.exec(DURABLE);
	const version = pragma('user_version');
	if (version > SCHEMA_VERSION) throw newerLedger(path, version);
	if (version < SCHEMA_VERSION) migrate(connection);
}

function migrate(connection: SqliteConnection): void {
	connection.exec('BEGIN EXCLUSIVE');
	try {
		// Read again: another process may have been faster.
		const from = Number(connection.prepare('PRAGMA user_version').all()[0].user_version);
		for (const statement of migrations(DIALECT).slice(from).flat()) {
			connection.exec(translated(statement));
		}
		connection.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
		connection.exec('COMMIT');
	} catch (error) {
		connection.exec('ROLLBACK');
		throw error;
	}
}

/**
 * Creates a store without a ledger, readable only by its owner. It gets its name when it is complete; an existing file
 * with that name is left alone.
 */
export function createSqliteFile(path: string): void {
	const unfinished = `${path}.${randomBytes(6).toString('hex')}.new`;
	try {
		writeFileSync(unfinished, '', { mode: 0o600, flag: 'wx' });
		const connection = connectSqlite(pathToFileURL(unfinished));
		try {
			// Leave no journal under the temporary name.
			connection.exec('PRAGMA journal_mode = delete; PRAGMA synchronous = FULL');
			connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
			migrate(connection);
		} finally {
			connection.close();
		}
		linkSync(unfinished, path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw explainSqliteFailure(error, path);
	} finally {
		rmSync(unfinished, { force: true });
	}
}
