import Big from 'big.js';
import type { Method } from '../call';
import { currentBalance, toNumber } from '../data/account';
import { Refusal } from '../errors';
import type { State } from '../state';

export function fundsMethods({ data, options }: State): Method[] {
	return [
		{
			name: 'moveFunds',
			verb: 'PUT',
			path: 'move-funds',
			parameters: ['account_number', 'amount', 'description'],
			answer: (parameters) => {
				const amount = amountOf(parameters.get('amount') ?? '', options.amountDecimals);
				const description = parameters.get('description') ?? '';
				const customer = data.move(parameters.get('account_number') ?? '', amount, description);
				return {
					customer_balance: toNumber(currentBalance(customer)),
					customer_credit_limit: Number(customer.creditLimit),
				};
			},
		},
	];
}

/** Plain decimals only: no exponent, no separators, no plus sign, not zero. */
function amountOf(text: string, decimals: number): Big {
	const match = /^-?\d{1,12}(?:\.(?<fraction>\d+))?$/.exec(text);
	const wellFormed = match !== null && (match.groups?.fraction ?? '').length <= decimals;
	if (!wellFormed || Number(text) === 0) {
		throw new Refusal(400, `amount must be a decimal number with at most ${decimals} decimals.`);
	}
	return new Big(text);
}
