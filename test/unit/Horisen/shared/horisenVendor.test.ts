import { OperatorError } from '../../../../nodes/common/errors';
import { Secrets } from '../../../../nodes/common/http/secrets';
import { HORISEN, readVendorError } from '../../../../nodes/Horisen/shared/horisenVendor';

describe('readVendorError', () => {
	it.each([
		[
			"the Traffic Report API's shape",
			{ Code: 0, Message: "Query parameter: 'mcc' error: 'unknown operator'" },
			{ code: undefined, message: "Query parameter: 'mcc' error: 'unknown operator'" },
		],
		[
			'its property table, with the code in the message',
			{ code: 404, message: 'BULK_TRAFFIC_REPORT_API_V2:BULK_RATES_SETTINGS_NOTFOUND' },
			{
				code: 'BULK_TRAFFIC_REPORT_API_V2:BULK_RATES_SETTINGS_NOTFOUND',
				message: 'BULK_TRAFFIC_REPORT_API_V2:BULK_RATES_SETTINGS_NOTFOUND',
			},
		],
		[
			'the general shape',
			{
				code: 'REQUEST_ERROR',
				message: 'Bad request.',
				description: 'Two problems.',
				items: [{ name: 'date', message: 'wrong format' }, { name: 'diff' }],
			},
			{ code: 'REQUEST_ERROR', message: 'Bad request. Two problems. date: wrong format diff' },
		],
		["Finance's code alone", { code: 'BAD_PARAM_PAGE_SIZE' }, { code: 'BAD_PARAM_PAGE_SIZE' }],
		['an error in an envelope', { error: { code: 'NOT_AUTHORIZED' } }, { code: 'NOT_AUTHORIZED' }],
		['an OAuth error', { error: 'invalid_client' }, {}],
		['a text', '<html>Bad gateway</html>', {}],
		['nothing', undefined, {}],
		['null', null, {}],
	])('reads %s', (_, body, expected) => {
		expect(readVendorError(body)).toEqual(expected);
	});

	it('cuts texts that are too long to read', () => {
		expect(readVendorError({ message: 'x'.repeat(5000) }).message).toHaveLength(300);
	});
});

describe('a call without a token', () => {
	const http = (fields: object) =>
		Object.assign(new Error('http'), {
			isAxiosError: true,
			config: { url: 'https://accounts.horisen.pro/oauth2/access-token' },
			...fields,
		});
	const refusal = (fields: object) => Object.assign(new Error('refused'), fields);
	const secrets = new Secrets(['secret-4711-4711']);
	const explained = (...causes: Error[]) => {
		const own = HORISEN.ownFailure?.(causes, secrets);
		return { own, error: own?.explain({ subject: 'documents' }, ', 2 tries') };
	};

	it.each<[string, Error, boolean, string]>([
		[
			'the accounts host does not listen',
			http({ code: 'ECONNREFUSED' }),
			true,
			'the accounts host could not be reached (connection refused, 2 tries)',
		],
		[
			'the accounts host is unknown',
			http({ code: 'ENOTFOUND' }),
			false,
			'the accounts host could not be reached (unknown host name, 2 tries)',
		],
		[
			'it fails',
			http({ response: { status: 503 } }),
			true,
			'the accounts host gave none (503, 2 tries)',
		],
		[
			'the client is wrong',
			refusal({ code: 'EAUTH', body: { error: 'invalid_client' } }),
			false,
			'HORISEN does not accept the client (invalid_client)',
		],
		[
			'the address is not registered',
			refusal({ code: 'ESTATUS', status: 403 }),
			false,
			'HORISEN refuses this client (403)',
		],
		[
			'the secret is quoted',
			refusal({ code: 'EAUTH', body: { error: 'no secret-4711-4711' } }),
			false,
			'the accounts host gave none (no ***, 2 tries)',
		],
		[
			'n8n keeps an answer without one',
			new Error('Unable to sign without access token'),
			false,
			'the accounts host answered without one',
		],
	])('is explained if %s', (_, cause, retryable, message) => {
		const { own, error } = explained(new Error('n8n'), cause);
		expect(own?.retryable).toBe(retryable);
		expect(error).toBeInstanceOf(OperatorError);
		expect(error?.message).toBe(`No access token for documents: ${message}`);
	});

	it('does not count as a call that the API refused', () => {
		expect(explained(refusal({ status: 401 })).own).toBeUndefined();
	});
});
