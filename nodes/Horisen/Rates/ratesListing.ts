import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { callLimits } from '../../n8n/callOptions';
import { pageSizeOption, readOptions } from '../shared/callOptions';
import { allRows, readListing, type RowCheck } from '../shared/listing';
import { pageQuery, type PagingStyle, readPage, type Row } from '../shared/page';
import type { CallContext } from '../shared/callContext';
import { callHorisen } from '../shared/transport';

/** The Bulk Price List domain with the customer portal's endpoints, below the API host. */
const BASE_PATH = '/bulk/pricelists/sms/portal/selling';

/** Rows a call; HORISEN does not publish the largest page. */
const DEFAULT_PAGE_SIZE = 1000;

const PRIVILEGE = 'bulk-cust-pricelist-own.view';

/** A list of HORISEN Rates. */
export interface RatesListing {
	/** Below the portal's endpoints, e.g. `/pricelists`. */
	path: string;
	/** Besides the page. */
	query?: string[];
	/** Names it in errors. */
	subject: string;
	rowCheck: () => RowCheck;
	limit?: number;
}

/** Reads a list of HORISEN Rates, whole or up to its limit, into memory. */
export async function readRatesListing(
	context: CallContext,
	{ path, query = [], subject, rowCheck, limit }: RatesListing,
	options: IDataObject,
): Promise<Row[]> {
	const style = options.pagingStyle as PagingStyle | undefined;
	return await readListing(
		{
			subject,
			pageSize: Number(options.pageSize ?? DEFAULT_PAGE_SIZE),
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
export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		readOptions[0],
		pageSizeOption(DEFAULT_PAGE_SIZE),
		{
			displayName: 'Paging Style',
			name: 'pagingStyle',
			type: 'options',
			options: [
				{ name: 'Page_number and Page_size', value: 'pageNumberAndSize' },
				{ name: 'Paging=number,size', value: 'paging' },
			],
			default: 'pageNumberAndSize',
			description: 'How pages are asked for. HORISEN documents both; they mean the same.',
		},
		...readOptions.slice(1),
	],
};
