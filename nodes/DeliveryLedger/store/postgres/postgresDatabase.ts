import { Pool, type PoolClient } from 'pg';
import { OperatorError } from '../../../common/errors';
import {
	type Database,
	Retryable,
	type Row,
	storable,
	type Transaction,
	type Value,
	withPatience,
} from '../database';
import { newerLedger } from '../newerLedger';
import { type Dialect, migrations, SCHEMA_VERSION } from '../schema';
import { addressOf, explainPostgresFailure, isMissing, isPassing } from './postgresFailure';
import { clientOptions, type PostgresSettings } from './postgresSettings';

const DIALECT: Dialect = {
	id: 'INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
	whole: 'BIGINT',
};

/** The database's clock, in the format of `new Date().toISOString()`. */
const NOW = `to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A confirmed commit must survive a crash, whatever the database's default. */
const BEGIN = `BEGIN; SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'`;

const BIGINT = 20;

/** Ledgers in the schema of a Postgres database; every name includes its schema, for poolers. */
export class PostgresDatabase implements Database {
	readonly place: string;

	private readonly pool: Pool;

	private readonly translated = new Map<string, string>();

	private readonly schema: string;

	private isChecked = false;

	constructor(private readonly settings: PostgresSettings) {
		this.place = addressOf(settings);
		this.schema = quoted(settings.schema);
		this.pool = new Pool({
			...clientOptions(settings),
			max: 4,
			idleTimeoutMillis: 30_000,
			allowExitOnIdle: true,
		});
		// An idle connection broke: the next call opens another.
		this.pool.on('error', () => undefined);
		// One in use broke between two queries: the next query fails. Without a listener, the process would end.
		this.pool.on('connect', (client) => client.on('error', () => undefined));
	}

	async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
		return await this.explained(async (client) => {
			await this.check(client);
			try {
				return await this.inTransaction(client, work);
			} catch (error) {
				// Somebody removed the schema or a table: look again before the next use.
				if (isMissing(error)) this.isChecked = false;
				throw error;
			}
		});
	}

	/** Whether a schema of this package exists; creates nothing. It is asked once, and again if something was missing. */
	async isThere(): Promise<boolean> {
		if (this.isChecked) return true;
		return await this.explained(async (client) => (await this.versionOf(client)) > 0);
	}

	/** Creates the schema and its tables if they are missing. */
	async create(): Promise<void> {
		await this.explained(async (client) => {
			await this.inTransaction(client, async (transaction) => {
				// One creator at a time: CREATE IF NOT EXISTS alone may fail in a race.
				await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [this.schema]);
				const found = await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [
					this.settings.schema,
				]);
				if (found.rowCount === 0) await client.query(`CREATE SCHEMA ${this.schema}`);
				await client.query(
					`CREATE TABLE IF NOT EXISTS ${this.schema}.schema_version (version INTEGER NOT NULL)`,
				);
				await this.migrate(client, transaction);
			});
		});
	}

	async backUp(): Promise<void> {
		await Promise.resolve();
		throw new OperatorError('Back up a ledger in Postgres with its database', {
			description: `Use the database's own means, e.g. pg_dump --schema=${this.settings.schema}.`,
		});
	}

	async close(): Promise<void> {
		await this.pool.end();
	}

	/** Runs work with a connection, and again if the database was unreachable; drops a doubtful connection. */
	private async explained<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
		try {
			return await withPatience(async () => {
				let client: PoolClient | undefined;
				let failed = true;
				try {
					client = await this.pool.connect();
					const result = await work(client);
					failed = false;
					return result;
				} catch (error) {
					failed = !(error instanceof OperatorError);
					throw isPassing(error) ? new Retryable(error) : error;
				} finally {
					client?.release(failed);
				}
			});
		} catch (error) {
			throw explainPostgresFailure(error, this.settings);
		}
	}

	private async inTransaction<Result>(
		client: PoolClient,
		work: (transaction: Transaction) => Promise<Result>,
	): Promise<Result> {
		await client.query(BEGIN);
		try {
			const result = await work({
				all: async (sql, values = []) => await this.run(client, sql, values),
			});
			await client.query('COMMIT');
			return result;
		} catch (error) {
			if (error instanceof OperatorError) await client.query('ROLLBACK');
			throw error;
		}
	}

	private async run(client: PoolClient, sql: string, values: readonly Value[]): Promise<Row[]> {
		let text = this.translated.get(sql);
		if (text === undefined) {
			text = this.translate(sql);
			this.translated.set(sql, text);
		}
		const { rows, fields } = await client.query<Row>(text, storable(values));
		const wide = fields.filter(({ dataTypeID }) => dataTypeID === BIGINT);
		for (const row of rows) for (const { name } of wide) row[name] = Number(row[name]);
		return rows;
	}

	/** In one pass, because the name of the schema may contain any character. */
	private translate(sql: string): string {
		let place = 0;
		return sql.replace(/@(\w+)|\?/g, (mark, name?: string) => {
			if (mark === '?') return `$${++place}`;
			return name === 'now' ? NOW : `${this.schema}.${name}`;
		});
	}

	private async check(client: PoolClient): Promise<void> {
		if (this.isChecked) return;
		const version = await this.versionOf(client);
		if (version > SCHEMA_VERSION) throw newerLedger(this.place, version);
		if (version === 0) {
			throw new OperatorError(`There is no longer a ledger in ${this.place}`, {
				description:
					'Restore its schema from a backup; or run the workflow by hand with Start New Ledger in Plan. Nothing was sent.',
			});
		}
		if (version < SCHEMA_VERSION) {
			await this.inTransaction(
				client,
				async (transaction) => await this.migrate(client, transaction),
			);
		}
		this.isChecked = true;
	}

	private async migrate(client: PoolClient, transaction: Transaction): Promise<void> {
		const table = `${this.schema}.schema_version`;
		await client.query(`LOCK TABLE ${table} IN EXCLUSIVE MODE`);
		const { rows } = await client.query<{ version: number }>(`SELECT version FROM ${table}`);
		const from = rows[0]?.version ?? 0;
		if (from > SCHEMA_VERSION) throw newerLedger(this.place, from);
		for (const statement of migrations(DIALECT).slice(from).flat())
			await transaction.all(statement);
		await client.query(`DELETE FROM ${table}`);
		await client.query(`INSERT INTO ${table} VALUES (${SCHEMA_VERSION})`);
	}

	private async versionOf(client: PoolClient): Promise<number> {
		const table = `${this.schema}.schema_version`;
		const there = await client.query('SELECT 1 WHERE to_regclass($1) IS NOT NULL', [table]);
		if (there.rowCount === 0) return 0;
		const { rows } = await client.query<{ version: number }>(`SELECT version FROM ${table}`);
		return rows[0]?.version ?? 0;
	}
}

export function quoted(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}
