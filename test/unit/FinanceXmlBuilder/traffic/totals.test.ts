import fc from 'fast-check';
import { RowCounter } from '../../../../nodes/FinanceXmlBuilder/traffic/totals';

function totalsOf(rows: Array<Record<string, unknown>>) {
	const counter = new RowCounter();
	for (const row of rows) counter.add(row);
	return counter.totals();
}

describe('the totals of rows', () => {
	it('are exact', () => {
		const rows = [
			{ totalAmount: 0.1, inSmsCnt: 1 },
			{ totalAmount: 0.2, outSmsCnt: '2' },
			{ totalAmount: '1e-7', inSmsCnt: Number.MAX_SAFE_INTEGER },
		];
		expect(totalsOf(rows)).toEqual({
			rowCount: 3,
			totalAmount: '0.3000001',
			messageCount: '9007199254740994',
		});
		expect(totalsOf([])).toEqual({ rowCount: 0, totalAmount: '0', messageCount: '0' });
	});

	it.each([{ a: 1 }, { totalAmount: null, inSmsCnt: null }, { totalAmount: 'x', inSmsCnt: 1.5 }])(
		'do not exist if a row has nothing to add: %j',
		(row) => {
			expect(totalsOf([{ totalAmount: 1, inSmsCnt: 1 }, row])).toEqual({ rowCount: 2 });
		},
	);

	it('of whole cents equal their integer sum', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 })), (cents) => {
				const { totalAmount } = totalsOf(cents.map((cent) => ({ totalAmount: cent / 100 })));
				const sum = cents.reduce((one, other) => one + BigInt(other), 0n);
				const whole = BigInt(Math.round(Number(totalAmount) * 100));
				expect(whole).toBe(sum);
			}),
		);
	});
});
