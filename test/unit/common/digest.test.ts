import fc from 'fast-check';
import { rowHash, UnorderedDigest } from '../../../nodes/common/digest';

type Row = Record<string, unknown>;

function digestOf(rows: Row[]): string {
	const digest = new UnorderedDigest();
	for (const row of rows) digest.add(rowHash(row));
	return digest.hex();
}

const rows = fc.array(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())), {
	minLength: 1,
	maxLength: 10,
});

describe('UnorderedDigest', () => {
	it('does not depend on the order of rows', () => {
		fc.assert(
			fc.property(rows, (list) => {
				expect(digestOf([...list].reverse())).toBe(digestOf(list));
			}),
		);
	});

	it('changes when a row is doubled or left out', () => {
		fc.assert(
			fc.property(rows, (list) => {
				expect(digestOf([...list, list[0]])).not.toBe(digestOf(list));
				expect(digestOf(list.slice(1))).not.toBe(digestOf(list));
			}),
		);
	});

	it('distinguishes a number from its text, and ignores the order of fields', () => {
		expect(digestOf([{ mnc: '01' }])).not.toBe(digestOf([{ mnc: 1 }]));
		expect(digestOf([{ a: 1, b: 2 }])).toBe(digestOf([{ b: 2, a: 1 }]));
	});

	it('stays the same from release to release', () => {
		expect(digestOf([{ mcc: '222', totalAmount: 0.1 }])).toBe(
			'3af434c53eff1fba09afbdee872a108d1e00697570c97743bac09edd2480fe5a',
		);
	});
});
