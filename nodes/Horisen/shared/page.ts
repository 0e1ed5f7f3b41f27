import { OperatorError } from '../../common/errors';

export type Row = Record<string, unknown>;

/** One page of a listing, its numbers in one spelling. */
export interface Page {
	rows: Row[];
	/** Rows of the whole listing. */
	total: number;
	perPage: number;
	currentPage: number;
	totalPages: number;
}

/**
 * Reads a page from an answer and checks its shape, so that an answer that is none never counts as an
 * empty list. HORISEN spells `meta.pagination` in two ways: `perPage` (Finance, Traffic Report) and
 * `per_page` (Rates).
 *
 * @param subject names the listing in the error
 */
export function readPage(answer: unknown, subject: string): Page {
	const { data, meta } = (answer ?? {}) as { data?: unknown; meta?: { pagination?: Row } };
	const pagination = meta?.pagination;
	if (!Array.isArray(data) || typeof pagination !== 'object' || pagination === null) {
		throw notAPage(subject, 'lacks "data" or "meta.pagination"');
	}
	const number = (camel: string, snake: string): number => {
		const value = pagination[camel] ?? pagination[snake];
		if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
		throw notAPage(subject, `has no whole number "meta.pagination.${camel}"`);
	};
	const rows = data.map((row, index) => {
		if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row as Row;
		throw notAPage(subject, `holds an entry ${index + 1} that is not an object`);
	});
	const count = number('count', 'count');
	if (count !== rows.length) {
		throw notAPage(subject, `states ${count} rows and holds ${rows.length}`);
	}
	return {
		rows,
		total: number('total', 'total'),
		perPage: number('perPage', 'per_page'),
		currentPage: number('currentPage', 'current_page'),
		totalPages: number('totalPages', 'total_pages'),
	};
}

/** HORISEN documents two ways of asking for a page, which mean the same. */
export type PagingStyle = 'pageNumberAndSize' | 'paging';

/** The query of a page: `page_number=2&page_size=10`, or `paging=2,10`. */
export function pageQuery(
	pageNumber: number,
	pageSize: number,
	style: PagingStyle = 'pageNumberAndSize',
): string {
	return style === 'paging'
		? `paging=${pageNumber},${pageSize}`
		: `page_number=${pageNumber}&page_size=${pageSize}`;
}

function notAPage(subject: string, what: string): OperatorError {
	return new OperatorError(`The answer for ${subject} ${what}`, {
		description:
			'HORISEN documents another shape, so nothing was taken from it. Check the API base URL in the credential; when it is right, send this message to HORISEN Support.',
	});
}
