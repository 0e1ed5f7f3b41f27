import type { Operation } from '../../routing/operation';
import { accountNumberField, accountNumberOf } from '../shared/account';
import { methodUrlField } from '../shared/methodUrl';
import { balanceOptions, getBalance, parameterNameOption } from './balance';
import { periodFields } from './period';

const URL_FIELD = 'customerBalanceUrl';

export const getCustomerBalance: Operation = {
	value: 'getCustomer',
	name: 'Get Customer',
	action: 'Get the balance of a customer',
	description: 'Get what a customer paid, used and owes in a period, checked to add up',
	fields: [
		accountNumberField,
		...periodFields,
		methodUrlField(URL_FIELD, 'get-customer-balance'),
		balanceOptions(parameterNameOption('Account Parameter', 'accountParameter', 'account_number')),
	],
	async execute(itemIndex) {
		const accountNumber = accountNumberOf(this, itemIndex);
		return await getBalance(this, itemIndex, {
			urlField: URL_FIELD,
			subject: `the balance of account ${accountNumber}`,
			complete: true,
			accountNumber,
		});
	},
};
