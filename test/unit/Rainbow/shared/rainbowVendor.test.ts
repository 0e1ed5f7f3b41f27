import { blamedAtLogin } from '../../../../nodes/Rainbow/shared/loginFailure';
import { readVendorError } from '../../../../nodes/Rainbow/shared/rainbowVendor';

describe('readVendorError', () => {
	it.each([
		[
			'{"errorCode":401,"errorMsg":"Unauthorized","errorDetails":"No","errorDetailsCode":401501}',
			{ code: '401501', message: 'Unauthorized: No' },
		],
		['{"errorCode":403,"errorMsg":"Forbidden"}', { code: '403', message: 'Forbidden' }],
		[
			'{"error":"invalid_grant","error_description":"The code is used"}',
			{ code: 'invalid_grant', message: 'The code is used' },
		],
		['{"errorDetails":{"x":1}}', { code: undefined, message: undefined }],
		['"text"', {}],
		['[]', {}],
		['null', {}],
	])('reads %s', (text, error) => {
		expect(readVendorError(JSON.parse(text))).toEqual(error);
	});

	it('cuts what is too long to read', () => {
		expect(readVendorError({ errorMsg: 'x'.repeat(5000) }).message).toHaveLength(300);
	});
});

describe('blamedAtLogin', () => {
	it.each([
		[{ code: '401501' }, 'user'],
		[{ message: 'Unknown login or wrong password for login app@id.example' }, 'user'],
		[{ message: 'User account is locked' }, 'user'],
		[{ message: 'Invalid application signature for login x@example.com' }, 'application'],
		[{ message: 'appId is unknown' }, 'application'],
		[{ message: 'Wrong app secret' }, 'application'],
		[{ message: 'Something happened' }, undefined],
		[{ message: 'Unauthorized: apple' }, undefined],
		[{}, undefined],
	])('finds in %j: %s', (error, blamed) => {
		expect(blamedAtLogin(error)).toBe(blamed);
	});
});
