import Big from 'big.js';
import fc from 'fast-check';
import { compareRates } from '../../../../nodes/Horisen/Rates/rateChanges';
import type { Row } from '../../../../nodes/common/http/page';

interface Given {
	mcc?: unknown;
	mnc?: unknown;
	operatorID?: unknown;
	countryName?: unknown;
	operator?: string;
}

function rate(value: unknown, network: Given = {}, currencyIso = 'EUR'): Row {
	return {
		countryName: 'Switzerland',
		operator: 'Alp Mobile',
		continent: 'Europe',
		mcc: '228',
		mnc: '01',
		operatorID: '7560',
		...network,
		price: { value, currency: currencyIso === 'EUR' ? 978 : 840, currencyIso },
	};
}

const compare = (earlier: Row[], later: Row[]) =>
	compareRates(
		{ subject: 'the earlier rates', rates: earlier },
		{ subject: 'the later rates', rates: later },
	);
const only = (earlier: Row[], later: Row[]) => compare(earlier, later).changes[0];

describe('what changed between two dates', () => {
	it('is up, with the exact difference and percentage', () => {
		expect(only([rate(0.1)], [rate(0.3)])).toEqual({
			change: 'up',
			countryName: 'Switzerland',
			operator: 'Alp Mobile',
			continent: 'Europe',
			mcc: '228',
			mnc: '01',
			operatorID: '7560',
			previousPrice: '0.1',
			previousCurrency: 'EUR',
			price: '0.3',
			currency: 'EUR',
			difference: '0.2',
			differencePercentage: '200',
		});
	});

	it.each([
		[0.3, 0.1, 'down', '-0.2', '-66.6667'],
		[0.0001, 0.0002, 'up', '0.0001', '100'],
		[1e-7, 3e-7, 'up', '0.0000002', '200'],
		[0.045, 0.0451, 'up', '0.0001', '0.2222'],
		[0.08, 0.07, 'down', '-0.01', '-12.5'],
		['0.0450', '0.05', 'up', '0.005', '11.1111'],
		[1_000_000, 1_000_000.000001, 'up', '0.000001', '0'],
		[0, 0.005, 'up', '0.005', null],
		[0.005, 0, 'down', '-0.005', '-100'],
	])('from %p to %p: %s by %s, %s %%', (before, after, change, difference, percentage) => {
		expect(only([rate(before)], [rate(after)])).toMatchObject({
			change,
			difference,
			differencePercentage: percentage,
		});
	});

	it('is new or gone, without a difference', () => {
		expect(only([], [rate(0.05)])).toMatchObject({
			change: 'new',
			previousPrice: null,
			previousCurrency: null,
			price: '0.05',
			difference: null,
			differencePercentage: null,
		});
		expect(only([rate(0.05)], [])).toMatchObject({
			change: 'gone',
			previousPrice: '0.05',
			price: null,
			currency: null,
			difference: null,
			differencePercentage: null,
		});
	});

	it('may be another currency, which is neither up nor down', () => {
		expect(only([rate(0.05)], [rate(0.05, {}, 'USD')])).toMatchObject({
			change: 'otherCurrency',
			previousPrice: '0.05',
			previousCurrency: 'EUR',
			price: '0.05',
			currency: 'USD',
			difference: null,
			differencePercentage: null,
		});
	});

	it('is nothing if only a name or the order changed', () => {
		const one = rate(0.05);
		const other = rate(0.07, { mnc: '02' });
		const renamed = rate(0.05, { operator: 'Alp Mobile AG' });
		expect(compare([one, other], [other, renamed])).toEqual({
			changes: [],
			counts: { up: 0, down: 0, new: 0, gone: 0, otherCurrency: 0 },
			unchanged: 2,
		});
	});

	it('distinguishes rates by mcc, mnc, operator ID and country, including leading zeros', () => {
		const networks: Given[] = [
			{ mnc: '1' },
			{ mnc: '01' },
			{ mnc: '001' },
			{ mnc: '' },
			{ mnc: '', operatorID: '' },
			{ mnc: '', operatorID: '', mcc: '229' },
			{ mnc: '', operatorID: '', countryName: 'Liechtenstein' },
		];
		const earlier = networks.map((network) => rate(1, network));
		const later = networks.map((network, index) => rate(1 + index, network));
		const { changes, unchanged } = compare(earlier, later.reverse());
		expect(unchanged).toBe(1);
		expect(changes.map(({ difference }) => difference)).toEqual(['6', '5', '4', '3', '2', '1']);
		expect(changes.at(-1)).toMatchObject({ mnc: '01', price: '2' });
	});

	it('treats a missing code as an empty one', () => {
		expect(compare([rate(1, { mnc: null })], [rate(1, { mnc: '' })]).changes).toEqual([]);
		expect(compare([rate(1, { operatorID: 7560 })], [rate(1)]).changes).toEqual([]);
	});

	it('comes largest first: other currency, up from zero, by percentage with gone as 100 %, new', () => {
		const named = (names: string[], prices: Record<string, Row>) =>
			names.flatMap((name) => (name in prices ? [{ ...prices[name], countryName: name }] : []));
		const names = ['new', 'small', 'gone', 'large', 'zero', 'medium', 'currency', 'larger', 'dear'];
		const before = {
			small: rate(1),
			gone: rate(0.001),
			large: rate(0.01),
			larger: rate(0.001),
			zero: rate(0),
			medium: rate(100),
			currency: rate(1),
		};
		const after = {
			new: rate(5),
			dear: rate(50),
			small: rate(1.01),
			large: rate(0.03),
			larger: rate(0.0031),
			zero: rate(0.0001),
			medium: rate(50),
			currency: rate(1, {}, 'USD'),
		};
		const { changes, counts } = compare(named(names, before), named(names, after));
		expect(changes.map(({ countryName }) => countryName)).toEqual([
			'currency',
			'zero',
			'larger',
			'large',
			'gone',
			'medium',
			'small',
			'dear',
			'new',
		]);
		expect(counts).toEqual({ up: 4, down: 1, new: 2, gone: 1, otherCurrency: 1 });
	});

	it('counts a rate that HORISEN lists twice as one, and refuses one with two prices by name', () => {
		expect(compare([rate(1), rate(1)], [rate(2)]).changes).toHaveLength(1);
		expect(() => compare([rate(1)], [rate(2), rate(3)])).toThrow(
			'The rate of 228 01 (Switzerland, Alp Mobile) is twice in the later rates: 2 EUR and 3 EUR',
		);
	});

	it.each([undefined, null, 'free', NaN])('refuses the price %p by name', (value) => {
		expect(() => compare([rate(value, { mnc: '' })], [])).toThrow(
			'The rate of 228 (Switzerland, Alp Mobile): price.value is not an amount',
		);
	});

	it('accounts for every rate exactly, for any two lists', () => {
		const prices = fc.integer({ min: 0, max: 99_999 }).map((value) => value / 1e6);
		const list = fc.dictionary(fc.constantFrom(...'abcdefgh'), prices);
		fc.assert(
			fc.property(list, list, (earlier, later) => {
				const rows = (prices: Record<string, number>) =>
					Object.entries(prices).map(([name, value]) => rate(value, { countryName: name }));
				const { changes, counts, unchanged } = compare(rows(earlier), rows(later));
				const { up, down, gone } = counts;
				expect(changes.length - gone + unchanged).toBe(Object.keys(later).length);
				expect(up + down + gone + unchanged).toBe(Object.keys(earlier).length);
				for (const { countryName, price, previousPrice, difference } of changes) {
					expect(price === null ? undefined : Number(price)).toBe(later[countryName]);
					expect(previousPrice === null ? undefined : Number(previousPrice)).toBe(
						earlier[countryName],
					);
					if (price !== null && previousPrice !== null) {
						expect(new Big(previousPrice).plus(difference ?? 0).eq(price)).toBe(true);
					}
				}
			}),
		);
	});
});
