import { pageOf, type Page, type PageRequest, type RowSource } from '../query/paging';
import type { Fault } from './fault';

/** Serves pages of a listing, with the fault that strikes the call. */
export class FaultyPaging {
	constructor(private readonly fault: Fault | undefined) {}

	page<T>(source: RowSource<T>, asked: PageRequest): Page<T> {
		const page = pageOf(source, asked);
		const { pagination } = page.meta;
		switch (this.fault?.kind) {
			case 'ignorePaging':
				return pageOf(source, { ...asked, pageNumber: 1 });
			case 'pageAgain':
				return { ...page, data: pageBefore(source, asked).data };
			case 'repeatRow':
				return { ...page, data: repeatRow(page, pageBefore(source, asked)) };
			case 'wrongCurrentPage':
				return withPagination(page, { currentPage: this.fault.currentPage });
			case 'lyingTotal':
				return withPagination(page, { total: pagination.total + this.fault.by });
			default:
				return page;
		}
	}
}

function pageBefore<T>(source: RowSource<T>, asked: PageRequest): Page<T> {
	return pageOf(source, { ...asked, pageNumber: Math.max(1, asked.pageNumber - 1) });
}

function repeatRow<T>(page: Page<T>, before: Page<T>): T[] {
	return [...before.data.slice(-1), ...page.data.slice(1)];
}

function withPagination<T>(page: Page<T>, change: Partial<Page<T>['meta']['pagination']>): Page<T> {
	return { ...page, meta: { pagination: { ...page.meta.pagination, ...change } } };
}
