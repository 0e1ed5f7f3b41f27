import { OperatorError } from '../../common/errors';
import type { TrafficKind } from '../../common/traffic';
import type { Row } from '../../common/http/page';

/** Which traffic report a document has; `none` says why. */
export interface DocumentTraffic {
	kind: TrafficKind;
	reason?: string;
}

/**
 * The traffic report of a HORISEN Finance document. Traffic Report v2 covers BULK (SMS)
 * traffic of postpaid invoices: the customer's for sales, the control invoice's for purchase. Prepaid
 * documents and part payments bill balances, not traffic; BULK-MNP traffic has no report.
 *
 * @throws OperatorError if the item is not a whole document, so that it does not count as one without traffic
 */
export function trafficKind(document: Row): DocumentTraffic {
	// n8n's Always Output Data gives such an item.
	if (Object.keys(document).length === 0) {
		throw new OperatorError('The item is empty: no document was listed before', {
			description: 'Check the period and the filters of the node that lists the documents.',
		});
	}
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

function none(because: string): DocumentTraffic {
	return { kind: 'none', reason: `This document has no traffic report: its ${because}.` };
}
