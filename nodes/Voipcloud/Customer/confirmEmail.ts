import { customerOperation } from './customerCall';

export const confirmEmail = customerOperation({
	value: 'confirmEmail',
	name: 'Confirm Email',
	action: 'Confirm the email of a customer',
	description: "Confirm a customer's email address",
	urlField: 'confirmEmailUrl',
	method: 'confirm-customer-email',
	subject: "confirming a customer's email",
	howToCheck: 'Look at the customer in the portal before you confirm again.',
});
