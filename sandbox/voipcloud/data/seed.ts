import type { Account, Entry } from './account';

const PARTNER: Plan = {
	accountNumber: 'partner',
	name: 'Example Telecom Pty Ltd',
	startBalance: '5000',
	month: { payment: '0', call: '812.5', other: '99', adjustment: '0' },
};

/** The peculiarity of each account; `month` has the entries of each of the three seeded months. */
const CUSTOMERS: Plan[] = [
	// In its last full month the vendor's documented example.
	{
		accountNumber: '1001',
		name: 'Harbour Coffee Roasters',
		startBalance: '249.33793',
		month: { payment: '57', call: '48.125', other: '7.5', adjustment: '5' },
		creditLimit: '-55',
	},
	// Low.
	{
		accountNumber: '1002',
		name: 'Nordlicht GmbH & Co. KG <Zentrale>',
		startBalance: '10.7',
		month: { payment: '20', call: '18.2', other: '4.3', adjustment: '0' },
	},
	// Negative, with credit.
	{
		accountNumber: '1003',
		name: '"Ünïcödé" Ltd 📞',
		startBalance: '0',
		month: { payment: '30', call: '25.5', other: '11.75', adjustment: '0' },
		creditLimit: '-50',
	},
	// Amounts with many decimals, small enough for JSON to write them with an exponent.
	{
		accountNumber: '1004',
		name: 'Micro Minutes',
		startBalance: '0.3',
		month: { payment: '100.1', call: '0.0000001', other: '0.1', adjustment: '-0.2' },
	},
	// Leading zeros belong to the number.
	{
		accountNumber: '0010005',
		name: 'Zero & Daughters',
		startBalance: '75',
		month: { payment: '25', call: '20', other: '5', adjustment: '0' },
	},
	// Nothing ever happened.
	{
		accountNumber: '1006',
		name: 'Asleep Pty Ltd',
		startBalance: '12.5',
		month: { payment: '0', call: '0', other: '0', adjustment: '0' },
	},
	// The portal's closing balance is a cent too high.
	{
		accountNumber: '1007',
		name: 'Does Not Add Up Inc.',
		startBalance: '500',
		month: { payment: '0', call: '10', other: '0', adjustment: '0' },
		closingError: '0.01',
	},
];

interface Plan {
	accountNumber: string;
	name: string;
	startBalance: string;
	month: Record<Entry['kind'], string>;
	creditLimit?: string;
	closingError?: string;
}

/** The partner and its customers, with entries on the first of the two full months before a day and of its own month. */
export function seedAccounts(today: string): { partner: Account; customers: Account[] } {
	const months = [-2, -1, 0].map((distance) => monthAt(today, distance));
	const account = ({ month, ...plan }: Plan): Account => ({
		creditLimit: '0',
		email: `accounts@${plan.accountNumber}.example`,
		emailConfirmed: true,
		...plan,
		entries: months.flatMap((prefix) =>
			(Object.entries(month) as Array<[Entry['kind'], string]>)
				.filter(([, amount]) => Number(amount) !== 0)
				.map(([kind, amount]) => ({ date: `${prefix}-01`, kind, amount })),
		),
	});
	return { partner: account(PARTNER), customers: CUSTOMERS.map(account) };
}

/** `YYYY-MM` of the month some months away. */
function monthAt(today: string, distance: number): string {
	const [year, month] = today.split('-').map(Number);
	return new Date(Date.UTC(year, month - 1 + distance, 1)).toISOString().slice(0, 7);
}
