import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Client } from 'pg';

/** The ledger's data of a delivery that the checks use. */
export interface LedgerRow {
	id: number;
	key: string;
	revision: string;
	event: string;
	state: string;
	how: string;
	/** The last error, or why it needs a person. */
	reason: string;
	attempts: number;
	documentUuid: string;
	documentNumber: string;
	fileName: string | null;
	bytes: number | null;
	sha256: string | null;
	/** The name while it is written. */
	part: string | null;
}

export interface RunRow {
	run: string;
	state: string;
	executionId: string;
	endedAt: string;
	note: string;
}

/** What one ledger remembers. */
export interface Ledger {
	documents: LedgerRow[];
	runs: RunRow[];
}

/** Reads a ledger without the nodes that write it. */
export type ReadLedger = (name: string) => Promise<Ledger>;

type Query = (sql: string, values: string[]) => Promise<Array<Record<string, unknown>>>;

const DOCUMENTS = `SELECT d.id, d.document_key AS "key", d.revision, d.event, d.state, d.how, d.reason, d.attempts,
	d.document_id AS "documentUuid", d.document_number AS "documentNumber",
	f.name AS "fileName", f.bytes, f.sha256, f.part
	FROM @deliveries d LEFT JOIN @delivery_files df ON df.delivery = d.id LEFT JOIN @files f ON f.id = df.file
	WHERE d.ledger = $1 ORDER BY d.id, df.place`;
const RUNS = `SELECT run, state, execution_id AS "executionId", ended_at AS "endedAt", note FROM @runs WHERE ledger = $1 ORDER BY id`;

async function readBy(query: Query, name: string): Promise<Ledger> {
	// With several files, the last one refers to the others: it is the document.
	const rows = (await query(DOCUMENTS, [name])) as unknown as LedgerRow[];
	const documents = [...new Map(rows.map((row) => [Number(row.id), numbers(row)])).values()];
	return { documents, runs: (await query(RUNS, [name])) as unknown as RunRow[] };
}

function numbers(row: LedgerRow): LedgerRow {
	return { ...row, id: Number(row.id), bytes: row.bytes === null ? null : Number(row.bytes) };
}

/**
 * Reads the embedded ledger.
 *
 * @param node a program that has `node:sqlite`: this one may have none
 */
export function embeddedLedger(node: string, file: string): ReadLedger {
	const query: Query = async (sql, values) => {
		if (!existsSync(file)) return [];
		const text = sql.replaceAll('@', '').replaceAll('$1', '?');
		const script = `const { DatabaseSync } = require('node:sqlite');
			const database = new DatabaseSync(process.argv[1], { readOnly: true, timeout: 5000 });
			console.log(JSON.stringify(database.prepare(process.argv[2]).all(...JSON.parse(process.argv[3]))));`;
		const args = ['--no-warnings', '-e', script, file, text, JSON.stringify(values)];
		return JSON.parse(
			execFileSync(node, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
		) as Array<Record<string, unknown>>;
	};
	return async (name) => await readBy(query, name);
}

/** Reads a ledger in Postgres. @param schema as its credential names it */
export function postgresLedger(
	connection: { host: string; port: number; database: string; user: string; password: string },
	schema: string,
): ReadLedger {
	const query: Query = async (sql, values) => {
		const client = new Client(connection);
		await client.connect();
		try {
			const { rows } = await client.query(sql.replaceAll('@', `"${schema}".`), values);
			return rows as Array<Record<string, unknown>>;
		} catch (error) {
			// Before the first run there is none.
			if (/does not exist/.test(String(error))) return [];
			throw error;
		} finally {
			await client.end();
		}
	};
	return async (name) => await readBy(query, name);
}

export function isDelivered({ state }: LedgerRow): boolean {
	return state === 'delivered' || state === 'acknowledged' || state === 'inferred';
}
