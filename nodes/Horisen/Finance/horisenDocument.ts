import type { IDataObject } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import type { Row } from '../../common/http/page';
import { isWholeNumber } from '../../common/value';

/**
 * The UUID of a document: the only key that identifies one.
 *
 * @throws OperatorError naming the document, if it lacks UUID or ID, which every later step needs
 */
export function documentIdentity(document: Row): string {
	const { documentUuid, id, documentNumber } = document;
	const hasUuid = typeof documentUuid === 'string' && documentUuid !== '';
	const hasId = isWholeNumber(id);
	if (hasUuid && hasId) return `document ${documentUuid}`;
	const known = hasUuid ? documentUuid : hasId ? `with id ${id}` : String(documentNumber ?? '?');
	throw new OperatorError(`Document ${known} has no ${hasUuid ? '"id"' : '"documentUuid"'}`, {
		description:
			'Without it, the document cannot be identified or its traffic found. Nothing was taken; ask HORISEN Support to correct the document, or exclude it with a filter.',
	});
}

/** The main fields for a person, flat. */
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
