import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { VoipcloudApi } from '../../credentials/VoipcloudApi.credentials';
import { VoipcloudBilling } from '../../nodes/Voipcloud/VoipcloudBilling.node';
import { DEFAULT_OPTIONS, startVoipcloud, type VoipcloudSimulator } from '../../sandbox/voipcloud';
import { createHarness, type SingleNode } from './harness';

const n8n = createHarness({
	nodes: [new VoipcloudBilling()],
	credentialTypes: [new VoipcloudApi()],
});

let voipcloud: VoipcloudSimulator;
beforeAll(async () => {
	voipcloud = await startVoipcloud({ today: '2025-11-21' });
});
beforeEach(() => voipcloud.reset());
afterAll(async () => await voipcloud.stop());

const credential = (changes: IDataObject = {}) =>
	n8n.saveCredential('voipcloudApi', {
		baseUrl: voipcloud.url,
		apiKey: DEFAULT_OPTIONS.apiKey,
		...changes,
	});

async function run(
	parameters: INodeParameters,
	more: Partial<SingleNode> & { voipcloudApi?: ReturnType<typeof credential> } = {},
) {
	const { voipcloudApi = credential(), ...node } = more;
	return await n8n.runNode({
		node: 'voipcloudBilling',
		parameters,
		credentials: { voipcloudApi },
		...node,
	});
}

const items = (...rows: IDataObject[]): INodeExecutionData[] => rows.map((json) => ({ json }));

const OCTOBER = { periodFrom: '2025-10-01', periodTo: '2025-10-31' };
const QUICK = { retryDelay: 0 };

const balance = async (parameters: INodeParameters = {}, more: Parameters<typeof run>[1] = {}) =>
	await run(
		{
			resource: 'balance',
			operation: 'getCustomer',
			accountNumber: '1001',
			...OCTOBER,
			options: QUICK,
			...parameters,
		},
		more,
	);

const move = async (parameters: INodeParameters = {}, more: Parameters<typeof run>[1] = {}) =>
	await run(
		{
			resource: 'funds',
			operation: 'move',
			accountNumber: '1001',
			amount: '10.50',
			description: 'Invoice 4711',
			dryRun: false,
			...parameters,
		},
		more,
	);

const customer = async (
	operation: string,
	fields: Record<string, string>,
	more: INodeParameters = {},
) =>
	await run({
		resource: 'customer',
		operation,
		googleCaptcha: DEFAULT_OPTIONS.captcha,
		fields: { field: Object.entries(fields).map(([name, value]) => ({ name, value })) },
		...more,
	});

const entries = (accountNumber = '1001') => voipcloud.data.customer(accountNumber).entries;

