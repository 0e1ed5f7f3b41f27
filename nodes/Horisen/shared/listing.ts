import { type RowHash, rowHash } from '../../common/digest';
import { OperatorError } from '../../common/errors';
import type { Page, Row } from './page';
import { PagingCheck, type Shift } from './pagingCheck';

/** After the first reading. */
const MAX_LISTED_AGAIN = 3;

/** A list at the vendor that is read page by page. */
export interface Listing {
	/** Names it in errors, e.g. `the traffic report of invoice 4711`. */
	subject: string;
	pageSize: number;
	/** Reads no more pages than these rows need; then the count cannot be held against the total. */
	limit?: number;
	/** @param signal aborts when nobody waits for the page any more */
	fetchPage(pageNumber: number, pageSize: number, signal: AbortSignal): Promise<Page>;
	/** A fresh one for every reading. */
	rowCheck(): RowCheck;
}

/** Decides whether the rows of one reading are each row once. */
export interface RowCheck {
	/** Sees every page in order; a shift that is certain ends the reading at once. */
	page(rows: Row[], hashes: RowHash[]): Shift | undefined;
	/** Sees the end of a complete reading. */
	end(): Shift | undefined;
}

/**
 * Reads a whole list into `consume`, which gets its pages of rows in order. While it works on one, the next
 * one is fetched, and no other; one that fails does so at its turn. Where the list shifted while
 * it was read (rows came, went, or came twice), `consume` starts anew on a fresh reading, at most three
 * times more: what it made of an incomplete reading is never used.
 *
 * @throws OperatorError where the list keeps shifting, or paging is not followed
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
			// The page ahead may still be on its way.
			reading.over.abort();
		}
	}
}

/** For lists that memory holds: all rows of all pages. */
export async function allRows(pages: AsyncGenerator<Row[]>): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const page of pages) {
		// A page may hold more rows than a call takes arguments.
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
	const pageSize = Math.min(checked(listing.pageSize, 'Page Size'), checked(limit, 'Limit'));
	const pages = new PagingCheck(listing.subject);
	const rows = listing.rowCheck();
	const stopOn = (shift: Shift | undefined) => {
		if (shift === undefined) return;
		reading.shift = shift;
		throw new Error(shift);
	};
	const ask = (pageNumber: number) => {
		const answer = fetchPage(pageNumber, pageSize, reading.over.signal);
		// Whether it failed is looked at when it is its turn, which may never come.
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
			stopOn(pages.end(count));
			stopOn(rows.end());
			return;
		}
	}
}

/** An expression may give any number. */
function checked(value: number, field: string): number {
	if (value >= 1 && (Number.isInteger(value) || value === Infinity)) return value;
	throw new OperatorError(`${field} is not a whole number from 1 on: ${value}`, {
		description: 'Correct the number, or the expression that gives it. Nothing was read.',
	});
}

function keepsShifting({ subject }: Listing, shift: Shift): OperatorError {
	return new OperatorError(
		`The list of ${subject} kept changing while it was read, ${MAX_LISTED_AGAIN + 1} times (${shift})`,
		{
			description:
				'Nothing was taken from it, so nothing is lost or doubled. Run again later; if it stays, choose a period that has ended, or a Page Size that holds the whole list.',
		},
	);
}
