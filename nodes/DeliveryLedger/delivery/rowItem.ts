import type { IDataObject } from 'n8n-workflow';
import type { DeliveryRow } from '../store/ledgerStore';

/** A row for an operator: first the document, then the outcome. */
export function rowJson(row: DeliveryRow): IDataObject {
	const { hostKeyFingerprint, username } = row.server;
	return {
		documentNumber: row.documentNumber,
		partner: row.partner,
		documentDate: row.documentDate,
		total: row.total,
		currency: row.currency,
		state: row.state,
		how: row.how,
		reason: row.reason,
		fileNames: row.files.map(({ name }) => name),
		deliveredAt: row.deliveredAt,
		acknowledgedAt: row.acknowledgedAt,
		attempts: row.attempts,
		source: row.source,
		key: row.key,
		revision: row.revision,
		event: row.event,
		files: row.files as unknown as IDataObject[],
		...(hostKeyFingerprint === '' ? {} : { server: { hostKeyFingerprint, username } }),
		createdAt: row.createdAt,
		updatedAt: row.updatedAt,
	};
}
