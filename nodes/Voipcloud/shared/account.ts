import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { plainText } from '../../common/formValue';

/** The field for a customer's account. */
export const accountNumberField: INodeProperties = {
	displayName: 'Account Number',
	name: 'accountNumber',
	type: 'string',
	required: true,
	default: '',
	placeholder: '1001',
	description: "Number of the customer's account, as shown in the portal, with leading zeros",
};

/** @throws OperatorError if the number is empty, not a single line of text, or may have lost digits */
export function accountNumberOf(context: IExecuteFunctions, itemIndex: number): string {
	const value: unknown = context.getNodeParameter('accountNumber', itemIndex);
	const isOne = typeof value === 'string' || typeof value === 'number';
	const text = isOne ? plainText(value, 'Account Number') : '';
	if (/^[^\s\p{Cc}]{1,100}$/u.test(text)) return text;
	throw new OperatorError(
		text === ''
			? 'Account Number is empty'
			: `Account Number is not a single number: ${JSON.stringify(text.slice(0, 40))}`,
		{ description: 'Give the number of one account, as shown in the portal, without spaces.' },
	);
}
