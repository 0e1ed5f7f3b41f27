import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import type { LedgerStore } from './ledgerStore';
import { PostgresDatabase } from './postgres/postgresDatabase';
import { PostgresRunLocks } from './postgres/postgresRunLocks';
import type { PostgresSettings } from './postgres/postgresSettings';
import { SqlLedgerStore } from './sqlLedgerStore';
import { requireLocalDisk } from './sqlite/fileSystem';
import { nodeSqlite } from './sqlite/nodeSqlite';
import { createSqliteFile, SqliteDatabase } from './sqlite/sqliteDatabase';
import { SqliteRunLocks } from './sqlite/sqliteRunLocks';

export type StoreSettings =
	{ store: 'sqlite'; file: string } | ({ store: 'postgres' } & PostgresSettings);

/** The stores of this process, each opened once: its nodes share connections. */
const opened = new Map<string, LedgerStore>();

/** The databases of the opened stores in Postgres, by the same keys: somebody may remove a schema while it is open. */
const databases = new Map<string, PostgresDatabase>();

/**
 * The store at a place; `undefined` if none was ever created there.
 *
 * @throws OperatorError if it cannot exist there, or cannot be opened
 */
export async function findStore(settings: StoreSettings): Promise<LedgerStore | undefined> {
	if (settings.store === 'sqlite') {
		checkPlace(settings.file);
		const isThere = statSync(settings.file, { throwIfNoEntry: false }) !== undefined;
		return isThere ? storeAt(settings) : undefined;
	}
	const known = databases.get(keyOf(settings));
	const database = known ?? new PostgresDatabase(settings);
	if (await database.isThere()) return remember(settings, database);
	// A known one stays: the store is the same once its schema is back.
	if (!known) await database.close();
	return undefined;
}

/** The store at a place, created if missing. @throws OperatorError as `findStore` */
export async function createStore(settings: StoreSettings): Promise<LedgerStore> {
	const there = await findStore(settings);
	if (there) return there;
	if (settings.store === 'sqlite') {
		createSqliteFile(settings.file);
		return storeAt(settings);
	}
	const database = new PostgresDatabase(settings);
	await database.create();
	return remember(settings, database);
}

function checkPlace(file: string): void {
	nodeSqlite();
	requireLocalDisk(file);
}

function storeAt(settings: { store: 'sqlite'; file: string }): LedgerStore {
	const key = keyOf(settings);
	const known = opened.get(key);
	if (known) return known;
	const { file } = settings;
	const store = new SqlLedgerStore(new SqliteDatabase(file), new SqliteRunLocks(file));
	opened.set(key, store);
	return store;
}

function remember(
	settings: { store: 'postgres' } & PostgresSettings,
	database: PostgresDatabase,
): LedgerStore {
	const key = keyOf(settings);
	const known = opened.get(key);
	if (known) {
		if (databases.get(key) !== database) void database.close();
		return known;
	}
	const store = new SqlLedgerStore(database, new PostgresRunLocks(database, settings));
	opened.set(key, store);
	databases.set(key, database);
	return store;
}

/** No password stays in memory for this. */
function keyOf(settings: StoreSettings): string {
	return createHash('sha256').update(JSON.stringify(settings)).digest('hex');
}
