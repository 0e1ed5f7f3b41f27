import { OperatorError } from '../../common/errors';
import { KEY_COLUMNS, keyValues, LABEL_COLUMNS, labelValues, marks } from './columns';
import { oncePer, type RunLocks, type Transaction, type Value } from './database';
import { addFiles, lockRow, replaceFiles, rowOf, withFiles } from './deliveries';
import { isSameServer, ledgerNamed } from './ledgers';
import type {
	AcknowledgementReport,
	DeliveryFile,
	DeliveryKey,
	DeliveryRow,
	DeliveryState,
	DocumentLabel,
	Intent,
	IntentAnswer,
	OutcomeAnswer,
	OutcomeReport,
	PublishingRow,
	RunDocument,
	Server,
	Settlement,
} from './ledgerStore';
import { plannedDocument, report as reportInRun } from './runDocuments';
import { findRun, isAlive, touchRun } from './runs';

/** States without a part on the server that could still get its name. */
const CLOSED = ['failed', 'conflict', 'void'];

const DONE = ['delivered', 'acknowledged'];

export async function intend(
	on: Transaction,
	locks: RunLocks,
	intent: Intent,
): Promise<IntentAnswer> {
	const { ledger } = await touchRun(on, intent.run);
	const { server } = await oncePer(
		on,
		`ledger ${ledger}`,
		async () => await ledgerNamed(on, ledger),
	);
	if (!server || !isSameServer(server, intent.server)) throw otherServer(ledger);
	const planned = await plannedDocument(on, intent.run, intent);
	if (!planned) throw notPlanned(intent);
	const row = await insert(on, ledger, planned, { ...intent, state: 'publishing' });
	if (row) return { granted: true, row };
	const there = (await lockRow(on, ledger, intent))!;
	if (CLOSED.includes(there.state)) {
		return { granted: true, row: await intendAgain(on, there, planned, intent) };
	}
	// The same call again, after a lost answer.
	if (there.state === 'publishing' && there.writer === intent.writer) {
		return { granted: true, row: there };
	}
	return { granted: false, row: there, isAlive: await isWriterAlive(on, locks, there) };
}

async function intendAgain(
	on: Transaction,
	{ id }: DeliveryRow,
	label: DocumentLabel,
	{ run, writer, server, files }: Intent,
): Promise<DeliveryRow> {
	const [row] = await on.all(
		`UPDATE @deliveries SET state = 'publishing', how = '', reason = '', attempts = attempts + 1, run = ?, writer = ?,
			host_key = ?, username = ?, updated_at = @now, ${LABEL_COLUMNS.map((column) => `${column} = ?`).join(', ')}
		WHERE id = ? RETURNING *`,
		[run, writer, server.hostKeyFingerprint, server.username, ...labelValues(label), id],
	);
	await replaceFiles(on, id, files);
	return rowOf(row, files);
}

export async function recordOutcome(
	on: Transaction,
	report: OutcomeReport,
): Promise<OutcomeAnswer> {
	const { ledger } = await touchRun(on, report.run);
	const planned = await plannedDocument(on, report.run, report);
	if (!planned) throw notPlanned(report);
	const answer = await recordInRow(on, ledger, planned, report);
	await tellRun(on, planned, report, answer);
	return answer;
}

async function recordInRow(
	on: Transaction,
	ledger: string,
	label: DocumentLabel,
	report: OutcomeReport,
): Promise<OutcomeAnswer> {
	const { outcome, partRemoved } = report;
	if (outcome === 'waiting') return { recorded: true, row: await lockRow(on, ledger, report) };
	const there = await lockRow(on, ledger, report);
	if (!there) return await recordWithoutIntent(on, ledger, label, report);
	if (DONE.includes(there.state)) return { recorded: outcome === 'delivered', row: there };
	const isOurs = there.state === 'publishing' && there.writer === report.writer;
	if (!isOurs && there.state === 'publishing') return { recorded: false, row: there };
	// Found on the server after all: this proves what was inferred. Nothing else undoes it.
	if (there.state === 'inferred' && outcome !== 'delivered') {
		return { recorded: outcome === 'inferred', row: there };
	}
	const staysOpen = isOurs && CLOSED.includes(outcome) && partRemoved !== true;
	return {
		recorded: true,
		row: await update(on, there, report, staysOpen ? 'publishing' : outcome),
	};
}

