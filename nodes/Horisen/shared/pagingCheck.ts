import { createHash } from 'node:crypto';
import type { RowHash } from '../../common/digest';
import { OperatorError } from '../../common/errors';
import type { Page } from './page';

/** Why a reading cannot be trusted, e.g. `the total went from 40 to 41`. */
export type Shift = string;

/** Watches the pages of one reading: that they are those asked for, and that the list stands still. */
export class PagingCheck {
	private first?: Page;

	private readonly digests = new Set<string>();

	constructor(private readonly subject: string) {}

	/**
	 * @param hashes of the page's rows
	 * @returns a shift where the list changed
	 * @throws OperatorError where the server does not follow the paging parameters
	 */
	page(page: Page, asked: number, hashes: RowHash[]): Shift | undefined {
		const first = (this.first ??= page);
		if (page.total !== first.total) return `the total went from ${first.total} to ${page.total}`;
		if (page.currentPage !== asked && page.total > 0) {
			throw this.ignored(`page ${asked} was asked for and page ${page.currentPage} came`);
		}
		if (page.perPage !== first.perPage || page.totalPages !== first.totalPages) {
			return `the number of pages went from ${first.totalPages} to ${page.totalPages}`;
		}
		if (this.cameBefore(hashes)) throw this.ignored(`page ${asked} is a page that came before`);
		if (page.rows.length === 0 && page.total > 0) return `page ${asked} came empty`;
		return undefined;
	}

	isLast(page: Page): boolean {
		return page.total === 0 || page.currentPage >= page.totalPages;
	}

	end(count: number): Shift | undefined {
		const total = this.first?.total;
		return count === total ? undefined : `${count} rows came of ${total}`;
	}

	/** Pages of one row may be equal by chance; longer ones are not. */
	private cameBefore(hashes: RowHash[]): boolean {
		if (hashes.length < 2) return false;
		const digest = createHash('sha256').update(hashes.join(''), 'binary').digest('base64');
		if (this.digests.has(digest)) return true;
		this.digests.add(digest);
		return false;
	}

	private ignored(what: string): OperatorError {
		return new OperatorError(`Paging through ${this.subject} failed: ${what}`, {
			description:
				'Going on could lose rows or take them twice, so nothing was taken. Set a Page Size that holds the whole list, and tell HORISEN Support.',
		});
	}
}
