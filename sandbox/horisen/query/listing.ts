import { ParameterError } from '../errors';
import type { Attributes } from './attributes';
import { parseFilter, type Predicate } from './filters';
import { isPagingParameter, parsePaging, type PageRequest } from './paging';
import { parseSort, type Order } from './sort';

export interface ListingRules<T> {
	attributes: Attributes<T>;
	/** Attributes for `sort`; absent if the API documents no sort. */
	sortable?: Attributes<T>;
	maxPageSize: number;
}

/** The parsed query string of a listing. */
export interface ListingRequest<T> {
	page: PageRequest;
	/** Undefined if the query has no filters. */
	filter?: Predicate<T>;
	order?: Order<T>;
}

/** Reads every parameter of a listing's query string; refuses unknown ones. */
export function parseListing<T>(
	query: URLSearchParams,
	{ attributes, sortable, maxPageSize }: ListingRules<T>,
): ListingRequest<T> {
	const page = parsePaging(query, maxPageSize);
	const filters: Array<Predicate<T>> = [];
	let order: Order<T> | undefined;
	for (const [parameter, value] of query) {
		if (isPagingParameter(parameter)) continue;
		if (parameter === 'sort' && sortable) {
			if (order) throw new ParameterError('sort', 'is given more than once');
			order = parseSort(value, sortable);
		} else {
			filters.push(parseFilter(parameter, value, attributes));
		}
	}
	const filter =
		filters.length === 0 ? undefined : (row: T) => filters.every((matches) => matches(row));
	return { page, filter, order };
}
