import { isRetryableStatus } from '../../../../nodes/common/http/retry';
import {
	type CallFailure,
	isRetryable,
	readFailure,
} from '../../../../nodes/Horisen/shared/callFailure';

/** An error as n8n throws it: its own class around the HTTP client's. */
const wrapped = (fields: object) =>
	new Error('n8n', { cause: Object.assign(new Error('http'), { isAxiosError: true, ...fields }) });
const retryable = (failure: CallFailure) => isRetryable(failure, isRetryableStatus);
const TOKEN_URL = 'https://accounts.horisen.pro/oauth2/access-token';

describe('readFailure', () => {
	it('reads status, Retry-After and the vendor error of an answer', async () => {
		const response = {
			status: 429,
			headers: { 'retry-after': '7' },
			data: '{"code":"TOO_MANY_REQUESTS"}',
		};
		expect(await readFailure(wrapped({ response }))).toEqual({
			kind: 'status',
			status: 429,
			retryAfter: '7',
			vendor: { code: 'TOO_MANY_REQUESTS' },
		});
	});

	it('takes a success that broke off for a broken connection', async () => {
		const error = wrapped({ code: 'ERR_BAD_RESPONSE', response: { status: 200 } });
		expect(await readFailure(error)).toEqual({ kind: 'connection', code: 'ERR_BAD_RESPONSE' });
	});

	it('tells the token call from the API by its address', async () => {
		const config = { url: TOKEN_URL };
		expect(await readFailure(wrapped({ code: 'ECONNREFUSED', config }))).toMatchObject({
			kind: 'token',
			connectionCode: 'ECONNREFUSED',
		});
		expect(await readFailure(wrapped({ response: { status: 503 }, config }))).toMatchObject({
			kind: 'token',
			status: 503,
		});
	});

	it("reads the refusals of n8n's OAuth2 client", async () => {
		const refusal = { code: 'EAUTH', body: { error: 'invalid_client' } };
		const cause = Object.assign(new Error('refused'), refusal);
		expect(await readFailure(new Error('Failed to acquire', { cause }))).toMatchObject({
			kind: 'token',
			oauthError: 'invalid_client',
		});
		const status = Object.assign(new Error('HTTP status 403'), { code: 'ESTATUS', status: 403 });
		expect(await readFailure(status)).toMatchObject({ kind: 'token', status: 403 });
		expect((await readFailure(new Error('Unable to sign without access token'))).kind).toBe(
			'token',
		);
	});

	it('tells a cancelled execution, and keeps what it does not know', async () => {
		expect(await readFailure(wrapped({ code: 'ERR_CANCELED' }))).toEqual({ kind: 'cancelled' });
		const error = new Error('Node does not have any credentials set');
		expect(await readFailure(error)).toEqual({ kind: 'other', error });
		const loop: Error = new Error('loop');
		loop.cause = loop;
		expect(await readFailure(loop)).toEqual({ kind: 'other', error: loop });
	});
});

describe('isRetryable', () => {
	it.each<[CallFailure, boolean]>([
		[{ kind: 'status', status: 503, vendor: {} }, true],
		[{ kind: 'status', status: 401, vendor: {} }, false],
		[{ kind: 'status', status: 403, vendor: {} }, false],
		[{ kind: 'status', status: 302, vendor: {} }, false],
		[{ kind: 'token', status: 500 }, true],
		[{ kind: 'token', status: 401 }, false],
		[{ kind: 'token', oauthError: 'invalid_client' }, false],
		[{ kind: 'token', connectionCode: 'ECONNRESET' }, true],
		[{ kind: 'connection', code: 'ECONNREFUSED' }, true],
		[{ kind: 'connection', code: 'EAI_AGAIN' }, true],
		[{ kind: 'connection', code: 'ENOTFOUND' }, false],
		[{ kind: 'connection', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, false],
		[{ kind: 'unreadable' }, true],
		[{ kind: 'notJson', contentType: 'text/html' }, false],
		[{ kind: 'cancelled' }, false],
		[{ kind: 'other', error: undefined }, false],
	])('of %j is %s', (failure, expected) => {
		expect(retryable(failure)).toBe(expected);
	});
});
