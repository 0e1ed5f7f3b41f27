import { rowHash } from '../../../nodes/common/digest';
import { HashSet } from '../../../nodes/common/hashSet';

describe('HashSet', () => {
	it('knows every hash that was added, through many growths, and no other', () => {
		const set = new HashSet();
		for (let id = 0; id < 20_000; id++) set.add(rowHash({ id }));
		for (let id = 0; id < 20_000; id++) expect(set.has(rowHash({ id }))).toBe(true);
		for (let id = 20_000; id < 40_000; id++) expect(set.has(rowHash({ id }))).toBe(false);
	});

	it('keeps the hash whose first bits are zero', () => {
		const set = new HashSet();
		expect(set.has('\0'.repeat(32))).toBe(false);
		set.add('\0'.repeat(32));
		expect(set.has('\0'.repeat(32))).toBe(true);
	});
});
