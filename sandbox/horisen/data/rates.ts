import { addDays } from './dates';
import { NETWORKS } from './networks';
import { Random } from './random';

/** A currency in HORISEN Rates' format: ISO 4217's number and code. */
export interface RateCurrency {
	currency: number;
	currencyIso: string;
}

/** A network's price from a date on; null removes it from the price list. */
export interface RateStep extends RateCurrency {
	/** `YYYY-MM-DDThh:mm:ssZ`. */
	since: string;
	/** Exact decimal text. */
	value: string | null;
}

/** A network on a price list. An empty `mnc` means the rest of the country. */
export interface RatedNetwork {
	countryName: string;
	operator: string;
	continent: string;
	mcc: string;
	mnc: string;
	operatorID: string;
	/** In the order of their dates. */
	steps: RateStep[];
}

export interface PriceList {
	id: number;
	name: string;
	currencyId: number;
	currencyCode: string;
	networks: RatedNetwork[];
}

/** `PriceStruct`. */
interface Price extends RateCurrency {
	value: number;
}

/** `CustomerRoutePriceListWO`: a row of the rates for a date. */
export interface RateRow extends Omit<RatedNetwork, 'steps'> {
	price: Price;
	previousPrice?: Price;
	difference?: string;
	differencePercentage?: string;
}

const EUR: RateCurrency = { currency: 978, currencyIso: 'EUR' };
const USD: RateCurrency = { currency: 840, currencyIso: 'USD' };

/** Price lists by what their names and changes test; `changes` is a plan from below. */
const PLAN = [
	{ name: 'Standard EUR', own: EUR, changes: 'many' },
	{ name: `Premium & <direct>, "Süd" ]]> 🚀`, own: USD, changes: 'many' },
	{ name: '../../Wholesale', own: EUR, changes: 'one' },
	{ name: '=1+1;Ctrl\u0001\u0085', own: USD, changes: 'none' },
	...Array.from({ length: 8 }, (_, index) => ({
		name: `Campaign ${String(index + 1).padStart(2, '0')}`,
		own: EUR,
		changes: 'none' as const,
	})),
] satisfies Array<{ name: string; own: RateCurrency; changes: 'many' | 'one' | 'none' }>;

const FIRST_ID = 101;

/** The price lists of the seed: the same for the same seed and day. */
export function seedPriceLists(seed: string, today: string): PriceList[] {
	const random = new Random(`${seed} rates`);
	return PLAN.map(({ name, own, changes }, index) => ({
		id: FIRST_ID + index,
		name,
		currencyId: own.currency,
		currencyCode: own.currencyIso,
		networks: ratedNetworks(random, today, own, changes),
	}));
}

type Changes = (typeof PLAN)[number]['changes'];

/** The price changes of a network, by its place on the list: days before today, time, price. */
type Plan = (price: string) => Array<[daysAgo: number, time: string, value: string | null]>;

const MIDNIGHT = '00:00:00';

const MANY: Record<number, Plan> = {
	0: () => [
		[60, MIDNIGHT, '0.0001'],
		[0, MIDNIGHT, '0.0002'],
	],
	1: () => [
		[90, MIDNIGHT, '0.0725'],
		[3, MIDNIGHT, '0.0775'],
		[1, '13:30:00', '0.07'],
	],
	2: (price) => [[1, '08:00:00', `${price}1`]],
	3: () => [[0, MIDNIGHT, null]],
	4: () => [[20, '23:59:59', null]],
	5: () => [
		[30, MIDNIGHT, '0.1'],
		[1, '00:00:01', '0.3'],
	],
	6: () => [
		[40, MIDNIGHT, '0.0000001'],
		[0, MIDNIGHT, '0.0000003'],
	],
	7: () => [
		[10, MIDNIGHT, '0'],
		[1, '12:00:00', '0.005'],
	],
	// Off the list and on it again at the same price within the day: no change between midnights.
	8: (price) => [
		[1, '06:00:00', null],
		[1, '07:00:00', price],
	],
};

const ONE: Record<number, Plan> = { 2: () => [[1, '15:00:00', '0.99']] };

/** On the lists of many changes, these two are new since yesterday. */
const NEW = [11, 12];

/** On the lists of many changes, this one changed its currency yesterday. */
const OTHER_CURRENCY = 9;

function ratedNetworks(
	random: Random,
	today: string,
	own: RateCurrency,
	changes: Changes,
): RatedNetwork[] {
	const plans = changes === 'many' ? MANY : changes === 'one' ? ONE : {};
	return listedNetworks().map((network, index) => {
		const price = `0.${String(random.integer(40, 999)).padStart(4, '0')}`;
		const isNew = changes === 'many' && NEW.includes(index);
		const steps = [
			isNew ? ([1, '09:00:00', price] as const) : ([400, MIDNIGHT, price] as const),
			...((plans as Record<number, Plan | undefined>)[index]?.(price) ?? []),
		].map(([daysAgo, time, value]) => ({ since: at(today, daysAgo, time), value, ...own }));
		if (changes === 'many' && index === OTHER_CURRENCY) {
			const other = own === EUR ? USD : EUR;
			steps.push({ since: at(today, 1, '10:00:00'), value: price, ...other });
		}
		return { ...network, steps };
	});
}

function at(today: string, daysAgo: number, time: string): string {
	return `${addDays(today, -daysAgo)}T${time}Z`;
}

const CONTINENTS: Record<string, string> = {
	CH: 'Europe',
	DE: 'Europe',
	FR: 'Europe',
	GR: 'Europe',
	CI: 'Africa',
	US: 'North America',
	AE: 'Asia',
	JP: 'Asia',
	IN: 'Asia',
};

/** The destination networks of traffic, and two whole countries. */
function listedNetworks(): Array<Omit<RatedNetwork, 'steps'>> {
	const networks = NETWORKS.map((network) => ({
		countryName: network.countryName,
		operator: network.operatorName,
		continent: CONTINENTS[network.countryCode2] ?? '',
		mcc: network.mcc,
		mnc: network.mnc,
		operatorID: String(network.operatorId),
	}));
	const whole = [
		{ countryName: 'Liechtenstein', continent: 'Europe', mcc: '295' },
		{ countryName: 'Test Network', continent: '', mcc: '001' },
	].map((country) => ({ ...country, operator: '', mnc: '', operatorID: '' }));
	return [...networks, ...whole];
}
