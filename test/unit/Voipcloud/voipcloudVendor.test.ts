import { Readable } from 'node:stream';
import { Answer } from '../../../nodes/common/http/answer';
import { CallFailed, type CallFailure } from '../../../nodes/common/http/callFailure';
import { Secrets } from '../../../nodes/common/http/secrets';
import { dataOf } from '../../../nodes/Voipcloud/shared/voipcloudVendor';

const answer = (text: string, contentType: string | undefined = 'application/json') =>
	new Answer(
		{ headers: { 'content-type': contentType }, body: Readable.from([Buffer.from(text)]) },
		() => undefined,
		() => new Secrets(),
	);

async function failure(text: string, contentType?: string): Promise<CallFailure> {
	try {
		await dataOf(answer(text, contentType));
	} catch (error) {
		if (error instanceof CallFailed) return error.failure;
		throw error;
	}
	throw new Error('It was taken for an answer.');
}

it('returns the data', async () => {
	expect(await dataOf(answer('{"code":200,"data":{"payments":57}}'))).toEqual({ payments: 57 });
	expect(await dataOf(answer('{"code":"200","data":[]}', ''))).toEqual([]);
});

it.each([
	['{"code":403,"message":"No"}', 403, 'No'],
	['{"code":"500"}', 500, undefined],
	['{"code":201,"data":{"message":"Queued"}}', 201, 'Queued'],
	['{"code":404,"data":"Unknown account"}', 404, 'Unknown account'],
])('treats %s with status 200 as a refusal', async (text, status, message) => {
	expect(await failure(text)).toMatchObject({
		kind: 'status',
		inBody: true,
		status,
		said: message === undefined ? {} : { message },
	});
});

it.each([
	['a web page', '<!DOCTYPE html>', 'text/html', 'wrongType'],
	['JSON that says it is a web page', '{"code":200}', 'text/html', 'wrongType'],
	['nothing', '', '', 'wrongType'],
	['cut JSON', '{"code":200,"data":{"pay', undefined, 'unreadable'],
	['JSON without a code', '{"data":{}}', undefined, 'own'],
	['a list', '[200]', undefined, 'own'],
	['an invalid code', '{"code":"ok","data":{}}', undefined, 'own'],
	['null', 'null', undefined, 'own'],
])('distinguishes %s from an answer', async (_, text, contentType, kind) => {
	expect((await failure(text, contentType)).kind).toBe(kind);
});
