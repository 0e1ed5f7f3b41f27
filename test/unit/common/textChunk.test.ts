import fc from 'fast-check';
import { TextChunk } from '../../../nodes/common/textChunk';

describe('a chunk of text', () => {
	it('contains everything added as UTF-8', () => {
		const texts = fc.array(
			fc.tuple(
				fc.constantFrom('a', 'é', '’', '\u{1f980}', 'ab<c/>'),
				fc.integer({ min: 0, max: 40_000 }),
			),
			{ maxLength: 20 },
		);
		fc.assert(
			fc.property(texts, (pieces) => {
				const chunk = new TextChunk();
				const taken: Buffer[] = [];
				const all = pieces.map(([text, times]) => text.repeat(times));
				for (const text of all) {
					chunk.add(text);
					if (chunk.isFull) taken.push(chunk.take());
					expect(chunk.isFull).toBe(false);
				}
				taken.push(chunk.take());
				expect(Buffer.concat(taken).equals(Buffer.from(all.join('')))).toBe(true);
				for (const buffer of taken.slice(0, -1)) {
					expect(buffer.length).toBeGreaterThanOrEqual(64 * 1024);
				}
			}),
			{ numRuns: 50 },
		);
	});
});