/** The document failed, or was found on the server, before any intent. */
async function recordWithoutIntent(
	on: Transaction,
	ledger: string,
	label: DocumentLabel,
	report: OutcomeReport,
): Promise<OutcomeAnswer> {
	const { outcome, how = '', message = '' } = report;
	if (outcome !== 'delivered' && outcome !== 'conflict' && outcome !== 'failed') {
		return { recorded: true };
	}
	const reason = outcome === 'delivered' ? '' : message;
	const row = await insert(on, ledger, label, { ...report, state: outcome, how, reason });
	if (row?.state === 'delivered') await supersede(on, row);
	// Another writer was faster.
	return row ? { recorded: true, row } : await recordInRow(on, ledger, label, report);
}

async function update(
	on: Transaction,
	there: DeliveryRow,
	{ run, writer, how = '', message = '', files, server = there.server }: OutcomeReport,
	state: DeliveryState,
): Promise<DeliveryRow> {
	const deliveredAt = state === 'delivered' ? '@now' : `delivered_at`;
	const [row] = await on.all(
		`UPDATE @deliveries SET state = ?, how = ?, reason = ?, run = ?, writer = ?, host_key = ?, username = ?,
			updated_at = @now, delivered_at = ${deliveredAt}
		WHERE id = ? RETURNING *`,
		[
			...[state, how, state === 'delivered' ? '' : message, run, writer],
			...[server.hostKeyFingerprint, server.username, there.id],
		],
	);
	if (files) await replaceFiles(on, there.id, files);
	if (state === 'delivered') await supersede(on, there);
	return rowOf(row, files ?? there.files);
}

/** A delivered revision replaces the failed deliveries of the same document. */
export async function supersede(
	on: Transaction,
	{ id, ledger, source, key, documentId }: DeliveryRow,
): Promise<void> {
	await on.all(
		`UPDATE @deliveries SET state = 'void', how = 'superseded', updated_at = @now
		WHERE ledger = ? AND source = ? AND document_key = ? AND document_id = ? AND id <> ?
			AND state IN ('failed', 'conflict') RETURNING id`,
		[ledger, source, key, documentId, id],
	);
}

/** In the run's summary, a delivery stays, whatever a later step reports. */
async function tellRun(
	on: Transaction,
	told: RunDocument,
	report: OutcomeReport,
	{ recorded, row }: OutcomeAnswer,
): Promise<void> {
	const { run, outcome, how = '', message = '', advice = '', node = '' } = report;
	if (told.outcome === 'delivered' && outcome !== 'delivered') return;
	// A report about another writer's row does not replace this run's own report.
	if (!recorded && told.outcome !== '') return;
	const isThere = row !== undefined && DONE.includes(row.state);
	const files = report.files ?? row?.files ?? [];
	const file_names = JSON.stringify(files.map(({ name }) => name));
	if (recorded) {
		await reportInRun(on, run, report, { outcome, how, message, advice, node, file_names });
	} else if (isThere) {
		await reportInRun(on, run, report, { outcome: 'delivered', how: 'byAnotherRun', file_names });
	} else {
		const by = row?.state === 'inferred' ? 'inferred' : 'waiting';
		await reportInRun(on, run, report, { outcome: by, how, message, advice, node, file_names });
	}
}

export async function recordAcknowledgement(
	on: Transaction,
	{ run, ok, message = '', ...key }: AcknowledgementReport,
): Promise<OutcomeAnswer> {
	const { ledger } = await touchRun(on, run);
	if (!(await plannedDocument(on, run, key))) throw notPlanned(key);
	const there = await lockRow(on, ledger, key);
	// Inferred or undelivered documents cannot be acknowledged.
	const isThere = there !== undefined && DONE.includes(there.state);
	await reportInRun(on, run, key, {
		acknowledgement: ok && isThere ? 'done' : 'failed',
		acknowledgement_message: ok && !isThere ? 'It was not delivered.' : message,
	});
	if (!ok || !isThere || there.state === 'acknowledged') return { recorded: isThere, row: there };
	const [row] = await on.all(
		`UPDATE @deliveries SET state = 'acknowledged', updated_at = @now, acknowledged_at = @now WHERE id = ? RETURNING *`,
		[there.id],
	);
	return { recorded: true, row: rowOf(row, there.files) };
}

