import { customerOperation } from './customerCall';

export const resetPassword = customerOperation({
	value: 'resetPassword',
	name: 'Reset Password',
	action: 'Reset the password of a customer',
	description: "Reset a customer's password",
	urlField: 'resetPasswordUrl',
	method: 'reset-customer-password',
	subject: "resetting a customer's password",
	howToCheck: 'Ask the customer whether the new password has arrived before you reset it again.',
});
