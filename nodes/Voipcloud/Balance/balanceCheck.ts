import Big from 'big.js';
import { decimalText } from '../../common/money';
import { exactAmount } from '../shared/exactAmount';

/** The amounts of a balance, under VoIPcloud's names (VoIPcloud Partner API, customer balance). */
export const AMOUNTS = [
	'opening_balance',
	'payments',
	'adjustments',
	'call_charges',
	'other_charges',
	'total_charges',
	'closing_balance',
] as const;

export type AmountName = (typeof AMOUNTS)[number];

/** Whether a balance adds up; differences are exact decimal texts. */
export interface BalanceCheck {
	/** `notApplicable` if an amount is missing, which is allowed only in the partner's balance. */
	status: 'matched' | 'difference' | 'notApplicable';
	/** `closing_balance` minus (`opening_balance` + `payments` − `total_charges`). */
	difference?: string;
	/** `total_charges` minus (`call_charges` + `other_charges` + `adjustments`). */
	totalChargesDifference?: string;
	/** Why the check was not possible. */
	reason?: string;
}

/**
 * The amounts of a balance as exact decimals. The answer's numbers are read by their shortest decimal text.
 *
 * @param label e.g. `Balance of account 1001`
 * @throws OperatorError if an amount is invalid, or a required one is missing
 */
export function readAmounts(
	data: Record<string, unknown>,
	label: string,
	required: boolean,
): Map<AmountName, Big> {
	const present = AMOUNTS.filter((name) => required || data[name] !== undefined);
	return new Map(
		present.map((name) => [
			name,
			exactAmount(
				data[name],
				`${label}, ${name},`,
				'VoIPcloud sent a balance that cannot be used; nothing was taken from it. Check the account in the portal, and ask VoIPcloud Support.',
			),
		]),
	);
}

/**
 * Checks that opening balance, payments and charges make the closing balance, and that the charges sum to their total,
 * as in VoIPcloud's documented example.
 *
 * @param tolerance for VoIPcloud's rounding, per comparison
 */
export function checkBalance(amounts: ReadonlyMap<AmountName, Big>, tolerance: Big): BalanceCheck {
	const missing = AMOUNTS.filter((name) => !amounts.has(name));
	if (missing.length > 0) {
		return { status: 'notApplicable', reason: `The answer has no ${missing.join(', ')}.` };
	}
	const of = (name: AmountName) => amounts.get(name) ?? new Big(0);
	const difference = of('closing_balance').minus(
		of('opening_balance').plus(of('payments')).minus(of('total_charges')),
	);
	const totalChargesDifference = of('total_charges').minus(
		of('call_charges').plus(of('other_charges')).plus(of('adjustments')),
	);
	const matched = [difference, totalChargesDifference].every((left) => left.abs().lte(tolerance));
	return {
		status: matched ? 'matched' : 'difference',
		difference: decimalText(difference),
		totalChargesDifference: decimalText(totalChargesDifference),
	};
}
