import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';

/** The field that names a customer's account. */
export const accountNumberField: INodeProperties = {
	displayName: 'Account Number',
	name: 'accountNumber',
	type: 'string',
	required: true,
	default: '',
	placeholder: '1001',
	description: "Number of the customer's account, as the portal shows it; leading zeros count",
};

/** @throws OperatorError where the number is empty or no single line of text */
export function accountNumberOf(context: IExecuteFunctions, itemIndex: number): string {
	const value: unknown = context.getNodeParameter('accountNumber', itemIndex);
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (/^[^\s\p{Cc}]{1,100}$/u.test(text)) return text;
	throw new OperatorError(
		text === ''
			? 'Account Number is empty'
			: `Account Number is not one: ${JSON.stringify(text.slice(0, 40))}`,
		{ description: 'Give the number of one account, as the portal shows it, without spaces.' },
	);
}
