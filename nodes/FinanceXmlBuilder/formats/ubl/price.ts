import Big from 'big.js';
import type { Line } from './invoice';

/** The number of units of a price: `auto` is a thousand for tiny prices, otherwise one. */
export type PriceBase = 'auto' | '1' | '1000';

/** Prices below a cent are shown per thousand, so that people can read them and ERPs can store them. */
const TINY = new Big('0.01');
const THOUSAND = 1000;

/** BT-146 and BT-149 of a price for one unit; its sign is in the quantity (BR-27). */
export function priceFor(price: Big, base: PriceBase): Pick<Line, 'price' | 'baseQuantity'> {
	const amount = price.abs();
	const perThousand = base === '1000' || (base === 'auto' && amount.gt(0) && amount.lt(TINY));
	return perThousand
		? { price: amount.times(THOUSAND), baseQuantity: THOUSAND }
		: { price: amount };
}
