import { customerOperation } from './customerCall';

export const registerCustomer = customerOperation({
	value: 'register',
	name: 'Register',
	action: 'Register a customer',
	description: 'Register a new customer',
	urlField: 'registerUrl',
	method: 'register-customer',
	subject: 'registering a customer',
	howToCheck: 'Look in the portal whether the customer is there before you register again.',
});
