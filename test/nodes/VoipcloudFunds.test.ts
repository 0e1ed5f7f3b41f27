import { VoipcloudBilling } from '../../nodes/Voipcloud/VoipcloudBilling.node';
import { startVoipcloud } from '../../sandbox/voipcloud';
import { items, setUpVoipcloud } from './voipcloudSetup';

const { voipcloud, credential, run, move } = setUpVoipcloud();

const entries = (accountNumber = '1001') => voipcloud().data.customer(accountNumber).entries;

describe('Funds: Move', () => {
	it('sends one multipart form, and returns the balance after it', async () => {
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
		expect(voipcloud().requests).toMatchObject([
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

	it('moves back as a negative amount, or the other way round if the portal requires it', async () => {
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
				url: `${voipcloud().url}/api/integration/v2/move-funds`,
				fields: { account_number: '1001', amount: '-10.5', description: 'Invoice 4711' },
			},
		});
		expect(voipcloud().requests).toHaveLength(0);
	});

	it.each(['={{ $json.nothing }}', '={{ "false" }}', '={{ 0 }}', '={{ null }}'])(
		'moves nothing if Dry Run is %s',
		async (dryRun) => {
			await move({ dryRun });
			expect(voipcloud().requests).toHaveLength(0);
		},
	);

	it('is a dry run until told otherwise', async () => {
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
		[
			{ accountNumber: '={{ 12345678901234567890 }}' },
			'Account Number is a number that may have lost digits: 12345678901234567000',
		],
		[{ direction: '={{ "up" }}' }, 'Direction is invalid: "up"'],
		[{ options: { positiveMoves: 'tocustomer' } }, 'Positive Amount Moves cannot be "tocustomer"'],
	])('refuses %j before anything is sent', async (parameters, message) => {
		const { error } = await move(parameters);
		expect(error?.message).toBe(message);
		expect(error?.description).not.toBe('');
		expect(voipcloud().requests).toHaveLength(0);
	});

	it('accepts more decimals and a larger maximum if told to', async () => {
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
		expect(error?.description).toContain('The earlier items were not moved either.');
		expect(voipcloud().requests).toHaveLength(0);
	});

	it('says which items were moved before the one that failed', async () => {
		const input = items({ account: '1001' }, { account: '1002' }, { account: '9999' });
		const { error } = await move({ accountNumber: '={{ $json.account }}' }, { input });
		expect(error?.message).toContain('moving 10.5 to account 9999 (404)');
		expect(error?.description).toContain('Nothing was changed.');
		expect(error?.description).toContain('Items 1 to 2 were already moved in this run');
	});

	it('goes on with the others if told to, and gives each its outcome', async () => {
		const input = items({ account: '1001' }, { account: '9999' }, { account: '1002' });
		const { outputs } = await move(
			{ accountNumber: '={{ $json.account }}' },
			{ input, onError: 'continueRegularOutput' },
		);
		expect(outputs[0].map(({ json }) => json.moved)).toEqual([true, undefined, true]);
		expect(outputs[0][1]).toMatchObject({
			json: {
				account: '9999',
				failure: { message: expect.stringContaining('account 9999 (404)') },
			},
			pairedItem: { item: 1 },
		});
	});

	it('shows what VoIPcloud says if funds do not suffice', async () => {
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
	] as const)('moves once, and says that it may have happened: %s', async (_, fault, message) => {
		voipcloud().faults.inject({ times: null, fault });
		const { length } = entries();
		const { error } = await move({ options: { requestTimeout: 2 } });
		expect(error?.message).toContain(message);
		expect(error?.message).toMatch(/; it may have been carried out all the same$/);
		expect(error?.description).toContain('whether the balance of account 1001 has changed by 10.5');
		expect(voipcloud().requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
		expect(entries().length - length).toBeLessThanOrEqual(1);
	});

	it('says that nothing was moved if the request was never sent', async () => {
		const closed = await startVoipcloud();
		await closed.stop();
		const { error } = await move({}, { credential: credential({ baseUrl: closed.url }) });
		expect(error?.message).toBe(
			'VoIPcloud could not be reached for moving 10.5 to account 1001 (connection refused)',
		);
		expect(error?.description).toContain('nothing was changed');
	});

	it('accepts a success with an answer of another shape', async () => {
		const body = { code: 200, data: 'OK' };
		voipcloud().faults.inject({ fault: { kind: 'status', status: 200, body, carriedOut: true } });
		const { outputs, error } = await move();
		expect(error).toBeUndefined();
		expect(outputs[0][0].json).toMatchObject({ moved: true, answer: 'OK' });
	});

	it('does not run with Retry On Fail', async () => {
		const { error } = await move(
			{},
			{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } },
		);
		expect(error?.message).toBe('Retry On Fail is on and would move money again');
		expect(voipcloud().requests).toHaveLength(0);
	});

	it('drops the example values of a pasted URL', async () => {
		const moveFundsUrl = `${voipcloud().url}/api/integration/v2/move-funds?account_number=1&amount=99&description=x`;
		const { error } = await move({ moveFundsUrl });
		expect(error).toBeUndefined();
		expect(voipcloud().requests[0].query).toBe('');
	});

	it('is no tool for agents', () => {
		expect(new VoipcloudBilling().description.usableAsTool).toBeUndefined();
	});
});
