import { newestOf, readLedgerRows } from '../../../../nodes/SftpDelivery/ledger/row';
import { documentOf, rowJson, rowsOf } from './ledger';

const ROW = rowJson(documentOf('a'));

describe('what a ledger workflow answered', () => {
	it.each([
		['rows', [ROW]],
		['items', [{ json: ROW, pairedItem: { item: 0 } }]],
		['JSON text', JSON.stringify([ROW])],
		['one row', ROW],
	])('is read from %s', (_, answer) => {
		expect(readLedgerRows(answer)).toMatchObject([{ rowId: 1, key: 'a', state: 'delivered' }]);
	});

	it.each([
		['none', [{ none: true }]],
		['the lease alone', [{ rowId: 1, key: 'lease', state: 'lease', token: 't' }]],
		['an empty list', []],
	])('may be %s', (_, answer) => {
		expect(readLedgerRows(answer)).toEqual([]);
	});

	it.each([
		['nothing', undefined, 'Ledger Rows is not a list'],
		['an empty text', '', 'Ledger Rows is not a list'],
		['a text', 'rows', 'Ledger Rows is not a list'],
		['numbers', [1], 'Ledger Rows is not a list'],
		['an error', [{ error: 'no table' }], 'Ledger row 1 of the list has no "rowId"'],
		['a row without a key', [ROW, { ...ROW, key: '' }], 'Ledger row 2 of the list has no "key"'],
		['a row id that is none', [{ ...ROW, rowId: 'x' }], 'has no number as "rowId"'],
		[
			'a state of another version',
			[{ ...ROW, state: 'archived' }],
			'Ledger row 1 of the list has the state "archived", which this version does not know',
		],
	])('is refused where it is %s: never taken for an empty ledger', (_, answer, message) => {
		expect(() => readLedgerRows(answer)).toThrow(message);
	});

	it('may come from another database: dates, numbers as text, null', () => {
		const deliveredAt = new Date('2023-07-03T08:00:00Z');
		const [row] = rowsOf({ ...ROW, rowId: '12', attempts: '3', bytes: '99', deliveredAt });
		expect(row).toMatchObject({
			rowId: 12,
			attempts: 3,
			bytes: 99,
			deliveredAt: '2023-07-03T08:00:00.000Z',
		});
		const [empty] = rowsOf({ ...ROW, attempts: null, bytes: null, deliveredAt: null, token: null });
		expect(empty).toMatchObject({ attempts: 0, deliveredAt: '', token: '' });
		expect(empty.bytes).toBeUndefined();
	});
});

it('the newest row is the one delivered last, or else entered last', () => {
	const at = (rowId: number, deliveredAt: unknown) => ({ ...ROW, rowId, deliveredAt });
	const newest = (...rows: ReturnType<typeof at>[]) => newestOf(rowsOf(...rows))?.rowId;
	expect(newest(at(1, '2023-07-03T09:00:00+02:00'), at(2, '2023-07-03T06:59:00Z'))).toBe(1);
	expect(newest(at(2, '2023-07-03T08:00:00Z'), at(1, '2023-07-03T08:00:00Z'))).toBe(2);
	expect(newest()).toBeUndefined();
});
