import { ParameterError } from '../errors';

export interface PageRequest {
	pageNumber: number;
	pageSize: number;
}

/** `meta.pagination` in the spelling of Finance Documents and Traffic Reports. */
export interface Pagination {
	total: number;
	count: number;
	perPage: number;
	currentPage: number;
	totalPages: number;
}

export interface Page<T> {
	data: T[];
	meta: { pagination: Pagination };
}

const DEFAULT_PAGE_SIZE = 10;
const PAGING_PARAMETERS = new Set(['page_number', 'page_size', 'paging']);

export function isPagingParameter(parameter: string): boolean {
	return PAGING_PARAMETERS.has(parameter);
}

/** The page requested by `page_number` and `page_size`, or by `paging=page_number,page_size`. */
export function parsePaging(query: URLSearchParams, maxPageSize: number): PageRequest {
	for (const parameter of PAGING_PARAMETERS) {
		if (query.getAll(parameter).length > 1) {
			throw new ParameterError(parameter, 'is given more than once');
		}
	}
	const both = query.get('paging');
	if (both === null) {
		return {
			pageNumber: pageNumber('page_number', query.get('page_number') ?? '1'),
			pageSize: pageSize(
				'page_size',
				query.get('page_size') ?? `${DEFAULT_PAGE_SIZE}`,
				maxPageSize,
			),
		};
	}
	if (query.has('page_number') || query.has('page_size')) {
		throw new ParameterError('paging', 'is given beside page_number or page_size');
	}
	const [number, size, ...rest] = both.split(',');
	if (size === undefined || rest.length > 0) {
		throw new ParameterError('paging', "must be 'page_number,page_size'", 'pageNumber');
	}
	return {
		pageNumber: pageNumber('paging', number),
		pageSize: pageSize('paging', size, maxPageSize),
	};
}

function pageNumber(parameter: string, text: string): number {
	const value = positiveInteger(text);
	if (value === undefined) {
		throw new ParameterError(parameter, `'${text}' is not a page number from 1`, 'pageNumber');
	}
	return value;
}

function pageSize(parameter: string, text: string, max: number): number {
	const value = positiveInteger(text);
	if (value === undefined || value > max) {
		throw new ParameterError(
			parameter,
			`'${text}' is not a page size from 1 to ${max}`,
			'pageSize',
		);
	}
	return value;
}

function positiveInteger(text: string): number | undefined {
	return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/** Rows that can be read by index, so that a listing need not have all in memory. */
export interface RowSource<T> {
	count: number;
	row(index: number): T;
}

/** Serves a page of a listing. */
export interface Paging {
	page<T>(source: RowSource<T>, asked: PageRequest): Page<T>;
}

/** A page of the rows. A page after the last is empty. */
export function pageOf<T>(source: RowSource<T>, { pageNumber, pageSize }: PageRequest): Page<T> {
	const first = (pageNumber - 1) * pageSize;
	const count = Math.max(0, Math.min(pageSize, source.count - first));
	return {
		data: Array.from({ length: count }, (_, offset) => source.row(first + offset)),
		meta: {
			pagination: {
				total: source.count,
				count,
				perPage: pageSize,
				currentPage: pageNumber,
				totalPages: Math.ceil(source.count / pageSize),
			},
		},
	};
}
