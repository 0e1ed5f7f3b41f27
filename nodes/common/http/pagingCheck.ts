import { createHash } from 'node:crypto';
import type { RowHash } from '../digest';
import { OperatorError } from '../errors';
import type { Page } from './page';

/** Ten times the longest report ever measured here. */
const MOST_ROWS = 10_000_000;

/** The longest report in pages of 100 rows. */
const MOST_PAGES = 100_000;

/** What is listed, and by whom. */
interface Listed {
	subject: string;
	vendor: string;
}

/** Why a reading cannot be trusted, e.g. `the total went from 40 to 41`. */
export type Shift = string;

/** Checks that the pages of one reading are those requested, and that the list does not change. */
export class PagingCheck {
	private first?: Page;

	private readonly digests = new Set<string>();

	private count = 0;

	constructor(private readonly listing: Listed) {}

	/**
	 * @param hashes of the page's rows
	 * @returns a shift if the list changed
	 * @throws OperatorError if the server ignores the paging parameters
	 */
	page(page: Page, asked: number, hashes: RowHash[]): Shift | undefined {
		const first = (this.first ??= checkedSize(page, this.listing));
		if (page.total !== first.total) return `the total went from ${first.total} to ${page.total}`;
		if (page.currentPage !== asked && page.total > 0) {
			throw this.ignored(`page ${asked} was requested, but page ${page.currentPage} came`);
		}
		if (page.perPage !== first.perPage || page.totalPages !== first.totalPages) {
			return `the number of pages went from ${first.totalPages} to ${page.totalPages}`;
		}
		if (this.cameBefore(hashes)) throw this.ignored(`page ${asked} repeats an earlier page`);
		if (page.rows.length === 0 && page.total > 0) return `page ${asked} is empty`;
		this.count += page.rows.length;
		return this.count > page.total ? `${this.count} rows came of ${page.total}` : undefined;
	}

	isLast(page: Page): boolean {
		return page.total === 0 || page.currentPage >= page.totalPages;
	}

	/** At the last page. */
	end(): Shift | undefined {
		const total = this.first?.total;
		return this.count === total ? undefined : `${this.count} rows came of ${total}`;
	}

	/** Pages of one row may be equal by chance; longer pages are not. */
	private cameBefore(hashes: RowHash[]): boolean {
		if (hashes.length < 2) return false;
		const digest = createHash('sha256').update(hashes.join(''), 'binary').digest('base64');
		if (this.digests.has(digest)) return true;
		this.digests.add(digest);
		return false;
	}

	private ignored(what: string): OperatorError {
		return new OperatorError(`Paging through ${this.listing.subject} failed: ${what}`, {
			description: `Going on could lose rows or take them twice, so nothing was taken. Set a Page Size that holds the whole list, and tell ${this.listing.vendor} Support.`,
		});
	}
}

/** A list above this limit is an error: otherwise a server that invents pages would be read without end. */
function checkedSize(page: Page, { subject, vendor }: Listed): Page {
	const { total, totalPages } = page;
	if (total <= MOST_ROWS && totalPages <= MOST_PAGES) return page;
	throw new OperatorError(
		`The list of ${subject} claims to have ${total} rows on ${totalPages} pages`,
		{
			description: `The limit is ${MOST_ROWS} rows on ${MOST_PAGES} pages, so nothing was taken. Set a larger Page Size, or choose fewer rows with filters or a period. If it happens again, tell ${vendor} Support.`,
		},
	);
}
