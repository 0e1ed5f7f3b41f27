import type Big from 'big.js';
import { lastFullMonth, type Period } from '../../simulator/dates';
import { Refusal } from '../errors';
import { type Account, currentBalance } from './account';
import { seedAccounts } from './seed';

/** The partner's account and those of its customers. */
export class PortalData {
	partner!: Account;
	customers!: Account[];

	constructor(readonly today: string) {
		this.reset();
	}

	/** The seeded accounts again. */
	reset(): void {
		Object.assign(this, seedAccounts(this.today));
	}

	/** The last full month before today. */
	get lastFullMonth(): Period {
		return lastFullMonth(this.today);
	}

	find(accountNumber: string): Account | undefined {
		return this.customers.find((account) => account.accountNumber === accountNumber);
	}

	/** @throws Refusal 404 */
	customer(accountNumber: string): Account {
		const account = this.find(accountNumber);
		if (account) return account;
		throw new Refusal(404, `Account ${accountNumber} not found.`);
	}

	/**
	 * Books money from the partner to a customer, or back if the amount is negative. Repeating a call books again.
	 *
	 * @throws Refusal 400 if one side has insufficient funds
	 */
	move(accountNumber: string, amount: Big, description: string): Account {
		const customer = this.customer(accountNumber);
		const short = (account: Account, change: Big) =>
			change.lt(0) && currentBalance(account).plus(change).lt(account.creditLimit);
		if (short(this.partner, amount.neg()) || short(customer, amount)) {
			throw new Refusal(400, 'Insufficient funds.');
		}
		const entry = { date: this.today, kind: 'payment', description } as const;
		customer.entries.push({ ...entry, amount: amount.toFixed() });
		this.partner.entries.push({ ...entry, amount: amount.neg().toFixed() });
		return customer;
	}

	register(name: string, email: string): Account {
		if (this.customers.some((customer) => customer.email === email)) {
			throw new Refusal(400, 'email is registered already.');
		}
		const account: Account = {
			accountNumber: String(2001 + this.customers.length),
			name,
			email,
			creditLimit: '0',
			startBalance: '0',
			entries: [],
			emailConfirmed: false,
		};
		this.customers.push(account);
		return account;
	}

	/** @throws Refusal 404 */
	byEmail(email: string): Account {
		const account = this.customers.find((customer) => customer.email === email);
		if (account) return account;
		throw new Refusal(404, `No customer has the email ${email}.`);
	}
}
