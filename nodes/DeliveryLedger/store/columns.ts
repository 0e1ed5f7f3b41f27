import type { Row, Transaction, Value } from './database';
import type { DeliveryEvent, DeliveryKey, DocumentLabel } from './ledgerStore';

/** The columns that identify a row's delivery and document, in the order of `keyValues` and `labelValues`. */
export const KEY_COLUMNS = ['source', 'document_key', 'revision', 'event'];
export const LABEL_COLUMNS = [
	'document_id',
	'document_number',
	'document_date',
	'partner',
	'currency',
	'total',
];

/** For `WHERE`, with `keyValues`. */
export const IS_KEY = 'source = ? AND document_key = ? AND revision = ? AND event = ?';

export function keyValues({ source, key, revision, event }: DeliveryKey): Value[] {
	return [source, key, revision, event];
}

export function labelValues(label: DocumentLabel): Value[] {
	const { documentId, documentNumber, documentDate, partner, currency, total } = label;
	return [documentId, documentNumber, documentDate, partner, currency, total];
}

export function keyOf(row: Row): DeliveryKey {
	return {
		source: String(row.source),
		key: String(row.document_key),
		revision: String(row.revision),
		event: row.event as DeliveryEvent,
	};
}

export function labelOf(row: Row): DocumentLabel {
	return {
		documentId: String(row.document_id),
		documentNumber: String(row.document_number),
		documentDate: String(row.document_date),
		partner: String(row.partner),
		currency: String(row.currency),
		total: String(row.total),
	};
}

/** `?, ?, ?` */
export function marks(count: number): string {
	return Array.from({ length: count }, () => '?').join(', ');
}

/** Statements are padded to this number of values: few different texts, and none too long for a database. */
const SIZES = [1, 20, 200];

/** The rows of many values, a limited number per statement. */
export async function allIn(
	on: Transaction,
	values: readonly Value[],
	sqlOf: (marks: string) => string,
	before: readonly Value[] = [],
): Promise<Row[]> {
	const rows: Row[] = [];
	const largest = SIZES[SIZES.length - 1];
	for (let from = 0; from < values.length; from += largest) {
		const some = values.slice(from, from + largest);
		const size = SIZES.find((one) => one >= some.length) ?? largest;
		// NULL equals nothing.
		const filled = [...some, ...Array<null>(size - some.length).fill(null)];
		rows.push(...(await on.all(sqlOf(marks(size)), [...before, ...filled])));
	}
	return rows;
}
