import Big from 'big.js';
import { toNumber } from './money';
import type { PriceList, RatedNetwork, RateRow, RateStep } from './rates';

/**
 * The rows of a price list that are valid on a date.
 *
 * @param date `YYYY-MM-DDThh:mm:ssZ`
 * @param diff adds the previous price, if there was one
 */
export function ratesForDate({ networks }: PriceList, date: string, diff: boolean): RateRow[] {
	return networks.flatMap(({ steps, ...network }) => {
		const { active, previous } = stepsOn({ steps }, date);
		if (!active || active.value === null) return [];
		const row: RateRow = { ...network, price: priceOf(active) };
		return [diff && previous ? { ...row, ...comparison(active, previous) } : row];
	});
}

/** The valid step, and the last price before it. */
function stepsOn({ steps }: Pick<RatedNetwork, 'steps'>, date: string) {
	const begun = steps.filter(({ since }) => since <= date);
	const active = begun.at(-1);
	const previous = begun.slice(0, -1).findLast(({ value }) => value !== null);
	return { active, previous };
}

function priceOf({ value, currency, currencyIso }: RateStep): RateRow['price'] {
	return { value: toNumber(new Big(value ?? 0)), currency, currencyIso };
}

function comparison(active: RateStep, previous: RateStep): Partial<RateRow> {
	const before = new Big(previous.value ?? 0);
	const difference = new Big(active.value ?? 0).minus(before);
	return {
		previousPrice: priceOf(previous),
		difference: difference.toFixed(),
		differencePercentage: before.eq(0) ? '' : difference.times(100).div(before).toFixed(2),
	};
}
