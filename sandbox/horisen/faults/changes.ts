import type { FinanceDocument } from '../data/document';
import type { HorisenData } from '../data/data';
import type { TrafficRow } from '../data/trafficRow';
import type { Page } from '../query/paging';
import type { Fault } from './fault';

/** Changes the data after a page was served, if the fault is of that kind. `body` is the page. */
export function changeAfterPage(
	fault: Fault | undefined,
	data: HorisenData,
	invoiceId: number | undefined,
	body: unknown,
): void {
	if (fault?.kind === 'afterPage') fault.change(data);
	if (fault?.kind !== 'insertRow' && fault?.kind !== 'removeRow') return;
	const [first] = (body as Page<FinanceDocument | TrafficRow>).data;
	if (!first) return;
	if (invoiceId === undefined) changeDocuments(fault.kind, data, first as FinanceDocument);
	else changeRows(fault.kind, heldRows(data, invoiceId), first as TrafficRow);
}

type Change = 'insertRow' | 'removeRow';

/**
 * A new document comes first in every ascending order of ids and uuids, and in the unsorted listing;
 * otherwise it is like the page's first document, with the same traffic.
 */
function changeDocuments(change: Change, data: HorisenData, first: FinanceDocument): void {
	if (change === 'removeRow') {
		data.documents.splice(data.documents.indexOf(first), 1);
		return;
	}
	const id = Math.min(...data.documents.map((document) => document.id)) - 1;
	const documentUuid = `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;
	const items = first.items.map((item) => ({ ...item, documentId: id }));
	const documentNumber = `inserted-${id}`;
	data.documents.unshift({ ...structuredClone(first), id, documentUuid, documentNumber, items });
	const traffic = data.trafficReports.get(first.id);
	if (traffic) data.trafficReports.set(id, traffic);
}

function changeRows(change: Change, rows: TrafficRow[], first: TrafficRow): void {
	if (change === 'removeRow') rows.splice(rows.indexOf(first), 1);
	else rows.unshift({ ...first, operatorId: first.operatorId + 1_000_000 });
}

function heldRows(data: HorisenData, invoiceId: number): TrafficRow[] {
	const rows = data.trafficReports.get(invoiceId)?.rows;
	if (!rows) throw new Error(`The rows of invoice ${invoiceId} are computed: they cannot change.`);
	return rows;
}
