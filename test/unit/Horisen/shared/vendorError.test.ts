import { readVendorError } from '../../../../nodes/Horisen/shared/vendorError';

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
		["Finance's code alone", '{"code":"BAD_PARAM_PAGE_SIZE"}', { code: 'BAD_PARAM_PAGE_SIZE' }],
		['an error in an envelope', { error: { code: 'NOT_AUTHORIZED' } }, { code: 'NOT_AUTHORIZED' }],
		['an OAuth error', { error: 'invalid_client' }, {}],
		['a page for people', '<html>Bad gateway</html>', {}],
		['nothing', '', {}],
		['null', null, {}],
	])('reads %s', (_, body, expected) => {
		expect(readVendorError(body)).toEqual(expected);
	});

	it('cuts texts that no one would read', () => {
		expect(readVendorError({ message: 'x'.repeat(5000) }).message).toHaveLength(300);
	});
});
