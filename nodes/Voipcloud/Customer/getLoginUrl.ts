import { customerOperation } from './customerCall';

export const getLoginUrl = customerOperation({
	value: 'getLoginUrl',
	name: 'Get Login URL',
	action: 'Get a login URL for the account of a customer',
	description: "Get a URL that opens a customer's account; whoever has it is logged in",
	urlField: 'loginUrl',
	method: 'customer-login-url',
	subject: "a customer's login URL",
	howToCheck: 'A login URL that was made and not received does no harm: ask for another one.',
});
