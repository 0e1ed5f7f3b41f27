import { readSizes, titleOf } from '../../../bench/workflow/sizes';

describe('sizes', () => {
	test('are documents and their rows', () => {
		expect(readSizes('200x500,1x300000')).toEqual([
			{ documents: 200, rows: 500 },
			{ documents: 1, rows: 300_000 },
		]);
	});

	test.each(['', '200', '0x5', '5x', '5x-1', '5x5,', '5 x 5'])('%p is none', (text) => {
		expect(() => readSizes(text)).toThrow('is no size');
	});

	test('are titles', () => {
		expect(titleOf({ documents: 1, rows: 300_000 })).toBe('1 document × 300,000 rows');
		expect(titleOf({ documents: 5, rows: 50_000 })).toBe('5 documents × 50,000 rows');
	});
});
