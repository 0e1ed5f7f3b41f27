import { OperatorError } from '../../common/errors';
import type { Row } from './page';

/** Which traffic report a document has; `none` says why. */
export interface TrafficKind {
	kind: 'customer' | 'control' | 'none';
	reason?: string;
}

/**
 * Which traffic report belongs to a document of HORISEN Finance. Traffic Report v2 covers BULK (SMS)
 * traffic of postpaid invoices: the customer's for sales, the control invoice's for purchase. Prepaid
 * documents and part payments bill balances, not traffic; BULK-MNP traffic has no report.
 *
 * @throws OperatorError where the item is not a whole document, so that none is taken for one without traffic
 */
export function trafficKind(document: Row): TrafficKind {
	for (const field of ['documentClassArea', 'dataSourceCodeName', 'domainCodeName']) {
		if (typeof document[field] !== 'string') {
			throw new OperatorError(`The item is not a whole HORISEN document: "${field}" is missing`, {
				description:
					'Connect HORISEN Finance, Document: Get Many, with Output set to Whole Document, or choose the operation for customer or control invoices and give the invoice ID.',
			});
		}
	}
	const { documentClassArea: area, dataSourceCodeName: source, domainCodeName: domain } = document;
	const selector = document.dataSourceSelector ?? '';
	if (source !== 'POSTPAID') return none(`data source is ${String(source)}, not POSTPAID`);
	if (selector !== '') return none(`data source selector is ${String(selector)}`);
	if (domain !== 'BULK') return none(`domain is ${String(domain)}, not BULK`);
	if (area === 'sales') return { kind: 'customer' };
	if (area === 'purchase') return { kind: 'control' };
	return none(`area is ${String(area)}, neither sales nor purchase`);
}

function none(because: string): TrafficKind {
	return { kind: 'none', reason: `No traffic report belongs to this document: its ${because}.` };
}
