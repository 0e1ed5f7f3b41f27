import { revisionOf } from '../../../../nodes/common/revision';
import { STATUS_FIELDS } from '../../../../nodes/Horisen/shared/statusFields';
import type { PlanSettings } from '../../../../nodes/SftpDelivery/ledger/planDeliveries';
import { type LedgerRow, readLedgerRows } from '../../../../nodes/SftpDelivery/ledger/row';

/** A document, and the row that a ledger has of it, as short as the planner and the audit need them. */
export type Json = Record<string, unknown>;

export const SETTINGS: PlanSettings = {
	keyField: 'documentUuid',
	dateField: 'documentDate',
	cancelledField: 'status',
	cancelledValue: 'canceled',
	ignoredFields: STATUS_FIELDS,
	goLiveDate: '',
	onChange: 'hold',
	onCancellation: 'hold',
	acknowledge: false,
};

export function documentOf(uuid: string, more: Json = {}): Json {
	return {
		documentUuid: uuid,
		documentNumber: `N-${uuid}`,
		documentDate: '2023-06-30',
		bizPartner: { name: 'Orange' },
		bizPartnerExternalRefId: 'ERP-1',
		currencyCode: 'EUR',
		total: 12.66,
		status: 'approved',
		...more,
	};
}

export function revision(document: Json): string {
	return revisionOf(document, STATUS_FIELDS);
}

/** The row of a document as a ledger workflow answers with it. */
export function rowJson(document: Json, more: Json = {}): Json {
	const { documentUuid, documentNumber, documentDate, currencyCode, total } = document;
	const state = more.state ?? 'delivered';
	const isDelivered = state === 'delivered' || state === 'acknowledged';
	return {
		rowId: 1,
		key: documentUuid,
		revision: revision(document),
		event: 'invoice',
		state,
		token: 't1',
		attempts: 1,
		lastError: '',
		documentUuid,
		documentNumber,
		documentDate,
		partner: (document.bizPartner as Json).name,
		currency: currencyCode,
		total: String(total),
		fileName: `${String(documentNumber)}.xml`,
		bytes: 100,
		sha256: 'a'.repeat(64),
		deliveredAt: isDelivered ? '2023-07-03T08:00:00.000Z' : '',
		...more,
	};
}

export function rowsOf(...rows: Json[]): LedgerRow[] {
	return readLedgerRows(rows);
}
