import type { IDataObject } from 'n8n-workflow';
import type { Row } from '../../common/http/page';
import { SettledRows } from '../../common/http/rowChecks';
import type { CallContext } from '../../n8n/vendorCall';
import { readRatesListing } from './ratesListing';

export interface RatesRequest {
	priceListId: string;
	/** In HORISEN Rates' format: `2006-01-02T15:04:05Z`. */
	date: string;
	/** Adds each rate's previous price. */
	diff?: boolean;
	limit?: number;
}

/** The rates' name in errors. */
export function ratesSubject({ priceListId, date }: RatesRequest): string {
	return `the rates of price list ${priceListId} on ${date}`;
}

/** The rates of a price list that are valid on a date. They have no identity and no promised order. */
export async function readRates(
	context: CallContext,
	request: RatesRequest,
	options: IDataObject,
): Promise<Row[]> {
	const settled = new SettledRows();
	return await readRatesListing(
		context,
		{
			path: `/${request.priceListId}/rates-for-date`,
			query: [`date=${request.date}`, ...(request.diff ? ['diff=true'] : [])],
			subject: ratesSubject(request),
			rowCheck: () => settled.start(),
			limit: request.limit,
		},
		options,
	);
}
