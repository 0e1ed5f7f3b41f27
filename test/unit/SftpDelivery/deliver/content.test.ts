import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
	blocksOf,
	fingerprintOf,
	MeasuredContent,
} from '../../../../nodes/SftpDelivery/deliver/content';

async function* from<Chunk>(chunks: Chunk[]): AsyncGenerator<Chunk> {
	yield* chunks;
}

async function all<Chunk>(content: AsyncIterable<Chunk>): Promise<Chunk[]> {
	const chunks: Chunk[] = [];
	for await (const chunk of content) chunks.push(chunk);
	return chunks;
}

const chunks = fc.array(
	fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
	{ maxLength: 12 },
);

describe('blocksOf', () => {
	it('keeps every byte, in blocks of one size except the last', async () => {
		await fc.assert(
			fc.asyncProperty(chunks, fc.integer({ min: 1, max: 32 }), async (given, size) => {
				const blocks = await all(blocksOf(from(given), size));
				expect(Buffer.concat(blocks).equals(Buffer.concat(given))).toBe(true);
				for (const block of blocks.slice(0, -1)) expect(block).toHaveLength(size);
				if (blocks.length > 0) {
					expect(blocks.at(-1)?.length).toBeGreaterThan(0);
					expect(blocks.at(-1)?.length).toBeLessThanOrEqual(size);
				}
			}),
		);
	});

	it('does not copy what is within one chunk', async () => {
		const chunk = Buffer.from('abcdef');
		const blocks = await all(blocksOf(from([chunk]), 3));
		expect(blocks.map(({ buffer }) => buffer === chunk.buffer)).toEqual([true, true]);
	});
});

describe('MeasuredContent', () => {
	it('knows size and checksum of the content, however it was cut', async () => {
		await fc.assert(
			fc.asyncProperty(chunks, async (given) => {
				const whole = Buffer.concat(given);
				const measured = new MeasuredContent(from(given));
				expect(Buffer.concat(await all(measured)).equals(whole)).toBe(true);
				const fingerprint = {
					bytes: whole.length,
					sha256: createHash('sha256').update(whole).digest('hex'),
				};
				expect(measured.fingerprint()).toEqual(fingerprint);
				expect(await fingerprintOf(from(given))).toEqual(fingerprint);
			}),
		);
	});

	it('takes text and plain bytes, which storages may give', async () => {
		expect(await fingerprintOf(from<unknown>(['é', new Uint8Array([1, 2])]))).toEqual(
			await fingerprintOf(from([Buffer.from([0xc3, 0xa9, 1, 2])])),
		);
	});
});
