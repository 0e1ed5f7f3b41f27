import type { Method, Parameters } from '../call';
import { Refusal } from '../errors';
import type { State } from '../state';

const CAPTCHA = 'google_captcha';

/** Apart from the captcha, the parameters and answers of these methods are not published: see README. */
export function customerMethods({ data, options }: State): Method[] {
	const confirmed = (parameters: Parameters) => {
		if (parameters.get(CAPTCHA) !== options.captcha) {
			throw new Refusal(400, `${CAPTCHA} is not valid.`);
		}
		return (name: string) => parameters.get(name) ?? '';
	};
	return [
		{
			name: 'registerCustomer',
			verb: 'POST',
			path: 'register-customer',
			parameters: [CAPTCHA, 'name', 'email', 'password'],
			answer: (parameters) => {
				const of = confirmed(parameters);
				const { accountNumber } = data.register(of('name'), of('email'));
				return { account_number: accountNumber };
			},
		},
		{
			name: 'confirmEmail',
			verb: 'POST',
			path: 'confirm-customer-email',
			parameters: [CAPTCHA, 'email', 'confirmation_code'],
			answer: (parameters) => {
				const of = confirmed(parameters);
				const account = data.byEmail(of('email'));
				if (of('confirmation_code') !== `confirm-${account.accountNumber}`) {
					throw new Refusal(400, 'confirmation_code is not valid.');
				}
				account.emailConfirmed = true;
				return { confirmed: true };
			},
		},
		{
			name: 'loginUrl',
			verb: 'POST',
			path: 'customer-login-url',
			parameters: [CAPTCHA, 'account_number'],
			answer: (parameters) => {
				const { accountNumber } = data.customer(confirmed(parameters)('account_number'));
				return { url: `https://portal.example/login/${accountNumber}?once=1` };
			},
		},
		{
			name: 'resetPassword',
			verb: 'POST',
			path: 'reset-customer-password',
			parameters: [CAPTCHA, 'email'],
			answer: (parameters) => {
				data.byEmail(confirmed(parameters)('email'));
				return { sent: true };
			},
		},
	];
}
