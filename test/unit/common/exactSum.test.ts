import Big from 'big.js';
import fc from 'fast-check';
import { decimalText } from '../../../nodes/common/money';
import { ExactSum } from '../../../nodes/common/exactSum';

const amount = fc.oneof(
	fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e22, max: 1e22 }),
	fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 10_000),
	fc.maxSafeInteger(),
	fc.constantFrom(0, -0, 1e-7, 1.5e-7, 1e21, 1.5e21, 0.1, 0.2, -0.5, 2 ** 53 + 2),
	// Without its point and with its exponent this is so near a whole number that it rounds to one.
	fc.constant(1.9040996639999999e-7),
);

describe('an exact sum', () => {
	it('equals that of big.js', () => {
		fc.assert(
			fc.property(fc.array(amount), (amounts) => {
				const sum = new ExactSum();
				for (const one of amounts) expect(sum.add(one)).toBe(true);
				const expected = amounts.reduce((one, other) => one.plus(String(other)), new Big(0));
				expect(decimalText(sum.total())).toBe(decimalText(expected));
			}),
			{ numRuns: 1000 },
		);
	});

	it('stays exact beyond the safe integers', () => {
		const sum = new ExactSum();
		for (let time = 0; time < 5; time++) sum.add(50000000000000.25);
		expect(decimalText(sum.total())).toBe('250000000000001.25');
	});

	it.each([undefined, null, '', 'x', NaN, Infinity, {}, true])('does not add %p', (value) => {
		const sum = new ExactSum();
		sum.add('0.1');
		expect(sum.add(value)).toBe(false);
		expect(decimalText(sum.total())).toBe('0.1');
	});
});
