import type { FinanceDocument } from '../../../sandbox/horisen';
import type { Inbox, ReceivedFile } from './erp';
import { isDelivered, type Ledger, type LedgerRow } from './ledger';

/** The state after everything has settled. */
export interface Settled {
	/** The documents that had to be delivered. */
	documents: FinanceDocument[];
	/** What the ERP took away in the meantime, and what is still on the server. */
	received: ReceivedFile[];
	inbox: Inbox;
	ledger: Ledger;
}

/**
 * The invariant of a delivery: the files are exactly the documents, each checksum matches the ledger, including those
 * in checksum files, no temporary file is left, and the ledger has one row for each key and revision.
 *
 * @returns a sentence for each violation
 */
export function violations({ documents, received, inbox, ledger }: Settled): string[] {
	const files = [...received, ...inbox.files];
	const rows = ledger.documents;
	return [
		...documents.flatMap((document) => wrongWith(document, rows, files)),
		...filesOfNobody(rows, files),
		...rowsTooMany(documents, rows),
		...unsettledParts(rows, inbox.temporary),
		...ledger.runs
			.filter(({ state }) => state === 'running')
			.map(({ executionId }) => `the run of execution ${executionId} has not ended`),
	];
}

function wrongWith(
	{ documentUuid, documentNumber }: FinanceDocument,
	rows: LedgerRow[],
	files: ReceivedFile[],
): string[] {
	const label = `document ${JSON.stringify(documentNumber.slice(0, 40))}`;
	const live = rows.filter((row) => row.documentUuid === documentUuid && isDelivered(row));
	if (live.length !== 1) return [`${label} has ${live.length} rows that say delivered`];
	const [row] = live;
	const found = files.filter(({ name }) => name === row.fileName);
	if (found.length !== 1) return [`${label} is ${found.length} times on the server or in the ERP`];
	const [{ sha256, content }] = found;
	return [
		...(sha256 === row.sha256 ? [] : [`${label}: the file has another checksum than the ledger`]),
		...(Buffer.byteLength(content) === row.bytes ? [] : [`${label}: the file has another size`]),
		...(content.includes(documentUuid) ? [] : [`${label}: the file is of another document`]),
		...(content.trimEnd().endsWith('>') ? [] : [`${label}: the file has no end`]),
	];
}

function filesOfNobody(rows: LedgerRow[], files: ReceivedFile[]): string[] {
	const delivered = rows.filter(isDelivered);
	const known = new Set(delivered.map(({ fileName }) => fileName));
	const checksums = new Map(
		delivered.map(({ fileName, sha256 }) => [`${fileName}.sha256`, `${sha256}  ${fileName}\n`]),
	);
	return files.flatMap(({ name, content }) => {
		if (known.has(name) || checksums.get(name) === content) return [];
		return checksums.has(name)
			? [`${name} holds another checksum than the ledger`]
			: [`${name} is on the server or in the ERP, and in no row`];
	});
}

/** Parts of broken-off writes without an intent are left for Sweep; parts named in an intent must be settled. */
function unsettledParts(rows: LedgerRow[], temporary: string[]): string[] {
	const named = new Map(rows.map((row) => [row.part, row]));
	return temporary.flatMap((name) => {
		const row = named.get(name);
		return row ? [`${name} is left on the server, and its row is ${row.state}`] : [];
	});
}

function rowsTooMany(documents: FinanceDocument[], rows: LedgerRow[]): string[] {
	const wanted = new Set(documents.map(({ documentUuid }) => documentUuid));
	const seen = new Set<string>();
	return rows.flatMap((row) => {
		const id = `${row.key} ${row.revision} ${row.event}`;
		if (seen.has(id)) return [`the ledger has two rows for ${row.documentNumber}`];
		seen.add(id);
		return wanted.has(row.documentUuid)
			? []
			: [`the ledger has a row for ${row.documentNumber}, which is not to be delivered`];
	});
}
