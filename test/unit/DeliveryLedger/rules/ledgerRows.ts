import { revisionOf } from '../../../../nodes/common/revision';
import { STATUS_FIELDS } from '../../../../nodes/common/statusFields';
import type { PlanSettings } from '../../../../nodes/DeliveryLedger/rules/planDeliveries';
import { PRESETS } from '../../../../nodes/DeliveryLedger/run/presets';
import type { DeliveryRow } from '../../../../nodes/DeliveryLedger/store/ledgerStore';
import { fileOf } from '../support/ledgerSetup';

/** A document, and the row that a ledger has of it, as short as the planner and the audit need them. */
export type Json = Record<string, unknown>;

export const SETTINGS: PlanSettings = {
	...PRESETS.horisen.fields,
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

/** The row of a document, delivered unless it says otherwise. */
export function rowOf(document: Json, more: Partial<DeliveryRow> = {}): DeliveryRow {
	const { documentUuid, documentNumber, documentDate, currencyCode, total } = document;
	const state = more.state ?? 'delivered';
	const isDelivered = state === 'delivered' || state === 'acknowledged';
	return {
		...{ id: 1, ledger: 'l', source: 'horisen', key: String(documentUuid) },
		...{ revision: revision(document), event: 'invoice', state, how: '', reason: '', attempts: 1 },
		documentId: String(documentUuid),
		documentNumber: String(documentNumber),
		documentDate: String(documentDate ?? ''),
		partner: String((document.bizPartner as Json).name),
		currency: String(currencyCode),
		total: String(total),
		...{ run: 'r', writer: 'w', server: { hostKeyFingerprint: '', username: '' } },
		files: [fileOf(`${String(documentNumber)}.xml`)],
		...{ createdAt: '', updatedAt: '', acknowledgedAt: '' },
		deliveredAt: isDelivered ? '2023-07-03T08:00:00.000Z' : '',
		...more,
	};
}
