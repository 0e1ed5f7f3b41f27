import { VoipcloudBilling } from '../../nodes/Voipcloud/VoipcloudBilling.node';
import { startVoipcloud } from '../../sandbox/voipcloud';
import { DAYS, items, OCTOBER, QUICK, setUpVoipcloud } from './voipcloudSetup';

const { voipcloud, credential, balance, run } = setUpVoipcloud();

describe('Balance', () => {
	it('returns the documented example, exact and checked', async () => {
		const { outputs, error } = await balance();
		expect(error).toBeUndefined();
		expect(outputs[0][0].json).toEqual({
			accountNumber: '1001',
			...DAYS,
			statementId: '1001_2025-10-01_2025-10-31',
			opening_balance: '245.71293',
			payments: '57',
			adjustments: '5',
			call_charges: '48.125',
			other_charges: '7.5',
			total_charges: '60.625',
			closing_balance: '242.08793',
			check: { status: 'matched', difference: '0', totalChargesDifference: '0' },
		});
		expect(voipcloud().requests).toEqual([
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

	it("returns the partner's balance", async () => {
		const { outputs, error } = await run({
			resource: 'balance',
			operation: 'getPartner',
			...OCTOBER,
		});
		expect(error).toBeUndefined();
		expect(outputs[0][0].json).toMatchObject({
			...DAYS,
			opening_balance: '4088.5',
			closing_balance: '3177',
			check: { status: 'matched' },
		});
		expect(voipcloud().requests[0].query).toBe('from_date=2025-10-01&to_date=2025-10-31');
	});

	it("calls a URL pasted from another portal's page, with its parameter names", async () => {
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
			{ credential: credential({ baseUrl: `${other.url}/dashboard` }) },
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
		expect(voipcloud().requests[0].query).toBe('start=01%2F10%2F2025&end=31%2F10%2F2025&id=1001');
	});

	it.each([
		[{ accountNumber: '={{ $json.nothing }}' }, 'Account Number is empty'],
		[
			{ accountNumber: '={{ 12345678901234567890 }}' },
			'Account Number is a number that may have lost digits: 12345678901234567000',
		],
		[{ accountNumber: '1001 1002' }, 'Account Number is not a single number: "1001 1002"'],
		[{ periodFrom: '={{ $json.nothing }}' }, 'Period From is empty'],
		[{ options: { tolerance: 'x' } }, 'Check Tolerance is not an amount: "x"'],
		[{ options: { dateFormat: 'yyyy-mm-dd' } }, 'Date Format cannot be "yyyy-mm-dd"'],
		[{ customerBalanceUrl: ' ' }, 'Method URL is empty'],
	])('refuses %j before any call', async (parameters, message) => {
		const { error } = await balance(parameters);
		expect(error?.message).toBe(message);
		expect(voipcloud().requests).toHaveLength(0);
	});

	it('keeps the fields of the item, adds a currency, and names customers with a low balance', async () => {
		const options = { ...QUICK, currencyCode: 'AUD', lowBalance: '1000' };
		const input = [{ json: { accountNumber: '1001', name: 'Acme', customerReference: 'ERP-1' } }];
		const { outputs } = await balance(
			{ accountNumber: '={{ $json.accountNumber }}', options },
			{ input },
		);
		expect(outputs[0][0].json).toMatchObject({
			name: 'Acme',
			customerReference: 'ERP-1',
			currencyCode: 'AUD',
			isLow: true,
		});
	});

	it('tries again if VoIPcloud is busy, and not if it refuses', async () => {
		const { faults } = voipcloud();
		faults.inject({ fault: { kind: 'status', status: 429, headers: { 'retry-after': '0' } } });
		faults.inject({ fault: { kind: 'status', status: 500 } });
		faults.inject({ fault: { kind: 'code', code: 503 } });
		faults.inject({ fault: { kind: 'truncate' } });
		faults.inject({ fault: { kind: 'reset', midway: true } });
		const { outputs, error } = await balance();
		expect(error).toBeUndefined();
		expect(outputs[0][0].json.accountNumber).toBe('1001');
		expect(voipcloud().requests).toHaveLength(6);

		const unknown = await balance({ accountNumber: '9999' });
		expect(unknown.error?.message).toBe(
			'VoIPcloud has nothing at this address for the balance of account 9999 (404)',
		);
		expect(unknown.error?.description).toContain('VoIPcloud says: Account 9999 not found.');
		expect(voipcloud().requests).toHaveLength(7);
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
		voipcloud().faults.inject({ times: null, fault });
		const { error } = await balance({ options: { ...QUICK, maxTries: 2, requestTimeout: 2 } });
		expect(error?.message).toContain(message);
		expect(error?.description).not.toBe('');
	});

	it('fails one account, and goes on with the others', async () => {
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

describe('the form', () => {
	it('has a separate URL field for each operation, because the editor keeps values by name', () => {
		const urls = new VoipcloudBilling().description.properties.filter(
			({ displayName }) => displayName === 'Method URL',
		);
		expect(urls).toHaveLength(7);
		expect(new Set(urls.map(({ name }) => name)).size).toBe(7);
	});
});
