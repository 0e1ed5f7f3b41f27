import { checkedPage, notAPage, type Page, type Row } from '../../common/http/page';

/**
 * Reads a page from an answer. HORISEN has two spellings in `meta.pagination`: `perPage` (Finance, Traffic
 * Report) and `per_page` (Rates).
 *
 * @param subject names the listing in the error
 */
export function readPage(answer: unknown, subject: string): Page {
	const { data, meta } = (answer ?? {}) as { data?: unknown; meta?: { pagination?: Row } };
	const pagination = meta?.pagination;
	if (!Array.isArray(data) || typeof pagination !== 'object' || pagination === null) {
		throw notAPage(subject, 'lacks "data" or "meta.pagination"', 'HORISEN');
	}
	const number = (camel: string, snake = camel) => ({
		field: `meta.pagination.${camel}`,
		value: pagination[camel] ?? pagination[snake],
	});
	return checkedPage(
		{
			rows: data,
			count: number('count'),
			numbers: {
				total: number('total'),
				perPage: number('perPage', 'per_page'),
				currentPage: number('currentPage', 'current_page'),
				totalPages: number('totalPages', 'total_pages'),
			},
		},
		subject,
		'HORISEN',
	);
}

/** HORISEN documents two ways to request a page, which mean the same. */
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
