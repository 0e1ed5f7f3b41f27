import { allIn, IS_KEY, keyOf, keyValues, labelOf } from './columns';
import type { Row, Transaction, Value } from './database';
import type { DeliveryFile, DeliveryKey, DeliveryRow, RowFilter } from './ledgerStore';

export async function rowsOf(
	on: Transaction,
	ledger: string,
	source: string,
	keys: readonly string[],
): Promise<DeliveryRow[]> {
	const rows = await allIn(
		on,
		[...new Set(keys)],
		(marks) =>
			`SELECT * FROM @deliveries WHERE ledger = ? AND source = ? AND document_key IN (${marks})`,
		[ledger, source],
	);
	return await withFiles(on, rows);
}

export async function deliveredWithNumbers(
	on: Transaction,
	ledger: string,
	numbers: readonly string[],
): Promise<DeliveryRow[]> {
	const rows = await allIn(
		on,
		[...new Set(numbers)],
		(marks) =>
			`SELECT * FROM @deliveries WHERE ledger = ? AND state IN ('delivered', 'acknowledged') AND document_number IN (${marks})`,
		[ledger],
	);
	return await withFiles(on, rows);
}

export async function openRows(
	on: Transaction,
	ledger: string,
	source: string,
): Promise<DeliveryRow[]> {
	const rows = await on.all(
		`SELECT * FROM @deliveries WHERE ledger = ? AND state IN ('publishing', 'inferred', 'failed', 'conflict')
		AND (? = '' OR source = ?) ORDER BY id`,
		[ledger, source, source],
	);
	return await withFiles(on, rows);
}

export async function getMany(
	on: Transaction,
	ledger: string,
	{ states, source, document, from, to, limit }: RowFilter,
): Promise<DeliveryRow[]> {
	const conditions: Array<[sql: string, ...values: Value[]]> = [['ledger = ?', ledger]];
	if (states.length > 0) {
		conditions.push([`state IN (${states.map(() => '?').join(', ')})`, ...states]);
	}
	if (source !== '') conditions.push(['source = ?', source]);
	if (document !== '') {
		const names = [document, document, document];
		conditions.push(['(document_key = ? OR document_number = ? OR document_id = ?)', ...names]);
	}
	if (from !== '') conditions.push(['document_date >= ?', from]);
	// Without a date it belongs to any period.
	if (to !== '') conditions.push(["(document_date <= ? OR document_date = '')", to]);
	const rows = await on.all(
		`SELECT * FROM @deliveries WHERE ${conditions.map(([sql]) => sql).join(' AND ')} ORDER BY id DESC${limit === undefined ? '' : ' LIMIT ?'}`,
		[...conditions.flatMap(([, ...values]) => values), ...(limit === undefined ? [] : [limit])],
	);
	return await withFiles(on, rows);
}

/** The row of a delivery. Nobody else changes it until the transaction ends. */
export async function lockRow(
	on: Transaction,
	ledger: string,
	key: DeliveryKey,
): Promise<DeliveryRow | undefined> {
	const rows = await on.all(
		`UPDATE @deliveries SET ledger = ledger WHERE ledger = ? AND ${IS_KEY} RETURNING *`,
		[ledger, ...keyValues(key)],
	);
	return (await withFiles(on, rows)).at(0);
}

/** Replaces the delivery's files. */
export async function replaceFiles(
	on: Transaction,
	delivery: number,
	files: readonly DeliveryFile[],
): Promise<void> {
	const old = await on.all('DELETE FROM @delivery_files WHERE delivery = ? RETURNING file', [
		delivery,
	]);
	for (const { file } of old) {
		await on.all(
			`DELETE FROM @files WHERE id = ? AND NOT EXISTS (SELECT 1 FROM @delivery_files WHERE file = ?) RETURNING id`,
			[file, file],
		);
	}
	await addFiles(on, delivery, files);
}

export async function addFiles(
	on: Transaction,
	delivery: number,
	files: readonly DeliveryFile[],
): Promise<void> {
	if (files.length === 0) return;
	const ids = await on.all(
		`INSERT INTO @files (directory, part, name, bytes, sha256, marker) VALUES ${files.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')} RETURNING id`,
		files.flatMap(({ directory, part, name, bytes, sha256, marker }) => [
			...[directory, part, name, bytes, sha256, marker],
		]),
	);
	// In the order of the files: the database may return another order.
	const inOrder = ids.map(({ id }) => Number(id)).sort((one, other) => one - other);
	await on.all(
		`INSERT INTO @delivery_files (delivery, file, place) VALUES ${files.map(() => '(?, ?, ?)').join(', ')} RETURNING file`,
		inOrder.flatMap((id, place) => [delivery, id, place]),
	);
}

/** Two look-ups by index: a database without statistics plans a join badly. */
export async function withFiles(on: Transaction, rows: readonly Row[]): Promise<DeliveryRow[]> {
	const links = await allIn(
		on,
		rows.map(({ id }) => id),
		(marks) => `SELECT delivery, file, place FROM @delivery_files WHERE delivery IN (${marks})`,
	);
	const files = await allIn(
		on,
		[...new Set(links.map(({ file }) => file))],
		(marks) => `SELECT * FROM @files WHERE id IN (${marks})`,
	);
	const byId = new Map(files.map((file) => [Number(file.id), fileOf(file)]));
	const filesOf = new Map<number, DeliveryFile[]>();
	links.sort((one, other) => Number(one.place) - Number(other.place));
	for (const { delivery, file } of links) {
		const known = filesOf.get(Number(delivery)) ?? [];
		filesOf.set(Number(delivery), [...known, byId.get(Number(file))!]);
	}
	return rows.map((row) => rowOf(row, filesOf.get(Number(row.id)) ?? []));
}

function fileOf(row: Row): DeliveryFile {
	return {
		directory: String(row.directory),
		part: String(row.part),
		name: String(row.name),
		bytes: Number(row.bytes),
		sha256: String(row.sha256),
		marker: String(row.marker),
	};
}

export function rowOf(row: Row, files: readonly DeliveryFile[]): DeliveryRow {
	return {
		id: Number(row.id),
		ledger: String(row.ledger),
		...keyOf(row),
		...labelOf(row),
		state: row.state as DeliveryRow['state'],
		how: String(row.how),
		reason: String(row.reason),
		attempts: Number(row.attempts),
		run: String(row.run),
		writer: String(row.writer),
		server: { hostKeyFingerprint: String(row.host_key), username: String(row.username) },
		files: [...files],
		createdAt: String(row.created_at),
		updatedAt: String(row.updated_at),
		deliveredAt: String(row.delivered_at),
		acknowledgedAt: String(row.acknowledged_at),
	};
}
