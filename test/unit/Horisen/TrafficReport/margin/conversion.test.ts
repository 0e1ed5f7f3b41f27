import Big from 'big.js';
import fc from 'fast-check';
import {
	convert,
	conversionsOf,
	quotient,
} from '../../../../../nodes/Horisen/TrafficReport/margin/conversion';

const document = (fields: Record<string, unknown> = {}) => ({
	documentUuid: 'u-1',
	id: 1,
	documentNumber: '300919-1',
	currencyCode: 'USD',
	domesticCurrencyCode: 'EUR',
	domesticCurrencyRate: 0.5,
	amountNoVat: 100,
	domesticAmountNoVat: 50,
	amountVat: 120,
	domesticAmountVat: 60,
	total: 120,
	domesticTotal: 60,
	...fields,
});
const nothing = {
	amountNoVat: 0,
	domesticAmountNoVat: 0,
	amountVat: 0,
	domesticAmountVat: 0,
	total: 0,
	domesticTotal: 0,
};

describe('the direction of a rate', () => {
	it.each([
		['multiply', {}],
		['divide', { domesticCurrencyRate: 2 }],
		[
			'multiply',
			{
				domesticCurrencyRate: 1,
				domesticAmountNoVat: 100,
				domesticAmountVat: 120,
				domesticTotal: 120,
			},
		],
	])('is %s for %j', (direction, fields) => {
		expect(conversionsOf([document(fields)])[0].direction).toBe(direction);
	});

	it('follows from every document whose domestic amounts are rounded to cents', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -10_000_000, max: 10_000_000 }).filter((cents) => Math.abs(cents) > 500),
				fc.integer({ min: 1, max: 500_000 }).filter((rate) => Math.abs(rate - 10_000) > 200),
				fc.constantFrom('multiply' as const, 'divide' as const),
				(cents, tenThousandths, direction) => {
					const amount = new Big(cents).div(100);
					const rate = new Big(tenThousandths).div(10_000);
					const exact = direction === 'multiply' ? amount.times(rate) : quotient(amount, rate);
					const domestic = Number(exact.toFixed(2, Big.roundHalfUp));
					const own = Number(amount);
					const [first] = conversionsOf([
						document({
							domesticCurrencyRate: Number(rate),
							amountNoVat: own,
							domesticAmountNoVat: domestic,
							amountVat: own,
							domesticAmountVat: domestic,
							total: own,
							domesticTotal: domestic,
						}),
						// Decides if the amounts are so small that both directions round to the same cents.
						document(direction === 'multiply' ? {} : { domesticCurrencyRate: 2 }),
					]);
					expect(first.direction).toBe(direction);
				},
			),
		);
	});

	it('is that of the other documents if a document bills nothing', () => {
		const empty = document({ ...nothing, domesticCurrencyRate: 2 });
		expect(
			conversionsOf([empty, document({ domesticCurrencyRate: 2 })]).map(
				({ direction }) => direction,
			),
		).toEqual(['divide', 'divide']);
	});

	it('is refused by name if nothing shows it, or if nothing is chosen', () => {
		expect(() => conversionsOf([document(nothing)])).toThrow(
			'Document 300919-1 (u-1): its amounts do not show whether its domesticCurrencyRate 0.5 multiplies or divides',
		);
		expect(conversionsOf([document(nothing)], 'divide')[0].direction).toBe('divide');
	});

	it.each([
		[0, 'is not above zero: 0'],
		[-1, 'is not above zero: -1'],
		[null, 'is not an amount: null'],
		['', 'is not an amount: ""'],
	])('is refused for the rate %j', (domesticCurrencyRate, message) => {
		expect(() => conversionsOf([document({ domesticCurrencyRate })], 'multiply')).toThrow(message);
	});
});

describe('a conversion', () => {
	it('is exact if it multiplies, and has 40 decimals if it divides', () => {
		const [multiply] = conversionsOf([document({ domesticCurrencyRate: 1e-7 })], 'multiply');
		expect(convert(new Big('0.1'), multiply).toFixed()).toBe('0.00000001');
		const [divide] = conversionsOf([document({ domesticCurrencyRate: 3 })], 'divide');
		expect(convert(new Big(1), divide).toFixed()).toBe(`0.${'3'.repeat(40)}`);
	});
});
