import Big from 'big.js';

/** A balance entry. Payments raise the balance, all others lower it. */
export type EntryKind = 'payment' | 'call' | 'other' | 'adjustment';

export interface Entry {
	/** `YYYY-MM-DD` */
	date: string;
	kind: EntryKind;
	/** Exact decimal text. */
	amount: string;
	description?: string;
}

/** A customer, or the partner. */
export interface Account {
	accountNumber: string;
	name: string;
	email: string;
	/** The lowest balance after taking money; may be negative, as documented. */
	creditLimit: string;
	/** The balance before the first entry. */
	startBalance: string;
	entries: Entry[];
	/** Error added to every reported closing balance, for a portal that does not add up. */
	closingError?: string;
	emailConfirmed: boolean;
}

/** The amounts of a balance with the API's names, as JSON numbers. */
export type Balance = Record<
	| 'opening_balance'
	| 'payments'
	| 'adjustments'
	| 'call_charges'
	| 'other_charges'
	| 'total_charges'
	| 'closing_balance',
	number
>;

/** The balance of a period, both days included. */
export function balanceOf(account: Account, from: string, to: string): Balance {
	const within = account.entries.filter(({ date }) => date >= from && date <= to);
	const opening = account.entries
		.filter(({ date }) => date < from)
		.reduce(apply, new Big(account.startBalance));
	const closing = within.reduce(apply, opening).plus(account.closingError ?? 0);
	const of = (kind: EntryKind) =>
		within
			.filter((entry) => entry.kind === kind)
			.reduce((total, { amount }) => total.plus(amount), new Big(0));
	const [call, other, adjustments] = [of('call'), of('other'), of('adjustment')];
	return {
		opening_balance: toNumber(opening),
		payments: toNumber(of('payment')),
		adjustments: toNumber(adjustments),
		call_charges: toNumber(call),
		other_charges: toNumber(other),
		total_charges: toNumber(call.plus(other).plus(adjustments)),
		closing_balance: toNumber(closing),
	};
}

/** The balance after all entries. */
export function currentBalance(account: Account): Big {
	return account.entries.reduce(apply, new Big(account.startBalance));
}

/** The JSON number of an exact decimal: its shortest text is the decimal's text up to 15 digits. */
export function toNumber(value: Big): number {
	return Number(value.toFixed());
}

function apply(balance: Big, { kind, amount }: Entry): Big {
	return kind === 'payment' ? balance.plus(amount) : balance.minus(amount);
}
