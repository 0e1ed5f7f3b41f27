import { ParameterError } from '../errors';
import type { Attributes } from './attributes';
import { compare, comparableOf } from './values';

export type Order<T> = (a: T, b: T) => number;

/** The order of `sort=a,-b`: ascending a, then descending b. Rows without a value come first. */
export function parseSort<T>(value: string, attributes: Attributes<T>): Order<T> {
	const orders = value.split(',').map((part) => {
		const descending = part.startsWith('-');
		const field = descending ? part.slice(1) : part;
		const attribute = attributes.get(field);
		if (!attribute) throw new ParameterError('sort', `unknown attribute '${field}'`);
		return (a: T, b: T) => {
			const left = comparableOf(attribute.type, attribute.read(a));
			const right = comparableOf(attribute.type, attribute.read(b));
			const order =
				left === undefined || right === undefined
					? Number(left !== undefined) - Number(right !== undefined)
					: compare(left, right);
			return descending ? -order : order;
		};
	});
	return (a, b) => {
		for (const order of orders) {
			const result = order(a, b);
			if (result !== 0) return result;
		}
		return 0;
	};
}
