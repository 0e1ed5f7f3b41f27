import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { gunzipped, gzipped } from '../../../nodes/common/gzip';

async function read(content: AsyncIterable<Buffer>): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of content) chunks.push(chunk);
	return Buffer.concat(chunks);
}

const inChunks = (content: Buffer, size: number) =>
	Readable.from(
		(function* () {
			for (let start = 0; start < content.length; start += size) {
				yield content.subarray(start, start + size);
			}
		})(),
	);

const ROWS = Buffer.from(
	Array.from(
		{ length: 20_000 },
		(_, index) => `{"mcc":"${index % 999}","name":"Opérateur"}\n`,
	).join(''),
);

describe('gzipped', () => {
	it('can be read by gunzip', async () => {
		expect(gunzipSync(await read(gzipped(inChunks(ROWS, 1000)))).equals(ROWS)).toBe(true);
	});

	it('gives the same bytes however the content is cut, without time and system', async () => {
		const whole = await read(gzipped(inChunks(ROWS, ROWS.length)));
		expect(whole.subarray(0, 10).toString('hex')).toBe('1f8b08000000000000ff');
		for (const size of [1_000, 65_536, 100_001]) {
			expect((await read(gzipped(inChunks(ROWS, size)))).equals(whole)).toBe(true);
		}
	});

	it('passes the error of the content on', async () => {
		const failure = new Error('boom');
		const broken = async function* () {
			yield await Promise.resolve(ROWS);
			throw failure;
		};
		await expect(read(gzipped(broken()))).rejects.toBe(failure);
	});

	it('ends the content when the reader stops', async () => {
		const source = inChunks(ROWS, 1000);
		for await (const chunk of gzipped(source)) {
			expect(chunk.length).toBeGreaterThan(0);
			break;
		}
		await new Promise((resolve) => setImmediate(resolve));
		expect(source.destroyed).toBe(true);
	});
});

describe('gunzipped', () => {
	it('returns any content, compressed or not, however it is cut', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uint8Array({ maxLength: 300 }),
				fc.boolean(),
				fc.integer({ min: 1, max: 40 }),
				async (bytes, compressed, size) => {
					const content = Buffer.from(bytes);
					fc.pre(compressed || content[0] !== 0x1f);
					const sent = compressed ? gzipSync(content) : content;
					const plain = await read(gunzipped(inChunks(sent, size), 'traffic-7.ndjson.gz'));
					expect(plain.equals(content)).toBe(true);
				},
			),
		);
	});

	it.each([
		['breaks off', (whole: Buffer) => whole.subarray(0, whole.length - 9)],
		['lacks its last byte', (whole: Buffer) => whole.subarray(0, -1)],
		['breaks off in its header', (whole: Buffer) => whole.subarray(0, 4)],
		[
			'has another checksum',
			(whole: Buffer) => Buffer.concat([whole.subarray(0, -8), createHash('md5').digest()]),
		],
	])('refuses a file that %s, and names it', async (_, damage) => {
		const damaged = damage(gzipSync(ROWS));
		await expect(read(gunzipped(inChunks(damaged, 5000), 'traffic-7.ndjson.gz'))).rejects.toThrow(
			'traffic-7.ndjson.gz is compressed, and cut off or damaged',
		);
	});

	it('passes the error of the content on, and ends it when the reader stops', async () => {
		const failure = new Error('boom');
		const broken = async function* () {
			yield await Promise.resolve(gzipSync(ROWS).subarray(0, 100));
			throw failure;
		};
		await expect(read(gunzipped(broken(), 'x'))).rejects.toBe(failure);
		for (const content of [ROWS, gzipSync(ROWS)]) {
			const source = inChunks(content, 1000);
			for await (const chunk of gunzipped(source, 'x')) {
				expect(chunk.length).toBeGreaterThan(0);
				break;
			}
			await new Promise((resolve) => setImmediate(resolve));
			expect(source.destroyed).toBe(true);
		}
	});
});
