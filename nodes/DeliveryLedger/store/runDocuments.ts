import {
	IS_KEY,
	KEY_COLUMNS,
	keyOf,
	keyValues,
	LABEL_COLUMNS,
	labelOf,
	labelValues,
	marks,
} from './columns';
import type { Row, Transaction, Value } from './database';
import type { DeliveryKey, PlannedDocument, RunDocument } from './ledgerStore';
import { touchRun } from './runs';

const COLUMNS = [
	'run',
	'ledger',
	...KEY_COLUMNS,
	...LABEL_COLUMNS,
	'action',
	'reason',
	...['outcome', 'how', 'message', 'advice', 'node', 'file_names'],
	...['acknowledgement', 'acknowledgement_message', 'closed'],
];

const IN_ONE_STATEMENT = 50;

export async function writePlan(
	on: Transaction,
	run: string,
	documents: readonly PlannedDocument[],
): Promise<void> {
	const { ledger } = await touchRun(on, run);
	// A call repeated after a lost answer must not write twice.
	await on.all('DELETE FROM @run_documents WHERE run = ? RETURNING id', [run]);
	for (let from = 0; from < documents.length; from += IN_ONE_STATEMENT) {
		const some = documents.slice(from, from + IN_ONE_STATEMENT);
		const values = some.map((document): Value[] => [
			run,
			ledger,
			...keyValues(document),
			...labelValues(document),
			document.action,
			document.reason,
			...['', '', '', '', '', '[]'],
			...['', '', 0],
		]);
		await on.all(
			`INSERT INTO @run_documents (${COLUMNS.join(', ')}) VALUES ${values.map((row) => `(${marks(row.length)})`).join(', ')} RETURNING id`,
			values.flat(),
		);
	}
}

export async function documentsOf(on: Transaction, run: string): Promise<RunDocument[]> {
	const rows = await on.all('SELECT * FROM @run_documents WHERE run = ? ORDER BY id', [run]);
	return rows.map(documentOf);
}

/** The document in this run's plan. */
export async function plannedDocument(
	on: Transaction,
	run: string,
	key: DeliveryKey,
): Promise<RunDocument | undefined> {
	const rows = await on.all(
		`SELECT * FROM @run_documents WHERE run = ? AND ${IS_KEY} ORDER BY id`,
		[run, ...keyValues(key)],
	);
	return rows.map(documentOf).at(0);
}

/** The latest decisions about the documents of a key, number or identity, the newest first. */
export async function lastDecisions(
	on: Transaction,
	ledger: string,
	document: string,
): Promise<RunDocument[]> {
	const rows = await on.all(
		`SELECT * FROM @run_documents WHERE ledger = ? AND (document_key = ? OR document_number = ? OR document_id = ?) ORDER BY id DESC LIMIT 20`,
		[ledger, document, document, document],
	);
	return rows.map(documentOf);
}

export async function closeDocument(on: Transaction, run: string, key: DeliveryKey): Promise<void> {
	await touchRun(on, run);
	await on.all(`UPDATE @run_documents SET closed = 1 WHERE run = ? AND ${IS_KEY} RETURNING id`, [
		run,
		...keyValues(key),
	]);
}

/** Writes a step's report into the run. */
export async function report(
	on: Transaction,
	run: string,
	key: DeliveryKey,
	told: Partial<Record<(typeof COLUMNS)[number], string>>,
): Promise<void> {
	const columns = Object.keys(told);
	await on.all(
		`UPDATE @run_documents SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE run = ? AND ${IS_KEY} RETURNING id`,
		[...columns.map((column) => told[column] ?? ''), run, ...keyValues(key)],
	);
}

export function documentOf(row: Row): RunDocument {
	return {
		...keyOf(row),
		...labelOf(row),
		action: String(row.action),
		reason: String(row.reason),
		outcome: row.outcome as RunDocument['outcome'],
		how: String(row.how),
		message: String(row.message),
		advice: String(row.advice),
		node: String(row.node),
		fileNames: JSON.parse(String(row.file_names)) as string[],
		acknowledgement: row.acknowledgement as RunDocument['acknowledgement'],
		acknowledgementMessage: String(row.acknowledgement_message),
		isClosed: row.closed === 1,
	};
}
