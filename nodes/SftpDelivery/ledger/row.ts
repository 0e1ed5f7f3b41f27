import { OperatorError } from '../../common/errors';
import { isAbsent, isRecord } from '../../common/value';

/** Delivered for good. */
const DELIVERED = ['delivered', 'acknowledged'];

/** Not delivered yet, or not known to be. */
const UNSETTLED = ['claimed', 'built', 'publishing', 'failed', 'conflict'];

/** The row that keeps a second run out; it stands in the same table. */
const LEASE = 'lease';

/** A row of the ledger: one revision of one document. Texts are empty where the row has none. */
export interface LedgerRow {
	rowId: number;
	key: string;
	revision: string;
	event: string;
	state: string;
	token: string;
	attempts: number;
	lastError: string;
	documentUuid: string;
	documentNumber: string;
	documentDate: string;
	partner: string;
	currency: string;
	/** Exact decimal text. */
	total: string;
	fileName: string;
	bytes?: number;
	sha256: string;
	outcome: string;
	/** ISO 8601. */
	deliveredAt: string;
}

export function isDelivered({ state }: LedgerRow): boolean {
	return DELIVERED.includes(state);
}

export function isUnsettled({ state }: LedgerRow): boolean {
	return UNSETTLED.includes(state);
}

/** Delivered later, or else entered later. */
export function newestOf(rows: LedgerRow[]): LedgerRow | undefined {
	return rows.reduce<LedgerRow | undefined>(
		(newest, row) => (newest === undefined || isNewer(row, newest) ? row : newest),
		undefined,
	);
}

function isNewer(one: LedgerRow, other: LedgerRow): boolean {
	return one.deliveredAt === other.deliveredAt
		? one.rowId > other.rowId
		: one.deliveredAt > other.deliveredAt;
}

/** The rows by what they have in common, in the order of the list. */
export function groupedBy(
	rows: LedgerRow[],
	common: (row: LedgerRow) => string,
): Map<string, LedgerRow[]> {
	const groups = new Map<string, LedgerRow[]>();
	for (const row of rows) {
		const group = groups.get(common(row));
		if (group) group.push(row);
		else groups.set(common(row), [row]);
	}
	return groups;
}

/**
 * The rows of documents that a ledger workflow answered with: a list of rows or of items, or the JSON text
 * of one. The lease and the answer "none" are left out.
 *
 * @throws OperatorError where it is no ledger's answer: taken for an empty ledger, it would deliver
 * everything again
 */
export function readLedgerRows(answer: unknown): LedgerRow[] {
	return listOf(answer, 'Ledger Rows')
		.filter(({ none, state }) => none !== true && state !== LEASE)
		.map(readRow);
}

/** The objects of a list, which an expression gives as such, as items or as JSON text. */
export function listOf(value: unknown, field: string): Array<Record<string, unknown>> {
	const list = typeof value === 'string' ? parsed(value, field) : value;
	const entries = Array.isArray(list) ? list.map(withoutItem) : [withoutItem(list)];
	if (entries.every(isRecord)) return entries;
	throw notAList(field);
}

function parsed(text: string, field: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw notAList(field);
	}
}

function withoutItem(entry: unknown): unknown {
	return isRecord(entry) && isRecord(entry.json) ? entry.json : entry;
}

function notAList(field: string): OperatorError {
	return new OperatorError(`${field} is not a list`, {
		description: `Give the output of the node before by an expression, e.g. {{ $('Read Ledger').all().map((item) => item.json) }}. Nothing was decided without it.`,
	});
}

function readRow(row: Record<string, unknown>, index: number): LedgerRow {
	const text = (name: string) => textOf(row[name]);
	const read: LedgerRow = {
		rowId: Number(row.rowId),
		key: text('key'),
		revision: text('revision'),
		event: text('event'),
		state: text('state'),
		token: text('token'),
		attempts: Number(row.attempts) || 0,
		lastError: text('lastError'),
		documentUuid: text('documentUuid'),
		documentNumber: text('documentNumber'),
		documentDate: text('documentDate'),
		partner: text('partner'),
		currency: text('currency'),
		total: text('total'),
		fileName: text('fileName'),
		...(isAbsent(row.bytes) ? {} : { bytes: Number(row.bytes) }),
		sha256: text('sha256'),
		outcome: text('outcome'),
		deliveredAt: momentOf(row.deliveredAt),
	};
	check(read, row, index);
	return read;
}

function check(read: LedgerRow, row: Record<string, unknown>, index: number): void {
	const missing = (['rowId', 'key', 'revision', 'state'] as const).find((name) =>
		isAbsent(row[name]),
	);
	const problem = missing
		? `has no "${missing}"`
		: isDelivered(read) || isUnsettled(read)
			? undefined
			: `has the state ${JSON.stringify(read.state)}, which this version does not know`;
	if (problem === undefined && Number.isSafeInteger(read.rowId)) return;
	throw new OperatorError(
		`Ledger row ${index + 1} of the list ${problem ?? `has no number as "rowId"`}`,
		{
			description:
				'It is not what a ledger workflow of this package answers. Check the expression in Ledger Rows and the ledger table; nothing was decided without it.',
		},
	);
}

/** Columns come as text or numbers. */
function textOf(value: unknown): string {
	return isAbsent(value) ? '' : String(value);
}

/** Moments come as text of some offset or, from a database, as dates; alike, they can be compared as text. */
function momentOf(value: unknown): string {
	const moment = new Date(value instanceof Date ? value : textOf(value));
	return Number.isNaN(moment.getTime()) ? textOf(value) : moment.toISOString();
}
