import type { Reply } from '../../simulator/reply';
import type { Call, Route } from '../call';
import type { PriceList } from '../data/rates';
import { ratesForDate } from '../data/ratesForDate';
import { ApiError, apiErrorOf, generalRefusal, ParameterError } from '../errors';
import { isPagingParameter, parsePaging, type Page } from '../query/paging';
import { inOrder } from '../query/rowOrder';
import type { State } from '../state';

const BASE = '^/api/bulk/pricelists/sms/portal/selling';

/** HORISEN Rates: the customer portal's endpoints of the Bulk Price List domain. */
export function ratesRoutes(state: State): Route[] {
	const route = (name: Route['name'], path: string, answer: Route['answer']): Route => ({
		name,
		method: 'GET',
		pattern: new RegExp(`${BASE}${path}$`),
		authenticated: true,
		privilege: 'bulk-cust-pricelist-own.view',
		refuse,
		answer,
	});
	return [
		route('priceLists', '/pricelists', (call) => listPriceLists(state, call)),
		route('rates', '/(?<priceListId>[^/]+)/rates-for-date', (call) => listRates(state, call)),
	];
}

function listPriceLists({ data, options }: State, call: Call): Reply {
	refuseUnknown(call.query, []);
	const asked = parsePaging(call.query, options.maxPageSize);
	const { priceLists } = data;
	const row = (index: number) => {
		const { id, name, currencyId, currencyCode } = priceLists[index];
		return { id, name, currencyId, currencyCode };
	};
	return paged(call, call.paging.page({ count: priceLists.length, row }, asked));
}

function listRates(state: State, call: Call): Reply {
	const { query, params, paging } = call;
	refuseUnknown(query, ['date', 'diff']);
	const asked = parsePaging(query, state.options.maxPageSize);
	const date = dateIn(query);
	const diff = diffIn(query);
	const rows = ratesForDate(findPriceList(state, params.priceListId), date, diff);
	const source = { count: rows.length, row: (index: number) => rows[index] };
	const { ratesOrder } = state.options;
	return paged(call, paging.page(inOrder(state, ratesOrder, source, asked.pageNumber), asked));
}

function findPriceList({ data }: State, id: string): PriceList {
	if (!/^[1-9]\d{0,14}$/.test(id)) {
		throw new ParameterError('id', `'${id}' is not a price list id`);
	}
	const priceList = data.priceLists.find((one) => one.id === Number(id));
	if (!priceList) throw new ApiError(404, 'PRICELIST_NOTFOUND', 'Price list not found.');
	return priceList;
}

function refuseUnknown(query: URLSearchParams, known: string[]): void {
	for (const parameter of query.keys()) {
		if (isPagingParameter(parameter)) continue;
		if (!known.includes(parameter)) throw new ParameterError(parameter, 'unknown parameter');
		if (query.getAll(parameter).length > 1) {
			throw new ParameterError(parameter, 'is given more than once');
		}
	}
}

/** Without a date, the current price list. */
function dateIn(query: URLSearchParams): string {
	const date = query.get('date');
	if (date === null) return inDocumentedForm(new Date());
	const instant = new Date(date);
	if (Number.isNaN(instant.getTime()) || inDocumentedForm(instant) !== date) {
		throw new ParameterError('date', `'${date}' is not a date in 2006-01-02T15:04:05Z format`);
	}
	return date;
}

function inDocumentedForm(instant: Date): string {
	return instant.toISOString().replace(/\.\d+Z$/, 'Z');
}

function diffIn(query: URLSearchParams): boolean {
	const diff = query.get('diff') ?? 'false';
	if (diff !== 'true' && diff !== 'false') {
		throw new ParameterError('diff', `'${diff}' is neither true nor false`);
	}
	return diff === 'true';
}

/** The page with numbers and links in this API's spelling. */
function paged<T>({ path, query }: Call, { data, meta }: Page<T>): Reply {
	const { total, count, perPage, currentPage, totalPages } = meta.pagination;
	const link = (page: number) => {
		if (page < 1 || page > totalPages) return '';
		const others = [...query].filter(([parameter]) => !isPagingParameter(parameter));
		const parameters = new URLSearchParams(others);
		parameters.set('page_number', String(page));
		parameters.set('page_size', String(perPage));
		return `${path}?${parameters}`;
	};
	const links = {
		first: link(1),
		last: link(totalPages),
		prev: link(currentPage - 1),
		next: link(currentPage + 1),
	};
	const pagination = {
		total,
		count,
		per_page: perPage,
		current_page: currentPage,
		total_pages: totalPages,
		links,
	};
	return { status: 200, body: { data, meta: { pagination } } };
}

function refuse(error: Error): Reply {
	return generalRefusal(apiErrorOf(error, parameterRefusal));
}

/** The vendor publishes the shape of an error but not its codes: these come from the Finance API. */
function parameterRefusal(error: ParameterError): ApiError {
	const code = {
		pageNumber: 'BAD_PARAM_PAGE_NUMBER',
		pageSize: 'BAD_PARAM_PAGE_SIZE',
		other: 'BAD_PARAM',
	}[error.kind];
	const items = [{ name: error.parameter, message: error.message }];
	return new ApiError(400, code, 'Bad parameter.', items);
}
