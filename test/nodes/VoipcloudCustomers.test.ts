import { setUpVoipcloud } from './voipcloudSetup';

const { voipcloud, customer } = setUpVoipcloud();

describe('Customer', () => {
	it('registers, confirms, gets a login URL and resets the password', async () => {
		const email = 'new@customer.example';
		const registered = await customer('register', { name: 'New', email, password: 'p' });
		expect(registered.error).toBeUndefined();
		const accountNumber = String(registered.outputs[0][0].json.account_number);
		const code = `confirm-${accountNumber}`;
		expect(
			(await customer('confirmEmail', { email, confirmation_code: code })).outputs[0][0].json,
		).toEqual({
			confirmed: true,
		});
		const login = await customer('getLoginUrl', { account_number: accountNumber });
		expect(login.outputs[0][0].json.url).toContain(accountNumber);
		expect((await customer('resetPassword', { email })).outputs[0][0].json).toEqual({ sent: true });
		expect(voipcloud().requests.map(({ path }) => path.split('/').at(-1))).toEqual([
			'register-customer',
			'confirm-customer-email',
			'customer-login-url',
			'reset-customer-password',
		]);
	});

	it('shows what VoIPcloud says about a wrong captcha', async () => {
		const { error } = await customer(
			'getLoginUrl',
			{ account_number: '1001' },
			{ googleCaptcha: 'robot' },
		);
		expect(error?.message).toBe("VoIPcloud refuses a customer's login URL (400)");
		expect(error?.description).toContain('VoIPcloud says: google_captcha is not valid.');
	});

	it.each([
		['Google Captcha is empty', { googleCaptcha: ' ' }],
		['A field in Fields has no name', { fields: { field: [{ name: ' ', value: 'x' }] } }],
		[
			'The field "google_captcha" is given twice',
			{ fields: { field: [{ name: 'google_captcha', value: 'x' }] } },
		],
	])('refuses before any call: %s', async (message, parameters) => {
		const { error } = await customer('register', {}, parameters);
		expect(error?.message).toBe(message);
		expect(voipcloud().requests).toHaveLength(0);
	});

	it('registers once, and says that it may have happened', async () => {
		voipcloud().faults.inject({ times: null, fault: { kind: 'reset' } });
		const { error } = await customer('register', {
			name: 'New',
			email: 'a@b.example',
			password: 'p',
		});
		expect(error?.message).toContain('it may have been carried out all the same');
		expect(error?.description).toContain('Check in the portal whether the customer exists');
		expect(voipcloud().requests).toHaveLength(1);
	});

	it('sends the fields in the chosen format', async () => {
		for (const bodyFormat of ['urlencoded', 'json'])
			await customer('register', {}, { options: { bodyFormat } });
		expect(voipcloud().requests.map(({ contentType }) => contentType)).toEqual([
			'application/x-www-form-urlencoded',
			'application/json',
		]);
	});

	it('sends nothing in a format that it does not have', async () => {
		const { error } = await customer('register', {}, { options: { bodyFormat: 'xml' } });
		expect(error?.message).toBe('Body Format cannot be "xml"');
		expect(voipcloud().requests).toHaveLength(0);
	});
});
