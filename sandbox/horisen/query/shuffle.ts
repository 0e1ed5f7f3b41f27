import type { RowSource } from './paging';

/** The same rows in another order for each `seed`: stepping through them by a stride prime to their count. */
export function shuffled<T>(source: RowSource<T>, seed: number): RowSource<T> {
	const { count } = source;
	if (count === 0) return source;
	let stride = 1 + ((seed * 7_919) % count);
	while (greatestCommonDivisor(stride, count) !== 1) stride += 1;
	return { count, row: (index) => source.row((index * stride + seed) % count) };
}

function greatestCommonDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
