import type { IDataObject } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import type { Row } from '../shared/page';

/**
 * The UUID of a document: the only key that identifies one.
 *
 * @throws OperatorError naming the document, where it lacks what every later step needs: UUID and ID
 */
export function documentIdentity(document: Row): string {
	const { documentUuid, id, documentNumber } = document;
	const hasUuid = typeof documentUuid === 'string' && documentUuid !== '';
	const hasId = typeof id === 'number' && Number.isInteger(id);
	if (hasUuid && hasId) return `document ${documentUuid}`;
	const known = hasUuid ? documentUuid : hasId ? `with id ${id}` : String(documentNumber ?? '?');
	throw new OperatorError(`Document ${known} has no ${hasUuid ? '"id"' : '"documentUuid"'}`, {
		description:
			'Without it the document cannot be told from others or its traffic be found. Nothing was taken; ask HORISEN Support to correct the document, or exclude it with a filter.',
	});
}

/** The fields that a person looks at, flat. */
export function simplified(document: Row): IDataObject {
	const partner = (document.bizPartner ?? {}) as Row;
	const items = Array.isArray(document.items) ? document.items.length : 0;
	const fields = SIMPLIFIED.map((name) => [name, document[name]] as const);
	return {
		...(Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as IDataObject),
		bizPartnerName: partner.name as string,
		itemCount: items,
	};
}

const SIMPLIFIED = [
	'documentUuid',
	'id',
	'documentNumber',
	'documentDate',
	'dueDate',
	'periodStart',
	'periodEnd',
	'bizPartnerId',
	'bizPartnerExternalRefId',
	'currencyCode',
	'amountNoVat',
	'vat',
	'amountVat',
	'total',
	'totalUnpaid',
	'status',
	'paymentStatus',
	'syncStatus',
	'selfBilling',
	'documentClassArea',
	'documentTypeName',
	'domainCodeName',
	'dataSourceCodeName',
];
