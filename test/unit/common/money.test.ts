import Big from 'big.js';
import fc from 'fast-check';
import { decimalText, roundedText, toDecimal } from '../../../nodes/common/money';
import { cpuMilliseconds } from '../../support/cpuTime';

const sum = (values: number[]) =>
	decimalText(values.reduce((total, value) => total.plus(toDecimal(value, 'amount')), new Big(0)));

describe('toDecimal', () => {
	it.each([
		[0.1, '0.1'],
		[1e-7, '0.0000001'],
		[1e21, '1000000000000000000000'],
		[-0, '0'],
		['12.50', '12.5'],
		[' 7 ', '7'],
		['+7.5', '7.5'],
		['1E-3', '0.001'],
	])('reads %p as %s', (value, text) => {
		expect(decimalText(toDecimal(value, 'amount'))).toBe(text);
	});

	it.each([
		[undefined, 'missing'],
		[null, 'null'],
		[NaN, 'NaN'],
		[Infinity, 'Infinity'],
		['', '""'],
		['NaN', '"NaN"'],
		['1,5', '"1,5"'],
		['1e9999', '"1e9999"'],
		[[1], 'array'],
		[true, 'boolean'],
	])('refuses %p by name', (value, described) => {
		expect(() => toDecimal(value, 'Document 300919-1, total')).toThrow(
			`Document 300919-1, total is not an amount: ${described === 'array' || described === 'boolean' ? `a value of type ${described}` : described}`,
		);
	});

	it('refuses 100,000 digits at once', () => {
		const taken = cpuMilliseconds(() => {
			for (const text of ['9'.repeat(100_000), `${'1'.repeat(100_000)}x`]) {
				expect(() => toDecimal(text, 'Document 300919-1, total')).toThrow('characters');
			}
		});
		expect(taken).toBeLessThan(500);
	});

	it('keeps every digit of a whole number above 2^53', () => {
		expect(decimalText(toDecimal('9007199254740993', 'amount'))).toBe('9007199254740993');
	});

	it('adds exactly what floats cannot', () => {
		expect(0.1 + 0.2).not.toBe(0.3);
		expect(sum([0.1, 0.2])).toBe('0.3');
		expect(sum([1e15, 0.001, -1e15])).toBe('0.001');
	});

	it('keeps every digit of every number', () => {
		fc.assert(
			fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
				const text = decimalText(toDecimal(value, 'amount'));
				expect(text).toMatch(/^-?\d+(\.\d+)?$/);
				expect(Number(text)).toBe(value === 0 ? 0 : value);
			}),
		);
	});
});

describe('roundedText', () => {
	it.each([
		['0.005', 2, '0.01'],
		['-0.005', 2, '-0.01'],
		['-0.004', 2, '0.00'],
		['2.5', 0, '3'],
		['-0.4', 0, '0'],
		['1', 2, '1.00'],
	])('writes %s with %d decimals as %s', (value, decimals, text) => {
		expect(roundedText(new Big(value), decimals)).toBe(text);
	});

	it('is never off by more than half of the last digit', () => {
		fc.assert(
			fc.property(
				fc.integer(),
				fc.integer({ min: 0, max: 6 }),
				fc.integer({ min: 0, max: 4 }),
				(digits, scale, decimals) => {
					const value = new Big(digits).div(new Big(10).pow(scale));
					const off = new Big(roundedText(value, decimals)).minus(value).abs();
					expect(off.lte(new Big(0.5).div(new Big(10).pow(decimals)))).toBe(true);
				},
			),
		);
	});
});
