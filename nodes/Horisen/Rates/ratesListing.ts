import type { IDataObject } from 'n8n-workflow';
import { callLimits, pageSizeOption } from '../../n8n/callOptions';
import { readOptions } from '../shared/horisenCallOptions';
import { allRows, readListing, type RowCheck } from '../../common/http/listing';
import type { Row } from '../../common/http/page';
import { pageQuery, type PagingStyle, readPage } from '../shared/horisenPage';
import type { CallContext } from '../../n8n/vendorCall';
import { optionsField } from '../../n8n/optionsField';
import { callHorisen } from '../shared/horisenTransport';

/** The Bulk Price List domain with the customer portal's endpoints, below the API host. */
const BASE_PATH = '/bulk/pricelists/sms/portal/selling';

/** Rows per call; HORISEN does not publish the largest page. */
const DEFAULT_PAGE_SIZE = 1000;

const PRIVILEGE = 'bulk-cust-pricelist-own.view';

/** A list of HORISEN Rates. */
export interface RatesListing {
	/** Below the portal's endpoints, e.g. `/pricelists`. */
	path: string;
	/** Parameters other than the page. */
	query?: string[];
	/** Names it in errors. */
	subject: string;
	rowCheck: () => RowCheck;
	limit?: number;
}

/** Reads a list of HORISEN Rates into memory, whole or up to its limit. */
export async function readRatesListing(
	context: CallContext,
	{ path, query = [], subject, rowCheck, limit }: RatesListing,
	options: IDataObject,
): Promise<Row[]> {
	const style = options.pagingStyle as PagingStyle | undefined;
	return await readListing(
		{
			subject,
			vendor: 'HORISEN',
			pageSize: options.pageSize ?? DEFAULT_PAGE_SIZE,
			limit,
			rowCheck,
			fetchPage: async (pageNumber, pageSize, signal) => {
				const page = `${subject}, page ${pageNumber}`;
				const answer = await callHorisen(
					context,
					{
						api: 'HORISEN Rates',
						method: 'GET',
						path: `${BASE_PATH}${path}`,
						query: [...query, pageQuery(pageNumber, pageSize, style)].join('&'),
						subject: page,
						privilege: PRIVILEGE,
						signal,
					},
					callLimits(options),
				);
				return readPage(answer, page);
			},
		},
		allRows,
	);
}

/** The Options of every operation. */
export const ratesOptions = optionsField([
	pageSizeOption('HORISEN', DEFAULT_PAGE_SIZE),
	{
		displayName: 'Paging Style',
		name: 'pagingStyle',
		type: 'options',
		options: [
			{ name: 'Page_number and Page_size', value: 'pageNumberAndSize' },
			{ name: 'Paging=number,size', value: 'paging' },
		],
		default: 'pageNumberAndSize',
		description: 'How to request pages. HORISEN documents both; they mean the same.',
	},
	...readOptions,
]);
