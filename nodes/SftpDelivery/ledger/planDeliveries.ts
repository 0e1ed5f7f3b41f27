import { type Decision, type DeliveryPolicy, decide } from './decide';
import { type DocumentReading, type LedgerDocument, isDocument, readDocument } from './document';
import { groupedBy, isUnsettled, type LedgerRow } from './row';
import { rowLabel, unsettledReason } from './sentences';

export type PlanSettings = DocumentReading & DeliveryPolicy;

/** A document of the list and what is done with it. */
export interface PlannedDocument {
	/** Its place in the list. */
	index: number;
	document: LedgerDocument;
	decision: Decision;
}

/** An unsettled row that no document of the list carries on. */
export interface WaitingRow {
	row: LedgerRow;
	reason: string;
}

/**
 * What is done with every document, in the order of the list, and the rows that wait. A document that
 * stands in the list twice is planned once; of several documents with one key the first counts.
 */
export function planDeliveries(
	documents: Array<Record<string, unknown>>,
	rows: LedgerRow[],
	settings: PlanSettings,
): { planned: PlannedDocument[]; waiting: WaitingRow[] } {
	const rowsOfKey = groupedBy(rows, ({ key }) => key);
	const listed = new Set<string>();
	const takenBy = new Map<string, LedgerDocument>();
	const planned: PlannedDocument[] = [];
	documents.forEach((json, index) => {
		if (!isDocument(json)) return;
		const document = readDocument(json, settings);
		const { key, documentUuid } = document;
		if (documentUuid !== '' && listed.has(documentUuid)) return;
		listed.add(documentUuid);
		const first = takenBy.get(key);
		const decision = first
			? secondOfKey(first, settings)
			: decide(document, rowsOfKey.get(key) ?? [], settings);
		if (takesKey(document, decision)) takenBy.set(key, document);
		planned.push({ index, document, decision });
	});
	return { planned, waiting: waitingRows(rows, planned) };
}

/**
 * What is delivered, now or before, keeps later documents of the list from the key. So does any document
 * without a UUID, of which nothing but the key tells that it is another.
 */
function takesKey({ key, documentUuid }: LedgerDocument, { action, row }: Decision): boolean {
	if (key === '') return false;
	return documentUuid === '' || action === 'deliver' || action === 'held' || row !== undefined;
}

function secondOfKey(
	{ key, documentNumber, documentUuid }: LedgerDocument,
	{ keyField }: PlanSettings,
): Decision {
	return {
		action: 'skipped',
		event: 'invoice',
		reason: `Document ${JSON.stringify(documentNumber || documentUuid)} stands before it with the same "${keyField}", ${JSON.stringify(key)}, and there is one delivery for each. Choose documentUuid as the key to deliver every document.`,
	};
}

function waitingRows(rows: LedgerRow[], planned: PlannedDocument[]): WaitingRow[] {
	const carriedOn = new Set(planned.map(({ decision }) => decision.row?.rowId));
	const uuids = new Set(planned.map(({ document }) => document.documentUuid));
	const keys = new Set(planned.map(({ document }) => document.key));
	const isListed = ({ documentUuid, key }: LedgerRow) =>
		documentUuid === '' ? keys.has(key) : uuids.has(documentUuid);
	return rows
		.filter((row) => isUnsettled(row) && !carriedOn.has(row.rowId))
		.map((row) => ({ row, reason: whyItWaits(row, isListed(row)) }));
}

function whyItWaits(row: LedgerRow, isListed: boolean): string {
	if (row.state === 'publishing') return unsettledReason(row);
	if (isListed) {
		return `${rowLabel(row)} is left over: its document went another way. Check that no file of it is on the server, then remove the row from the ledger.`;
	}
	const date = row.documentDate ? `, to hold ${row.documentDate}` : '';
	return `${rowLabel(row)} waits for its document, which is not in the list: it is not in the period, or has no longer the status asked for. Widen the period${date}; if the document was withdrawn, remove the row from the ledger.`;
}
