import { pageOf, type Page, type PageRequest, type Paging, type RowSource } from '../query/paging';
import type { Fault } from './fault';

/** Serves pages of a listing, with the fault of the call. */
export class FaultyPaging implements Paging {
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
			case 'endlessPages':
				return endless(source, asked, this.fault.total);
			case 'lyingTotal':
				return withPagination(page, { total: pagination.total + this.fault.by });
			default:
				return page;
		}
	}
}

/** Rows after the last are the first ones again, with new identities. */
function endless<T>(source: RowSource<T>, asked: PageRequest, total: number): Page<T> {
	const rows: RowSource<T> = {
		count: total,
		row: (index) => {
			const row = { ...source.row(index % source.count) } as T & Record<string, unknown>;
			return index < source.count ? row : { ...row, ...newIdentity(index) };
		},
	};
	return pageOf(rows, asked);
}

function newIdentity(index: number): Record<string, unknown> {
	const documentUuid = `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`;
	return { id: 10_000_000 + index, documentUuid };
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