describe('Balance', () => {
	it('gives the documented example, exactly and checked', async () => {
		const { outputs, error } = await balance();
		expect(error).toBeUndefined();
		expect(outputs[0][0].json).toEqual({
			accountNumber: '1001',
			...OCTOBER,
			opening_balance: '245.71293',
			payments: '57',
			adjustments: '5',
			call_charges: '48.125',
			other_charges: '7.5',
			total_charges: '60.625',
			closing_balance: '242.08793',
			check: { status: 'matched', difference: '0', totalChargesDifference: '0' },
		});
		expect(voipcloud.requests).toEqual([
			{
				method: 'GET',
				path: '/api/integration/v2/get-customer-balance',
				query: 'from_date=2025-10-01&to_date=2025-10-31&account_number=1001',
				contentType: '',
				status: 200,
				token: true,
			},
		]);
	});

	it('asks for each item, paired, and keeps leading zeros', async () => {
		const { outputs } = await balance(
			{ accountNumber: '={{ $json.account }}' },
			{ input: items({ account: '0010005' }, { account: 1004 }) },
		);
		expect(outputs[0].map(({ json, pairedItem }) => [json.accountNumber, pairedItem])).toEqual([
			['0010005', { item: 0 }],
			['1004', { item: 1 }],
		]);
		expect(outputs[0][1].json).toMatchObject({
			call_charges: '0.0000001',
			check: { status: 'matched' },
		});
	});

	it('flags a balance that does not add up', async () => {
		const { outputs } = await balance({ accountNumber: '1007' });
		expect(outputs[0][0].json.check).toEqual({
			status: 'difference',
			difference: '0.01',
			totalChargesDifference: '0',
		});
		const tolerant = await balance({ accountNumber: '1007', options: { tolerance: '0.01' } });
		expect(tolerant.outputs[0][0].json.check).toMatchObject({ status: 'matched' });
	});

	it("gives the partner's balance", async () => {
		const { outputs, error } = await run({
			resource: 'balance',
			operation: 'getPartner',
			...OCTOBER,
		});
		expect(error).toBeUndefined();
		expect(outputs[0][0].json).toMatchObject({
			...OCTOBER,
			opening_balance: '4088.5',
			closing_balance: '3177',
			check: { status: 'matched' },
		});
		expect(voipcloud.requests[0].query).toBe('from_date=2025-10-01&to_date=2025-10-31');
	});

	it("calls a URL pasted from another portal's page, with its names", async () => {
		const other = await startVoipcloud({
			today: '2025-11-21',
			methodNames: { 'get-customer-balance': 'customer/balance' },
			parameterNames: {
				from_date: 'initial_date',
				to_date: 'final_date',
				account_number: 'customer',
			},
		});
		const pasted = `${other.url}/api/integration/v2/customer/balance?customer=42&initial_date=2020-01-01&final_date=2020-01-31`;
		const { outputs, error } = await balance(
			{ customerBalanceUrl: pasted },
			{ voipcloudApi: credential({ baseUrl: `${other.url}/dashboard` }) },
		);
		await other.stop();
		expect(error).toBeUndefined();
		expect(outputs[0][0].json.opening_balance).toBe('245.71293');
	});

	it('writes days and parameter names as the options say', async () => {
		await balance({
			options: {
				...QUICK,
				dateFormat: 'DD/MM/YYYY',
				fromParameter: 'start',
				toParameter: 'end',
				accountParameter: 'id',
			},
		});
		expect(voipcloud.requests[0].query).toBe('start=01%2F10%2F2025&end=31%2F10%2F2025&id=1001');
	});

	it.each([
		[{ accountNumber: '={{ $json.nothing }}' }, 'Account Number is empty'],
		[{ accountNumber: '1001 1002' }, 'Account Number is not one: "1001 1002"'],
		[{ periodFrom: '={{ $json.nothing }}' }, 'Period From is empty'],
		[{ options: { tolerance: 'x' } }, 'Check Tolerance is not an amount: "x"'],
		[{ customerBalanceUrl: ' ' }, 'Method URL is empty'],
	])('refuses %j before it calls', async (parameters, message) => {
		const { error } = await balance(parameters);
		expect(error?.message).toBe(message);
		expect(voipcloud.requests).toHaveLength(0);
	});

	it('tries again when VoIPcloud is busy, and not when it refuses', async () => {
		const { faults } = voipcloud;
		faults.inject({ fault: { kind: 'status', status: 429, headers: { 'retry-after': '0' } } });
		faults.inject({ fault: { kind: 'status', status: 500 } });
		faults.inject({ fault: { kind: 'code', code: 503 } });
		faults.inject({ fault: { kind: 'truncate' } });
		faults.inject({ fault: { kind: 'reset', midway: true } });
		const { outputs, error } = await balance();
		expect(error).toBeUndefined();
		expect(outputs[0][0].json.accountNumber).toBe('1001');
		expect(voipcloud.requests).toHaveLength(6);

		const unknown = await balance({ accountNumber: '9999' });
		expect(unknown.error?.message).toBe(
			'VoIPcloud has nothing at this address for the balance of account 9999 (404)',
		);
		expect(unknown.error?.description).toContain('VoIPcloud says: Account 9999 not found.');
		expect(voipcloud.requests).toHaveLength(7);
	});

	it.each([
		['html', { kind: 'html' }, 'instead of JSON data'],
		[
			'another code with 200',
			{ kind: 'code', code: 400, message: 'No' },
			'VoIPcloud refuses the balance of account 1001 (code 400)',
		],
		[
			'500 for ever',
			{ kind: 'status', status: 500 },
			'VoIPcloud failed to answer for the balance of account 1001 (500, 2 tries)',
		],
		['cut JSON', { kind: 'truncate' }, 'breaks off in the middle (2 tries)'],
		[
			'no end',
			{ kind: 'hang' },
			'gave no complete answer for the balance of account 1001 (it took too long, 2 tries)',
		],
		['a drip', { kind: 'drip', everyMs: 50 }, 'it took too long, 2 tries'],
	] as const)('says what happened: %s', async (_, fault, message) => {
		voipcloud.faults.inject({ times: null, fault });
		const { error } = await balance({ options: { ...QUICK, maxTries: 2, requestTimeout: 0.3 } });
		expect(error?.message).toContain(message);
		expect(error?.description).not.toBe('');
	});

	it('fails one account alone', async () => {
		const { outputs } = await balance(
			{ accountNumber: '={{ $json.account }}' },
			{
				input: items({ account: '1001' }, { account: '9999' }, { account: '1002' }),
				onError: 'continueErrorOutput',
			},
		);
		expect(outputs[0].map(({ json }) => json.accountNumber)).toEqual(['1001', '1002']);
		expect(outputs[1].map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			[expect.stringContaining('account 9999 (404)'), { item: 1 }],
		]);
	});
});

