import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { toDecimal } from '../../common/money';
import type { Operation } from '../../n8n/operation';
import { accountNumberField, accountNumberOf } from '../shared/account';
import { exactAmount } from '../shared/exactAmount';
import { methodUrlField } from '../shared/methodUrl';
import { balanceOptions, getBalance, parameterNameOption } from './balance';
import { periodFields } from '../../n8n/periodFields';

const URL_FIELD = 'customerBalanceUrl';

export const getCustomerBalance: Operation = {
	value: 'getCustomer',
	name: 'Get Customer',
	action: 'Get the balance of a customer',
	description:
		"Get a customer's payments, charges and balances in a period, and check that they add up",
	fields: [
		accountNumberField,
		...periodFields('balances', { openEnds: false }),
		methodUrlField(URL_FIELD, 'get-customer-balance'),
		balanceOptions(
			parameterNameOption('Account Parameter', 'accountParameter', 'account_number'),
			{
				displayName: 'Currency',
				name: 'currencyCode',
				type: 'string',
				default: '',
				placeholder: 'e.g. AUD',
				description: "Currency for the statement; VoIPcloud's answer has none",
			},
			{
				displayName: 'Low Balance',
				name: 'lowBalance',
				type: 'string',
				default: '0',
				placeholder: 'e.g. 10',
				description:
					'Closing balance below which a customer is named above the output, and gets isLow in the statement',
			},
		),
	],
	async execute(itemIndex) {
		const accountNumber = accountNumberOf(this, itemIndex);
		const [item] = await getBalance(this, itemIndex, {
			urlField: URL_FIELD,
			subject: `the balance of account ${accountNumber}`,
			complete: true,
			accountNumber,
			own: this.getInputData()[itemIndex].json,
		});
		return [{ json: statementOf(this, itemIndex, item.json) }];
	},
};

/** A balance that can be planned and delivered like a document: one per account and period. */
function statementOf(
	context: IExecuteFunctions,
	itemIndex: number,
	balance: IDataObject,
): IDataObject {
	const { currencyCode, lowBalance } = context.getNodeParameter(
		'options',
		itemIndex,
	) as IDataObject;
	const { accountNumber, periodFrom, periodTo, closing_balance: closing } = balance;
	const statementId = `${String(accountNumber)}_${String(periodFrom)}_${String(periodTo)}`;
	const statement = { ...balance, statementId, ...(currencyCode ? { currencyCode } : {}) };
	if (lowBalance === undefined) return statement;
	const bound = exactAmount(lowBalance, 'Low Balance', 'Give a decimal number such as 10.');
	const isLow = toDecimal(closing, `The closing balance of account ${String(accountNumber)}`).lt(
		bound,
	);
	if (isLow) {
		context.addExecutionHints({
			message: `Account ${String(accountNumber)} ended the period with ${String(closing)}, below ${String(lowBalance)}`,
			type: 'warning',
			location: 'outputPane',
		});
	}
	return { ...statement, isLow };
}
