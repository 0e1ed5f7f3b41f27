import Big from 'big.js';
import { OperatorError } from '../../common/errors';
import { decimalText } from '../../common/money';
import type { Row } from '../../common/http/page';
import {
	networkOf,
	type Price,
	priceOf,
	type PriceStep,
	priceStep,
	rateKey,
	rateLabel,
} from './rate';

/** `otherCurrency`: the currencies differ, so it is neither up nor down. */
const CHANGES = ['up', 'down', 'new', 'gone', 'otherCurrency'] as const;
export type Change = (typeof CHANGES)[number];

/** A changed rate. Its names come from the later list, if the rate is still there. */
export type RateChange = { change: Change } & ReturnType<typeof networkOf> & PriceStep;

export interface Comparison {
	/** Largest first: see `compareRates`. */
	changes: RateChange[];
	/** Number of rates for each kind of change. */
	counts: Record<Change, number>;
	unchanged: number;
}

/** The rates of one price list on one date. */
export interface RatesOfDate {
	/** Their name in errors. */
	subject: string;
	rates: Row[];
}

/**
 * The changes of a price list between two dates. `mcc`, `mnc`, `operatorID` and `countryName` identify a rate; a
 * changed operator name is not a price change.
 *
 * Largest change first, by percentage of the previous price; a rate that is gone counts as 100 %. Changes of currency
 * and increases from zero have no percentage and come first; new rates come last.
 *
 * @throws OperatorError naming a rate that has no price, or two in one list
 */
export function compareRates(earlier: RatesOfDate, later: RatesOfDate): Comparison {
	const before = byKey(earlier);
	const after = byKey(later);
	const changed: Sized[] = [];
	for (const key of new Set([...before.keys(), ...after.keys()])) {
		const found = changeOf(key, before.get(key), after.get(key));
		if (found) changed.push(found);
	}
	const changes = changed.sort(largestFirst).map(({ entry }) => entry);
	const counts = Object.fromEntries(
		CHANGES.map((kind) => [kind, changes.filter(({ change }) => change === kind).length]),
	) as Record<Change, number>;
	return { changes, counts, unchanged: after.size - (changes.length - counts.gone) };
}

interface Rate {
	row: Row;
	price: Price;
}

function byKey({ rates, subject }: RatesOfDate): Map<string, Rate> {
	const found = new Map<string, Rate>();
	for (const row of rates) {
		const price = priceOf(row);
		const other = found.get(rateKey(row))?.price;
		if (other && !isSame(other, price)) {
			throw new OperatorError(
				`${rateLabel(row)} is twice in ${subject}: ${priceText(other)} and ${priceText(price)}`,
				{
					description:
						'It is unclear which one is valid, so nothing was compared. Ask HORISEN Support to correct the price list.',
				},
			);
		}
		found.set(rateKey(row), { row, price });
	}
	return found;
}

function isSame(one: Price, other: Price): boolean {
	return one.currency === other.currency && one.value.eq(other.value);
}

function priceText({ value, currency }: Price): string {
	return `${decimalText(value)} ${currency}`.trim();
}

/** A change with its sort keys: its rank, then the fraction `part / whole`, then its key. */
interface Sized {
	entry: RateChange;
	key: string;
	rank: number;
	part: Big;
	whole: Big;
}

const ONE = new Big(1);

function changeOf(key: string, before?: Rate, after?: Rate): Sized | undefined {
	const network = networkOf((after ?? before)!.row);
	const step = priceStep(before?.price, after?.price);
	const sized = (change: Change, rank: number, part: Big, whole = ONE): Sized => ({
		entry: { change, ...network, ...step },
		key,
		rank,
		part: part.abs(),
		whole: whole.abs(),
	});
	if (!before) return sized('new', 3, after!.price.value);
	if (!after) return sized('gone', 2, ONE);
	if (isSame(before.price, after.price)) return undefined;
	const { value: previous, currency } = before.price;
	if (currency !== after.price.currency) return sized('otherCurrency', 0, after.price.value);
	const difference = after.price.value.minus(previous);
	const change = difference.gt(0) ? 'up' : 'down';
	return previous.eq(0) ? sized(change, 1, difference) : sized(change, 2, difference, previous);
}

/** Compares fractions by cross-multiplication: without division, nothing is rounded. */
function largestFirst(one: Sized, other: Sized): number {
	return (
		one.rank - other.rank ||
		other.part.times(one.whole).cmp(one.part.times(other.whole)) ||
		(one.key < other.key ? -1 : 1)
	);
}