describe('the API key', () => {
	it.each([
		['a wrong key', () => credential({ apiKey: 'wrong-key' })],
		[
			'an address that is not listed',
			() => {
				voipcloud.allowIp(false);
				return credential();
			},
		],
	])('is explained to the operator: %s', async (_, saved) => {
		const { error } = await balance({}, { voipcloudApi: saved() });
		expect(error?.message).toContain(
			'does not let this n8n in for the balance of account 1001 (401)',
		);
		expect(error?.description).toContain('the API key in the credential is wrong');
		expect(error?.description).toContain('is not allow-listed');
		expect(JSON.stringify(error)).not.toContain('wrong-key');
	});

	it('is trimmed, as it is pasted', async () => {
		const { error } = await balance(
			{},
			{ voipcloudApi: credential({ apiKey: ` ${DEFAULT_OPTIONS.apiKey}\n` }) },
		);
		expect(error).toBeUndefined();
	});

	it('is hidden where VoIPcloud quotes it', async () => {
		const message = `Key ${DEFAULT_OPTIONS.apiKey} has expired`;
		voipcloud.faults.inject({ fault: { kind: 'code', code: 400, message } });
		const { error } = await balance();
		expect(error?.description).toContain('Key *** has expired');
		expect(JSON.stringify(error)).not.toContain(DEFAULT_OPTIONS.apiKey);
	});

	describe('and another host', () => {
		let elsewhere: Server;
		let received: number;
		beforeAll(async () => {
			elsewhere = createServer((_, response) => {
				received += 1;
				response.end('{"code":200,"data":{}}');
			});
			await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
		});
		beforeEach(() => {
			received = 0;
		});
		afterAll(() => void elsewhere.close());
		const url = () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;

		it('does not go there with a redirect', async () => {
			for (const status of [301, 302, 307, 308]) {
				voipcloud.faults.inject({ fault: { kind: 'redirect', location: url(), status } });
				const { error } = await balance();
				expect(error?.message).toContain(
					`redirects the call for the balance of account 1001 elsewhere (${status})`,
				);
			}
			expect(received).toBe(0);
		});

		it('does not go there with a pasted URL', async () => {
			const refused = [
				await balance({ customerBalanceUrl: `${url()}api` }),
				await move({ moveFundsUrl: `${url()}api` }),
				await customer('register', {}, { registerUrl: `${url()}api` }),
			];
			for (const { error } of refused) expect(error?.message).toContain("credential's portal is");
			expect(received).toBe(0);
		});
	});
});

