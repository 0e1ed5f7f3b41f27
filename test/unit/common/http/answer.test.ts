import { Readable } from 'node:stream';
import { createGzip, createGunzip } from 'node:zlib';
import { Answer } from '../../../../nodes/common/http/answer';
import type { CallFailed } from '../../../../nodes/common/http/callFailure';
import { Secrets } from '../../../../nodes/common/http/secrets';
import { mostHeld } from '../../../support/liveMemory';

const MIB = 1024 * 1024;
const SECRETS = new Secrets(['bearer-token-4711']);

const answerOf = (body: Readable, headers: Record<string, unknown> = {}) =>
	new Answer(
		{ headers, body },
		() => undefined,
		() => SECRETS,
	);

const failureOf = async (reading: Promise<unknown>) =>
	await reading.then(
		() => undefined,
		(error: CallFailed) => error.failure,
	);

/** So many bytes of JSON, made as they are read. */
function* json(bytes: number): Generator<Buffer> {
	yield Buffer.from('["');
	for (let left = bytes; left > 0; left -= MIB) yield Buffer.alloc(MIB, 'a');
	yield Buffer.from('"]');
}

describe('an answer', () => {
	it('that unpacks to 2 GB is dropped after 32 MB', async () => {
		let packed = 0;
		const source = Readable.from(json(2048 * MIB)).on('data', (chunk: Buffer) => {
			packed += chunk.length;
		});
		const body = source.pipe(createGzip({ level: 1 })).pipe(createGunzip());
		const answer = answerOf(body, { 'content-type': 'application/json' });
		const { result, bytes } = await mostHeld(async () => await failureOf(answer.json()));
		expect(result).toEqual({ kind: 'tooLarge', mostBytes: 32 * MIB });
		answer.close();
		source.destroy();
		expect(packed).toBeLessThan(128 * MIB);
		expect(bytes).toBeLessThan(128 * MIB);
		expect(body.destroyed).toBe(true);
	});

	it('of many rows is read', async () => {
		const answer = answerOf(Readable.from(json(31 * MIB)));
		expect(await answer.json()).toHaveLength(1);
	});

	it.each([
		['10,000 levels', '['.repeat(10_000), { kind: 'tooDeep', levels: 100 }],
		['half of it', '{"data":[', { kind: 'unreadable' }],
		['a page', '<html>', { kind: 'wrongType', contentType: 'text/html', expected: 'JSON data' }],
		['nothing', '', { kind: 'wrongType', contentType: 'text/html', expected: 'JSON data' }],
	])('with %s is refused', async (_, text, failure) => {
		const type = text.startsWith('<') || text === '' ? 'text/html' : 'application/json';
		const answer = answerOf(Readable.from([Buffer.from(text)]), { 'content-type': type });
		expect(await failureOf(answer.json())).toEqual(failure);
	});

	it('with a byte order mark is read', async () => {
		expect(await answerOf(Readable.from([Buffer.from('\uFEFF [1]')])).json()).toEqual([1]);
	});

	it('shows no secret in its data, its headers and what is made of them', async () => {
		const text = '{"echo":"Bearer bearer-token-4711","id":9007199254740993}';
		const answer = answerOf(Readable.from([Buffer.from(text)]), {
			'content-type': 'application/json; x=bearer-token-4711',
		});
		expect(await answer.json()).toEqual({ echo: 'Bearer ***', id: '9007199254740993' });
		expect(answer.header('content-type')).toBe('application/json; x=***');
		expect(answer.shown({ said: ['bearer-t…'] })).toEqual({ said: ['***…'] });
	});
});

describe('a file', () => {
	const read = async (headers: Record<string, unknown>) => {
		const chunks: Buffer[] = [];
		const answer = answerOf(Readable.from([Buffer.from('a;b')]), headers);
		for await (const chunk of answer.file()) chunks.push(chunk);
		return Buffer.concat(chunks).toString();
	};

	it('is complete if it is as long as announced, or longer because it was compressed', async () => {
		expect(await read({ 'content-length': '3' })).toBe('a;b');
		expect(await read({ 'content-length': '2' })).toBe('a;b');
		expect(await read({})).toBe('a;b');
	});

	it('is incomplete if it is shorter', async () => {
		expect(await failureOf(read({ 'content-length': '4' }))).toEqual({
			kind: 'incomplete',
			bytes: 3,
			announced: 4,
		});
	});
});
