import { amountOf } from '../../../nodes/common/amountOf';

describe('amountOf', () => {
	it.each([
		[1, 1],
		[0.5, 0.5],
		['30', 30],
		[' 2.5 ', 2.5],
	])('takes %j', (value, amount) => {
		expect(amountOf(value, 'Step Timeout', 0.1)).toBe(amount);
	});

	it.each(['', ' ', undefined, null, 'soon', NaN, Infinity, 0, -1, true, [], [5], {}])(
		'refuses %j, which an expression may give',
		(value) => {
			expect(() => amountOf(value, 'Step Timeout', 0.1)).toThrow(
				/^Step Timeout is not a number from 0.1 on/,
			);
		},
	);
});