describe('Funds: Move', () => {
	it('sends one multipart form and gives the balance after it', async () => {
		const { outputs, error } = await move();
		expect(error).toBeUndefined();
		expect(outputs[0][0].json).toEqual({
			accountNumber: '1001',
			direction: 'toCustomer',
			amount: '10.5',
			description: 'Invoice 4711',
			dryRun: false,
			moved: true,
			customerBalance: '248.96293',
			customerCreditLimit: '-55',
			answer: { customer_balance: 248.96293, customer_credit_limit: -55 },
		});
		expect(voipcloud.requests).toMatchObject([
			{
				method: 'PUT',
				path: '/api/integration/v2/move-funds',
				query: '',
				contentType: 'multipart/form-data',
			},
		]);
		expect(entries().at(-1)).toEqual({
			date: '2025-11-21',
			kind: 'payment',
			amount: '10.5',
			description: 'Invoice 4711',
		});
	});

	it('moves back as a negative amount, or the other way round where the portal wants it', async () => {
		await move({ direction: 'fromCustomer' });
		expect(entries().at(-1)?.amount).toBe('-10.5');
		await move({ direction: 'fromCustomer', options: { positiveMoves: 'fromCustomer' } });
		expect(entries().at(-1)?.amount).toBe('10.5');
	});

	it('shows in a dry run what it would send, and sends nothing', async () => {
		const { outputs } = await move({ dryRun: true, direction: 'fromCustomer' });
		expect(outputs[0][0].json).toMatchObject({
			dryRun: true,
			moved: false,
			request: {
				method: 'PUT',
				url: `${voipcloud.url}/api/integration/v2/move-funds`,
				fields: { account_number: '1001', amount: '-10.5', description: 'Invoice 4711' },
			},
		});
		expect(voipcloud.requests).toHaveLength(0);
	});

	it.each(['={{ $json.nothing }}', '={{ "false" }}', '={{ 0 }}', '={{ null }}'])(
		'moves nothing where Dry Run is %s',
		async (dryRun) => {
			await move({ dryRun });
			expect(voipcloud.requests).toHaveLength(0);
		},
	);

	it('is a dry run until it is told otherwise', async () => {
		const { outputs } = await run({
			resource: 'funds',
			operation: 'move',
			accountNumber: '1001',
			amount: 5,
			description: 'x',
		});
		expect(outputs[0][0].json).toMatchObject({ dryRun: true, moved: false, amount: '5' });
	});

	it.each([
		[{ amount: '={{ $json.nothing }}' }, 'Amount is not an amount: missing'],
		[{ amount: ' ' }, 'Amount is not an amount: " "'],
		[{ amount: '1,50' }, 'Amount is not an amount: "1,50"'],
		[{ amount: '={{ NaN }}' }, 'Amount is not an amount: NaN'],
		[{ amount: '0' }, 'Amount must be above zero, not 0'],
		[{ amount: '-5' }, 'Amount must be above zero, not -5'],
		[{ amount: '1.005' }, 'Amount 1.005 has more than 2 decimals'],
		[{ amount: '={{ 0.1 + 0.2 }}' }, 'Amount 0.30000000000000004 has more than 2 decimals'],
		[{ amount: '100.01' }, 'Amount 100.01 is above Maximum Amount 100'],
		[{ maximumAmount: '={{ null }}' }, 'Maximum Amount is not an amount: null'],
		[{ description: ' ' }, 'Description is empty'],
		[{ description: 'x'.repeat(256) }, 'Description is too long'],
		[{ accountNumber: '={{ $json.nothing }}' }, 'Account Number is empty'],
		[{ direction: '={{ "up" }}' }, 'Direction is neither of the two: "up"'],
	])('refuses %j before anything is sent', async (parameters, message) => {
		const { error } = await move(parameters);
		expect(error?.message).toBe(message);
		expect(error?.description).not.toBe('');
		expect(voipcloud.requests).toHaveLength(0);
	});

	it('takes more decimals and a larger maximum when told', async () => {
		const { error } = await move({
			amount: '1250.5',
			maximumAmount: '2000',
			options: { decimals: 1 },
		});
		expect(error).toBeUndefined();
		expect(entries().at(-1)?.amount).toBe('1250.5');
	});

	it('finds a mistake in a later item before it moves the first', async () => {
		const { error } = await move(
			{ amount: '={{ $json.amount }}' },
			{ input: items({ amount: 5 }, { amount: 5000 }) },
		);
		expect(error?.message).toBe('Item 2 of this run: Amount 5000 is above Maximum Amount 100');
		expect(error?.description).toContain('The items before it were not moved either.');
		expect(voipcloud.requests).toHaveLength(0);
	});

	it('says which items were moved before the one that failed', async () => {
		const input = items({ account: '1001' }, { account: '1002' }, { account: '9999' });
		const { error } = await move({ accountNumber: '={{ $json.account }}' }, { input });
		expect(error?.message).toContain('moving 10.5 to account 9999 (404)');
		expect(error?.description).toContain('Nothing was changed.');
		expect(error?.description).toContain('Items 1 to 2 were moved before it in this run');
	});

	it('goes on with the others when told, and gives each its outcome', async () => {
		const input = items({ account: '1001' }, { account: '9999' }, { account: '1002' });
		const { outputs } = await move(
			{ accountNumber: '={{ $json.account }}' },
			{ input, onError: 'continueRegularOutput' },
		);
		expect(outputs[0].map(({ json }) => json.moved)).toEqual([true, undefined, true]);
		expect(outputs[0][1]).toMatchObject({
			json: { error: expect.stringContaining('account 9999 (404)') },
			pairedItem: { item: 1 },
		});
	});

	it('gives what VoIPcloud says where funds do not suffice', async () => {
		const { error } = await move({
			accountNumber: '1006',
			amount: '12.51',
			direction: 'fromCustomer',
		});
		expect(error?.message).toBe('VoIPcloud refuses moving 12.51 from account 1006 (400)');
		expect(error?.description).toContain(
			'Nothing was changed. VoIPcloud says: Insufficient funds.',
		);
	});

	it.each([
		['no answer', { kind: 'hang', headers: false }, 'it took too long'],
		['half an answer', { kind: 'hang' }, 'it took too long'],
		['a broken connection', { kind: 'reset' }, 'connection broken'],
		['a connection broken in the answer', { kind: 'reset', midway: true }, 'connection broken'],
		['a cut answer', { kind: 'truncate' }, 'breaks off in the middle'],
		['500 after it', { kind: 'status', status: 500, carriedOut: true }, '(500)'],
		['503 after it', { kind: 'status', status: 503, carriedOut: true }, '(503)'],
		['408 after it', { kind: 'status', status: 408, carriedOut: true }, '(408)'],
		['a page', { kind: 'html' }, 'instead of JSON data'],
		['a redirect', { kind: 'redirect', location: 'http://127.0.0.1:1/', status: 303 }, '(303)'],
		['a code that is not documented', { kind: 'code', code: 202 }, '(code 202)'],
		[
			'an envelope without a code',
			{ kind: 'status', status: 200, body: {}, carriedOut: true },
			'no "code"',
		],
	] as const)('moves once and says that it may have: %s', async (_, fault, message) => {
		voipcloud.faults.inject({ times: null, fault });
		const { length } = entries();
		const { error } = await move({ options: { requestTimeout: 0.3 } });
		expect(error?.message).toContain(message);
		expect(error?.message).toMatch(/; it may have been carried out all the same$/);
		expect(error?.description).toContain('whether the balance of account 1001 has changed by 10.5');
		expect(voipcloud.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
		expect(entries().length - length).toBeLessThanOrEqual(1);
	});

	it('says that nothing was moved where the request was never sent', async () => {
		const closed = await startVoipcloud();
		await closed.stop();
		const { error } = await move({}, { voipcloudApi: credential({ baseUrl: closed.url }) });
		expect(error?.message).toBe(
			'VoIPcloud could not be reached for moving 10.5 to account 1001 (connection refused)',
		);
		expect(error?.description).toContain('nothing was changed');
	});

	it('takes success for success where the answer has another shape', async () => {
		const body = { code: 200, data: 'OK' };
		voipcloud.faults.inject({ fault: { kind: 'status', status: 200, body, carriedOut: true } });
		const { outputs, error } = await move();
		expect(error).toBeUndefined();
		expect(outputs[0][0].json).toMatchObject({ moved: true, answer: 'OK' });
	});

	it('does not run with Retry On Fail', async () => {
		const { error } = await move(
			{},
			{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } },
		);
		expect(error?.message).toBe('Retry On Fail is on, and would move money again');
		expect(voipcloud.requests).toHaveLength(0);
	});

	it('drops the examples of a pasted URL', async () => {
		const moveFundsUrl = `${voipcloud.url}/api/integration/v2/move-funds?account_number=1&amount=99&description=x`;
		const { error } = await move({ moveFundsUrl });
		expect(error).toBeUndefined();
		expect(voipcloud.requests[0].query).toBe('');
	});

	it('is no tool for agents', () => {
		expect(new VoipcloudBilling().description.usableAsTool).toBeUndefined();
	});
});

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
		expect(voipcloud.requests.map(({ path }) => path.split('/').at(-1))).toEqual([
			'register-customer',
			'confirm-customer-email',
			'customer-login-url',
			'reset-customer-password',
		]);
	});

	it('gives what VoIPcloud says of a captcha that is wrong', async () => {
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
	])('refuses before it calls: %s', async (message, parameters) => {
		const { error } = await customer('register', {}, parameters);
		expect(error?.message).toBe(message);
		expect(voipcloud.requests).toHaveLength(0);
	});

	it('registers once and says that it may have happened', async () => {
		voipcloud.faults.inject({ times: null, fault: { kind: 'reset' } });
		const { error } = await customer('register', {
			name: 'New',
			email: 'a@b.example',
			password: 'p',
		});
		expect(error?.message).toContain('it may have been carried out all the same');
		expect(error?.description).toContain('Look in the portal whether the customer is there');
		expect(voipcloud.requests).toHaveLength(1);
	});

	it('sends the fields in the format that is chosen', async () => {
		for (const bodyFormat of ['urlencoded', 'json'])
			await customer('register', {}, { options: { bodyFormat } });
		expect(voipcloud.requests.map(({ contentType }) => contentType)).toEqual([
			'application/x-www-form-urlencoded',
			'application/json',
		]);
	});
});

describe('the form', () => {
	it('has a URL field of its own for each operation, as the editor keeps values by name', () => {
		const urls = new VoipcloudBilling().description.properties.filter(
			({ displayName }) => displayName === 'Method URL',
		);
		expect(urls).toHaveLength(7);
		expect(new Set(urls.map(({ name }) => name)).size).toBe(7);
	});
});
