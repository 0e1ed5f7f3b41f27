import { type CallFailure, CallFailed } from '../../../nodes/Voipcloud/shared/callFailure';
import { type RawAnswer, readEnvelope } from '../../../nodes/Voipcloud/shared/envelope';

const answer = (text: string, more: Partial<RawAnswer> = {}): RawAnswer => ({
	status: 200,
	headers: { 'content-type': 'application/json' },
	text,
	...more,
});

function failure(raw: RawAnswer): CallFailure {
	try {
		readEnvelope(raw);
	} catch (error) {
		if (error instanceof CallFailed) return error.failure;
		throw error;
	}
	throw new Error('It was taken for an answer.');
}

it('gives the data', () => {
	expect(readEnvelope(answer('{"code":200,"data":{"payments":57}}'))).toEqual({ payments: 57 });
	expect(readEnvelope(answer('{"code":"200","data":[]}', { headers: {} }))).toEqual([]);
});

it.each([
	['{"code":403,"message":"No"}', 403, 'No'],
	['{"code":"500"}', 500, undefined],
	['{"code":201,"data":{"message":"Queued"}}', 201, 'Queued'],
	['{"code":404,"data":"Unknown account"}', 404, 'Unknown account'],
])('takes %s with status 200 for a refusal', (text, status, said) => {
	expect(failure(answer(text))).toMatchObject({ kind: 'status', inEnvelope: true, status, said });
});

it('reads status, wait and what is said of a refusal', () => {
	const headers = { 'retry-after': '7' };
	expect(failure(answer('{"code":429,"error":"Slow down"}', { status: 429, headers }))).toEqual({
		kind: 'status',
		inEnvelope: false,
		status: 429,
		retryAfter: '7',
		said: 'Slow down',
	});
	expect(failure(answer('<html>', { status: 502 }))).toMatchObject({
		status: 502,
		said: undefined,
	});
});

it.each([
	[
		'a web page',
		answer('<!DOCTYPE html>', { headers: { 'content-type': 'text/html' } }),
		'notJson',
	],
	[
		'JSON that says it is a web page',
		answer('{"code":200}', { headers: { 'content-type': 'text/html' } }),
		'notJson',
	],
	['nothing', answer('', { headers: {} }), 'notJson'],
	['cut JSON', answer('{"code":200,"data":{"pay'), 'unreadable'],
	['JSON without a code', answer('{"data":{}}'), 'notEnvelope'],
	['a list', answer('[200]'), 'notEnvelope'],
	['a code that is none', answer('{"code":"ok","data":{}}'), 'notEnvelope'],
	['null', answer('null'), 'notEnvelope'],
])('tells %s from an answer', (_, raw, kind) => {
	expect(failure(raw).kind).toBe(kind);
});
