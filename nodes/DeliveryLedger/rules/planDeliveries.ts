import { type Failure, failureOf } from '../../common/addedFields';
import { type Decision, type DeliveryPolicy, decide } from './decide';
import {
	type DocumentReading,
	isDocument,
	type LedgerDocument,
	nameOf,
	readDocument,
} from './plannedDocument';
import type { DeliveryRow } from '../store/ledgerStore';
import { groupedBy, isOpen } from './rows';
import { inferredReason, publishingReason, resolveBy, rowLabel } from './sentences';

export type PlanSettings = DocumentReading & DeliveryPolicy;

/** A document of the list, with the decision. */
export interface Planned {
	/** Its position in the list. */
	index: number;
	document: LedgerDocument;
	decision: Decision;
}

/** An open row without a document in the list to continue it. */
export interface WaitingRow {
	row: DeliveryRow;
	reason: string;
}

/**
 * Decides about every document, in the order of the list, and finds the waiting rows. A document that is in the list
 * twice is planned once; if several documents share a key, the first one counts.
 *
 * @param elsewhere delivered rows with other keys or sources, for documents that the ledger does not know by theirs
 */
export function planDeliveries(
	documents: Array<Record<string, unknown>>,
	rows: readonly DeliveryRow[],
	settings: PlanSettings,
	elsewhere: readonly DeliveryRow[] = [],
): { planned: Planned[]; waiting: WaitingRow[] } {
	const rowsOfKey = groupedBy(rows, ({ key }) => key);
	const listed = new Set<string>();
	const takenBy = new Map<string, LedgerDocument>();
	const planned: Planned[] = [];
	documents.forEach((json, index) => {
		if (!isDocument(json)) return;
		const document = readDocument(json, settings);
		const failure = failureOf(json);
		if (failure) {
			planned.push({ index, document, decision: failedBefore(failure) });
			return;
		}
		const { key, documentId } = document;
		if (documentId !== '' && listed.has(documentId)) return;
		listed.add(documentId);
		const first = takenBy.get(key);
		const decision = first
			? secondOfKey(first, settings)
			: decide(document, rowsOfKey.get(key) ?? [], settings, elsewhere);
		if (takesKey(document, decision)) takenBy.set(key, document);
		planned.push({ index, document, decision });
	});
	return { planned, waiting: waitingRows(rows, planned) };
}

/**
 * A document delivered now or earlier blocks its key for later documents of the list. So does any document without a
 * UUID, because only its key identifies it.
 */
function takesKey({ key, documentId }: LedgerDocument, { action, row }: Decision): boolean {
	if (key === '') return false;
	return documentId === '' || action === 'deliver' || action === 'held' || row !== undefined;
}

/** A failure before the plan, e.g. while fetching figures, is reported like any other. */
function failedBefore({ node, message, advice }: Failure): Decision {
	return {
		action: 'failed',
		event: 'invoice',
		reason: `${node}: ${message.replace(/\.$/, '')}. ${advice}`.trim(),
	};
}

function secondOfKey(first: LedgerDocument, { keyField }: PlanSettings): Decision {
	return {
		action: 'skipped',
		event: 'invoice',
		reason: `Document ${nameOf(first)} comes before it with the same "${keyField}", ${JSON.stringify(first.key)}, and there is one delivery for each. Choose another Key Field to deliver every document.`,
	};
}

function waitingRows(rows: readonly DeliveryRow[], planned: Planned[]): WaitingRow[] {
	const carriedOn = new Set(planned.map(({ decision }) => decision.row?.id));
	const listed = new Set(planned.map(({ document }) => document.documentId));
	const tried = new Set(
		planned
			.filter(({ decision: { action } }) => action === 'deliver' || action === 'failed')
			.map(({ document }) => identityOf(document)),
	);
	// A delivery replaces the failed delivery of an earlier revision; a failure before the plan is told for both.
	const isReplaced = (row: DeliveryRow) =>
		(row.state === 'failed' || row.state === 'conflict') && tried.has(identityOf(row));
	return rows
		.filter((row) => isOpen(row) && !carriedOn.has(row.id) && !isReplaced(row))
		.map((row) => ({ row, reason: whyItWaits(row, listed.has(row.documentId)) }));
}

function identityOf({ key, documentId }: { key: string; documentId: string }): string {
	return JSON.stringify([key, documentId]);
}

function whyItWaits(row: DeliveryRow, isListed: boolean): string {
	if (row.state === 'publishing') return publishingReason(row);
	if (row.state === 'inferred') return inferredReason(row);
	const dropped = resolveBy('No Longer to Be Delivered');
	if (isListed) {
		return `${rowLabel(row)} is left over: its document was settled in another way. Check that none of its files is on the server, then close it with ${dropped}.`;
	}
	const date = row.documentDate ? ` to include ${row.documentDate}` : '';
	return `${rowLabel(row)} waits for its document, which is not in the list: it is outside the period, or no longer has the requested status. Widen the period${date}. If the document was withdrawn, close it with ${dropped}.`;
}
