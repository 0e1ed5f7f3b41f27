import { amountOf, wholeAmountOf } from '../../../nodes/common/amountOf';

describe('amountOf', () => {
	it.each([
		[1, 1],
		[0.5, 0.5],
		['30', 30],
		[' 2.5 ', 2.5],
	])('accepts %j', (value, amount) => {
		expect(amountOf(value, 'Step Timeout', 0.1)).toBe(amount);
	});

	it.each(['', ' ', undefined, null, 'soon', NaN, Infinity, 0, -1, true, [], [5], {}])(
		'refuses %j, which an expression may give',
		(value) => {
			expect(() => amountOf(value, 'Step Timeout', 0.1)).toThrow(
				/^Step Timeout is not a number of at least 0.1/,
			);
		},
	);
});

describe('wholeAmountOf', () => {
	it('accepts whole numbers in their range', () => {
		expect(wholeAmountOf(0, 'Decimals', 0, 10)).toBe(0);
		expect(wholeAmountOf(' 10 ', 'Decimals', 0, 10)).toBe(10);
		expect(wholeAmountOf(1e9, 'Limit', 1)).toBe(1e9);
	});

	it.each(['', null, undefined, 'two', NaN, 2.5, -1, 11, Infinity, '1e400', {}])(
		'refuses %j by name',
		(value) => {
			expect(() => wholeAmountOf(value, 'Decimals', 0, 10)).toThrow(
				/^Decimals is not a whole number from 0 to 10: /,
			);
		},
	);
});