export async function publishingRows(
	on: Transaction,
	locks: RunLocks,
	ledger: string,
): Promise<PublishingRow[]> {
	const rows = await withFiles(
		on,
		await on.all(
			`SELECT * FROM @deliveries WHERE ledger = ? AND state = 'publishing' ORDER BY id`,
			[ledger],
		),
	);
	const alive = new Map<string, boolean>();
	for (const row of rows) {
		if (!alive.has(row.run)) alive.set(row.run, await isWriterAlive(on, locks, row));
	}
	return rows.map((row) => ({ ...row, runIsAlive: alive.get(row.run) === true }));
}

export async function settle(
	on: Transaction,
	{ id, writer, state, how = '', reason = '' }: Settlement,
): Promise<boolean> {
	const deliveredAt = state === 'delivered' ? '@now' : `delivered_at`;
	const [settled] = await on.all(
		`UPDATE @deliveries SET state = ?, how = ?, reason = ?, updated_at = @now, delivered_at = ${deliveredAt}
		WHERE id = ? AND state = 'publishing' AND writer = ? RETURNING *`,
		[state, how, reason, id, writer],
	);
	if (settled && state === 'delivered') await supersede(on, rowOf(settled, []));
	if (settled) return true;
	// The same call again, after a lost answer.
	const [row] = await on.all('SELECT state, writer FROM @deliveries WHERE id = ?', [id]);
	return row?.state === state && row.writer === writer;
}

export async function isWriterAlive(
	on: Transaction,
	locks: RunLocks,
	{ run }: DeliveryRow,
): Promise<boolean> {
	const writers = await findRun(on, run);
	return writers !== undefined && (await isAlive(on, locks, writers));
}

interface NewRow extends DeliveryKey {
	run: string;
	writer: string;
	state: DeliveryState;
	how?: string;
	reason?: string;
	files?: readonly DeliveryFile[];
	server?: Server;
}

/** `undefined` if the delivery already has a row. */
export async function insert(
	on: Transaction,
	ledger: string,
	label: DocumentLabel,
	row: NewRow,
): Promise<DeliveryRow | undefined> {
	const { run, writer, state, how = '', reason = '', files = [], server } = row;
	const values: Value[] = [
		ledger,
		...keyValues(row),
		...labelValues(label),
		...[state, how, reason, 1, run, writer],
		...[server?.hostKeyFingerprint ?? '', server?.username ?? ''],
	];
	const columns = [
		'ledger',
		...KEY_COLUMNS,
		...LABEL_COLUMNS,
		...['state', 'how', 'reason', 'attempts', 'run', 'writer', 'host_key', 'username'],
	];
	const inserted = await on.all(
		`INSERT INTO @deliveries (${columns.join(', ')}, created_at, updated_at, delivered_at, acknowledged_at)
		VALUES (${marks(values.length)}, @now, @now, ${state === 'delivered' ? '@now' : `''`}, '')
		ON CONFLICT (ledger, ${KEY_COLUMNS.join(', ')}) DO NOTHING RETURNING *`,
		values,
	);
	if (inserted.length === 0) return undefined;
	await addFiles(on, Number(inserted[0].id), files);
	return rowOf(inserted[0], files);
}

function notPlanned({ key }: DeliveryKey): OperatorError {
	return new OperatorError(`The run of this item did not plan document ${JSON.stringify(key)}`, {
		description:
			'Do not change "delivery": key, revision and event must stay as Plan gave them. Nothing was done here.',
	});
}

function otherServer(ledger: string): OperatorError {
	return new OperatorError(`The ledger "${ledger}" belongs to another server`, {
		description:
			'Its documents would count as delivered there. Use another ledger for this server, or let Deliver change the server. Nothing was delivered.',
	});
}
