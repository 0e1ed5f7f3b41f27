import { type CallFailure, isRetryable } from '../../../../nodes/common/http/callFailure';
import { readFailure } from '../../../../nodes/common/http/readFailure';
import { Secrets } from '../../../../nodes/common/http/secrets';

/** An error as n8n throws it: its own class around the HTTP client's. */
const wrapped = (fields: object) =>
	new Error('n8n', { cause: Object.assign(new Error('http'), { isAxiosError: true, ...fields }) });
const VENDOR = { readError: (answer: unknown) => ({ message: JSON.stringify(answer) }) };
const SECRETS = new Secrets(['bearer-token-4711']);
const read = async (error: unknown) => await readFailure(error, VENDOR, SECRETS);

describe('readFailure', () => {
	it('reads status, Retry-After and what the vendor says, without secrets', async () => {
		const response = {
			status: 429,
			headers: { 'retry-after': '7' },
			data: '{"message":"bearer-token-4711 asks too often"}',
		};
		expect(await read(wrapped({ response }))).toEqual({
			kind: 'status',
			status: 429,
			retryAfter: '7',
			said: { message: '{"message":"*** asks too often"}' },
		});
	});

	it('treats a success that broke off as a broken connection', async () => {
		const error = wrapped({ code: 'ERR_BAD_RESPONSE', response: { status: 200 } });
		expect(await read(error)).toEqual({ kind: 'connection', code: 'ERR_BAD_RESPONSE' });
	});

	it('asks the vendor for a failure of its own, with all causes', async () => {
		const own = { kind: 'own' as const, retryable: false, explain: () => new Error() as never };
		const error = wrapped({ response: { status: 503 } });
		const vendor = {
			...VENDOR,
			ownFailure: (causes: readonly unknown[]) => (causes.includes(error.cause) ? own : undefined),
		};
		expect(await readFailure(error, vendor, SECRETS)).toBe(own);
	});

	it('recognises a cancelled execution, and passes unknown errors on', async () => {
		expect(await read(wrapped({ code: 'ERR_CANCELED' }))).toEqual({ kind: 'cancelled' });
		const error = new Error('Node does not have any credentials set');
		expect(await read(error)).toEqual({ kind: 'other', error });
		const loop: Error = new Error('loop');
		loop.cause = loop;
		expect(await read(loop)).toEqual({ kind: 'other', error: loop });
	});
});

describe('isRetryable', () => {
	const own = (retryable: boolean) =>
		({ kind: 'own', retryable, explain: () => new Error() as never }) as const;
	it.each<[CallFailure, boolean]>([
		[{ kind: 'status', status: 503, said: {} }, true],
		[{ kind: 'status', status: 401, said: {} }, false],
		[{ kind: 'status', status: 403, said: {} }, false],
		[{ kind: 'status', status: 302, said: {} }, false],
		[own(true), true],
		[own(false), false],
		[{ kind: 'connection', code: 'ECONNREFUSED' }, true],
		[{ kind: 'connection', code: 'EAI_AGAIN' }, true],
		[{ kind: 'connection', code: 'ENOTFOUND' }, false],
		[{ kind: 'connection', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, false],
		[{ kind: 'unreadable' }, true],
		[{ kind: 'incomplete', bytes: 1, announced: 2 }, true],
		[{ kind: 'wrongType', contentType: 'text/html', expected: 'JSON data' }, false],
		[{ kind: 'tooLarge', mostBytes: 1 }, false],
		[{ kind: 'tooDeep', levels: 100 }, false],
		[{ kind: 'cancelled' }, false],
		[{ kind: 'other', error: undefined }, false],
	])('is, for %j, %s', (failure, expected) => {
		expect(isRetryable(failure)).toBe(expected);
	});
});
