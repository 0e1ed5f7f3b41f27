import type { FinanceDocument } from '../../sandbox/horisen';
import type { HorisenData } from '../../sandbox/horisen/data/data';
import type { ControlTrafficRow, CustomerTrafficRow } from '../../sandbox/horisen/data/trafficRow';

/** What a line of a margin report must show. Money in whole 10^-12 of the domestic currency. */
export interface ExpectedLine {
	revenue: bigint;
	cost: bigint;
	sold: bigint;
	bought: bigint;
}

/** Rows have seven decimals at most, rates four. */
const SCALE = 12;

/** The figures of a margin report from the simulator's data, in whole numbers and without the product's code. */
export function expectedMargin(
	data: HorisenData,
	documents: FinanceDocument[],
): Map<string, ExpectedLine> {
	const lines = new Map<string, ExpectedLine>();
	for (const document of documents) {
		const rate = BigInt(Math.round(document.domesticCurrencyRate * 10_000));
		for (const row of data.trafficRows(document.id)) {
			const key = networkOf(row);
			const line = lines.get(key) ?? { revenue: 0n, cost: 0n, sold: 0n, bought: 0n };
			const domestic = (scaled(row.totalAmount) * rate) / 10_000n;
			if ('inSmsCnt' in row) {
				line.revenue += domestic;
				line.sold += BigInt(row.inSmsCnt);
			} else {
				line.cost += domestic;
				line.bought += BigInt(row.outSmsCnt);
			}
			lines.set(key, line);
		}
	}
	return lines;
}

/** What the two sides of a margin report are joined on. */
export function networkOf(
	row:
		| Pick<CustomerTrafficRow | ControlTrafficRow, 'countryId' | 'operatorId' | 'mcc' | 'mnc'>
		| Record<string, unknown>,
): string {
	const { countryId, operatorId, mcc, mnc } = row;
	return [countryId, operatorId, mcc, mnc].join('|');
}

/** Two decimals, half-up away from zero. */
export function shown(value: bigint): string {
	const unit = 10n ** BigInt(SCALE - 2);
	const positive = value < 0n ? -value : value;
	const cents = (positive + unit / 2n) / unit;
	const text = cents.toString().padStart(3, '0');
	return `${value < 0n && cents > 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
}

function scaled(amount: number): bigint {
	const [whole, fraction] = amount.toFixed(9).split('.');
	return BigInt(whole + fraction.padEnd(SCALE, '0'));
}
