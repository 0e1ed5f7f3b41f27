import Big from 'big.js';
import fc from 'fast-check';
import { AMOUNTS, checkBalance, readAmounts } from '../../../nodes/Voipcloud/Balance/balanceCheck';

/** VoIPcloud's documented example. */
const EXAMPLE = {
	opening_balance: 245.71293,
	payments: 57,
	adjustments: 5,
	call_charges: 48.125,
	other_charges: 7.5,
	total_charges: 60.625,
	closing_balance: 242.08793,
};

const check = (data: Record<string, unknown>, tolerance = '0', required = true) =>
	checkBalance(readAmounts(data, 'Balance', required), new Big(tolerance));

it('finds that the documented example adds up, exactly', () => {
	expect(check(EXAMPLE)).toEqual({
		status: 'matched',
		difference: '0',
		totalChargesDifference: '0',
	});
});

it.each([
	['closing_balance', 242.09, '0.00207', '0'],
	['opening_balance', 245.71292, '0.00001', '0'],
	['adjustments', 0, '0', '5'],
	['total_charges', 60.6250001, '0.0000001', '0.0000001'],
])('flags a difference in %s', (name, value, difference, totalChargesDifference) => {
	expect(check({ ...EXAMPLE, [name]: value })).toEqual({
		status: 'difference',
		difference,
		totalChargesDifference,
	});
});

it('accepts differences up to the tolerance, and no more', () => {
	const off = { ...EXAMPLE, closing_balance: 242.08803 };
	expect(check(off, '0.0001').status).toBe('matched');
	expect(check(off, '0.00009').status).toBe('difference');
});

it.each([
	[null, 'Balance, payments, is not an amount: null'],
	[undefined, 'Balance, payments, is not an amount: missing'],
	['', 'Balance, payments, is not an amount: ""'],
	['57,00', 'Balance, payments, is not an amount: "57,00"'],
	[[57], 'Balance, payments, is not an amount: a value of type array'],
])('refuses %j as an amount, by name', (payments, message) => {
	expect(() => check({ ...EXAMPLE, payments })).toThrow(message);
});

it('says what is missing if some amounts are optional', () => {
	const { payments, ...rest } = EXAMPLE;
	expect(check(rest, '0', false)).toEqual({
		status: 'notApplicable',
		reason: 'The answer has no payments.',
	});
	expect(payments).toBe(57);
});

it('matches everything that adds up in decimals, and nothing else', () => {
	const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });
	fc.assert(
		fc.property(fc.tuple(cents, cents, cents, cents, cents), cents, (parts, lie) => {
			const [opening, payments, adjustments, call, other] = parts.map((part) =>
				new Big(part).div(1000),
			);
			const total = call.plus(other).plus(adjustments);
			const closing = opening.plus(payments).minus(total).plus(new Big(lie).div(1000));
			const amounts = [opening, payments, adjustments, call, other, total, closing];
			const data = Object.fromEntries(AMOUNTS.map((name, index) => [name, Number(amounts[index])]));
			expect(check(data)).toEqual({
				status: lie === 0 ? 'matched' : 'difference',
				difference: new Big(lie).div(1000).toFixed(),
				totalChargesDifference: '0',
			});
		}),
	);
});
