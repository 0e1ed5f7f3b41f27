import Big from 'big.js';
import type { IDataObject } from 'n8n-workflow';
import { decimalText, toDecimal } from '../../common/money';
import type { Row } from '../../common/http/page';

export interface Price {
	value: Big;
	/** The ISO code, or the number if HORISEN sends no code. */
	currency: string;
}

/** Identifies a rate in its price list. An empty `mnc` means the whole country. */
const KEY_FIELDS = ['mcc', 'mnc', 'operatorID', 'countryName'] as const;

/** The network of a rate, in the order of a table. */
const NETWORK_FIELDS = [
	'countryName',
	'operator',
	'continent',
	'mcc',
	'mnc',
	'operatorID',
] as const;

export function rateKey(rate: Row): string {
	return JSON.stringify(KEY_FIELDS.map((field) => textOf(rate[field])));
}

/** E.g. `The rate of 228 01 (Switzerland, Alp Mobile)`. */
export function rateLabel(rate: Row): string {
	const codes = [rate.mcc, rate.mnc].map(textOf).filter(Boolean).join(' ');
	const names = [rate.countryName, rate.operator].map(textOf).filter(Boolean).join(', ');
	return `The rate of ${codes || '?'} (${names || 'no name'})`;
}

/** @throws OperatorError naming the rate, if it has no price */
export function priceOf(rate: Row, field: 'price' | 'previousPrice' = 'price'): Price {
	const { value, currency, currencyIso } = (rate[field] ?? {}) as Row;
	return {
		value: toDecimal(value, `${rateLabel(rate)}: ${field}.value`),
		currency: textOf(currencyIso) || textOf(currency),
	};
}

/** The network of a rate, with its codes as text: leading zeros matter. */
export function networkOf(rate: Row): Record<(typeof NETWORK_FIELDS)[number], string> {
	return Object.fromEntries(
		NETWORK_FIELDS.map((field) => [field, textOf(rate[field])]),
	) as ReturnType<typeof networkOf>;
}

/** Two prices and their difference; all amounts are exact decimal texts. */
export interface PriceStep {
	previousPrice: string | null;
	previousCurrency: string | null;
	price: string | null;
	currency: string | null;
	/** Price minus previous price; null if one is missing or the currencies differ. */
	difference: string | null;
	/** Percentage of the previous price, rounded half-up to four decimals; null as above, or if that is zero. */
	differencePercentage: string | null;
}

export function priceStep(previous: Price | undefined, price: Price | undefined): PriceStep {
	const comparable = previous && price && previous.currency === price.currency;
	const difference = comparable ? price.value.minus(previous.value) : undefined;
	return {
		previousPrice: previous ? decimalText(previous.value) : null,
		previousCurrency: previous?.currency ?? null,
		price: price ? decimalText(price.value) : null,
		currency: price?.currency ?? null,
		difference: difference ? decimalText(difference) : null,
		differencePercentage:
			difference && previous && !previous.value.eq(0)
				? percentage(difference, previous.value)
				: null,
	};
}

/** A division is rounded once, to the written decimals. */
const FourDecimals = Big();
FourDecimals.DP = 4;
FourDecimals.RM = Big.roundHalfUp;

function percentage(difference: Big, of: Big): string {
	return decimalText(new FourDecimals(difference.times(100)).div(of));
}

/**
 * A rate as flat fields. The difference is computed from the two prices, because HORISEN does not publish the format of
 * its own.
 *
 * @param compared whether the previous price was requested; it may be missing
 */
export function simplified(rate: Row, compared: boolean): IDataObject {
	const { price, currency, ...comparison } = priceStep(
		compared && hasPreviousPrice(rate) ? priceOf(rate, 'previousPrice') : undefined,
		priceOf(rate),
	);
	return { ...networkOf(rate), price, currency, ...(compared ? comparison : {}) };
}

function hasPreviousPrice({ previousPrice }: Row): boolean {
	const { value } = (previousPrice ?? {}) as Row;
	return value !== undefined && value !== null;
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
