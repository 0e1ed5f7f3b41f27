import { wholeAmountOf } from '../amountOf';
import { type RowHash, rowHash } from '../digest';
import { OperatorError } from '../errors';
import type { Page, Row } from './page';
import { PagingCheck, type Shift } from './pagingCheck';

/** After the first reading. */
const MAX_LISTED_AGAIN = 3;

/** A vendor's list that is read page by page. */
export interface Listing {
	/** Names it in errors, e.g. `the traffic report of invoice 4711`. */
	subject: string;
	/** E.g. `HORISEN`. */
	vendor: string;
	/** The option's value, checked here. */
	pageSize: unknown;
	/** Reads no more pages than these rows need; the count is then not compared with the total. */
	limit?: number;
	/** @param signal aborts when nobody waits for the page any longer */
	fetchPage(pageNumber: number, pageSize: number, signal: AbortSignal): Promise<Page>;
	/** A fresh one for every reading. */
	rowCheck(): RowCheck;
}

/** Decides whether one reading has each row exactly once. */
export interface RowCheck {
	/** Sees every page in order; a certain shift ends the reading at once. */
	page(rows: Row[], hashes: RowHash[]): Shift | undefined;
	/** Sees the end of a complete reading. */
	end(): Shift | undefined;
}

/**
 * Reads a whole list into `consume`, which gets the pages of rows in order. While it works on one page, only the next
 * page is fetched; a failure is reported at that page's turn. If the list shifts during the reading (rows appear,
 * disappear or come twice), `consume` starts again on a fresh reading, at most three more times. The result of an
 * incomplete reading is never used.
 *
 * @throws OperatorError if the list keeps shifting, or the server ignores paging
 */
export async function readListing<Result>(
	listing: Listing,
	consume: (pages: AsyncGenerator<Row[]>) => Promise<Result>,
): Promise<Result> {
	for (let listedAgain = 0; ; listedAgain++) {
		const reading: Reading = { over: new AbortController() };
		try {
			return await consume(pagesOf(listing, reading));
		} catch (error) {
			if (reading.shift === undefined) throw error;
			if (listedAgain === MAX_LISTED_AGAIN) throw keepsShifting(listing, reading.shift);
		} finally {
			// The next page may still be on its way.
			reading.over.abort();
		}
	}
}

/** The limit for rows in memory, of some 1,000 bytes each. */
const MOST_ROWS_IN_MEMORY = 1_000_000;

/** For lists that fit in memory: all rows of all pages. @throws OperatorError if there are too many */
export async function allRows(pages: AsyncGenerator<Row[]>): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const page of pages) {
		if (rows.length + page.length > MOST_ROWS_IN_MEMORY) throw tooManyForMemory();
		// A page may have more rows than a call can take arguments.
		for (const row of page) rows.push(row);
	}
	return rows;
}

interface Reading {
	shift?: Shift;
	over: AbortController;
}

async function* pagesOf(listing: Listing, reading: Reading): AsyncGenerator<Row[]> {
	const { limit = Infinity, fetchPage } = listing;
	const pageSize = Math.min(wholeAmountOf(listing.pageSize, 'Page Size', 1), limit);
	const pages = new PagingCheck(listing);
	const rows = listing.rowCheck();
	const stopOn = (shift: Shift | undefined) => {
		if (shift === undefined) return;
		reading.shift = shift;
		throw new Error(shift);
	};
	const ask = (pageNumber: number) => {
		const answer = fetchPage(pageNumber, pageSize, reading.over.signal);
		// Its failure is checked at its turn, which may never come.
		answer.catch(() => undefined);
		return answer;
	};
	let count = 0;
	let next = ask(1);
	for (let pageNumber = 1; ; pageNumber++) {
		const page = await next;
		const hashes = page.rows.map(rowHash);
		stopOn(pages.page(page, pageNumber, hashes));
		stopOn(rows.page(page.rows, hashes));
		const before = count;
		count += page.rows.length;
		const isLast = pages.isLast(page);
		if (count < limit && !isLast) next = ask(pageNumber + 1);
		yield page.rows.slice(0, limit - before);
		if (count >= limit) return;
		if (isLast) {
			stopOn(pages.end());
			stopOn(rows.end());
			return;
		}
	}
}

function tooManyForMemory(): OperatorError {
	return new OperatorError(
		`More than ${MOST_ROWS_IN_MEMORY} rows came, which is the limit in memory`,
		{
			description:
				'Nothing was taken. Choose a file as the output if the node offers it, or read fewer rows with filters, a period or a Limit.',
		},
	);
}

function keepsShifting({ subject }: Listing, shift: Shift): OperatorError {
	return new OperatorError(
		`The list of ${subject} kept changing while it was read, ${MAX_LISTED_AGAIN + 1} times (${shift})`,
		{
			description:
				'Nothing was taken from it, so nothing is lost or doubled. Run again later; if it happens again, choose a period that has ended, or a Page Size that holds the whole list.',
		},
	);
}
