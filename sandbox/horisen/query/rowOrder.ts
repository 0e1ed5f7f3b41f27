import type { RowOrder } from '../options';
import type { State } from '../state';
import type { RowSource } from './paging';
import { shuffled } from './shuffle';

/** The rows of a listing without a promised order, in the order for this call. */
export function inOrder<T>(
	state: State,
	order: RowOrder,
	rows: RowSource<T>,
	pageNumber: number,
): RowSource<T> {
	if (order === 'stable') return rows;
	if (order === 'perCall' || pageNumber === 1) state.unorderedListings += 1;
	return shuffled(rows, state.unorderedListings);
}
