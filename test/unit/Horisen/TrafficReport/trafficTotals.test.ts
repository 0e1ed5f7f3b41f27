import fc from 'fast-check';
import { TrafficTotals } from '../../../../nodes/Horisen/TrafficReport/trafficTotals';

const totalsOf = (rows: object[]) => {
	const totals = new TrafficTotals('the traffic report of invoice 7', 'inSmsCnt');
	for (const row of rows) totals.add({ ...row });
	return totals.summary();
};

describe('TrafficTotals', () => {
	it('sums amounts without binary fractions and without exponents', () => {
		expect(
			totalsOf([
				{ inSmsCnt: 1, totalAmount: 0.1 },
				{ inSmsCnt: 2, totalAmount: 0.2 },
				{ inSmsCnt: 3, totalAmount: 1e-7 },
			]),
		).toEqual({ rowCount: 3, totalAmount: '0.3000001', messageCount: '6' });
	});

	it('counts beyond what a number can hold', () => {
		const row = { inSmsCnt: Number.MAX_SAFE_INTEGER, totalAmount: 0 };
		expect(totalsOf([row, row, row]).messageCount).toBe('27021597764222973');
	});

	it('agrees with integer arithmetic in cents', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 })), (cents) => {
				const rows = cents.map((value) => ({ inSmsCnt: 1, totalAmount: value / 100 }));
				const sum = cents.reduce((total, value) => total + value, 0);
				expect(Number(totalsOf(rows).totalAmount)).toBe(sum / 100 + 0);
			}),
		);
	});

	it.each([
		[{ inSmsCnt: 1 }, 'Row 1 of the traffic report of invoice 7: totalAmount'],
		[{ inSmsCnt: 1, totalAmount: 'NaN' }, 'totalAmount'],
		[{ inSmsCnt: null, totalAmount: 1 }, 'inSmsCnt is not a whole number: null'],
		[{ inSmsCnt: 1.5, totalAmount: 1 }, 'inSmsCnt is not a whole number: 1.5'],
		[{ totalAmount: 1 }, 'inSmsCnt is not a whole number'],
	])('names the row with %p', (row, message) => {
		expect(() => totalsOf([row])).toThrow(message);
	});
});
