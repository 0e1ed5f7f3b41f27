import type { IDataObject } from 'n8n-workflow';
import { callLimits } from '../../n8n/callOptions';
import type { Listing } from '../../common/http/listing';
import { pageQuery, readPage } from '../shared/horisenPage';
import { uniqueRows } from '../../common/http/rowChecks';
import type { CallContext } from '../../n8n/vendorCall';
import { documentIdentity } from './horisenDocument';
import { callFinance } from './financeCall';

/** Documents per call; HORISEN does not publish the largest page. */
export const DEFAULT_PAGE_SIZE = 100;

/**
 * The documents that a query finds, each once.
 *
 * @param parts of the query: filters and a unique order
 * @param options with page size, tries and times
 */
export function documentListing(
	context: CallContext,
	parts: string[],
	options: IDataObject,
	limit?: number,
): Listing {
	return {
		subject: 'documents',
		vendor: 'HORISEN',
		pageSize: options.pageSize ?? DEFAULT_PAGE_SIZE,
		limit,
		rowCheck: uniqueRows(documentIdentity),
		fetchPage: async (pageNumber, pageSize, signal) => {
			const subject = `documents, page ${pageNumber}`;
			const query = [...parts, pageQuery(pageNumber, pageSize)].join('&');
			const answer = await callFinance(
				context,
				{
					method: 'GET',
					path: '/documents-export',
					query,
					subject,
					privilege: 'finance-invoices.view (or finance-invoices-own.view)',
					signal,
				},
				callLimits(options),
			);
			return readPage(answer, subject);
		},
	};
}
