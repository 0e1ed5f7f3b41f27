import Big from 'big.js';
import { decimalOrNone } from './money';

/** By the number of decimals; amounts have no more. */
const SCALES = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

const MOST_EXACT = 1e15;

/**
 * An exact sum of many decimals. Amounts of one number of decimals are added as whole numbers (12.34 as 1234),
 * which is exact as long as they are safe integers; what does not fit goes through `big.js`.
 */
export class ExactSum {
	/** By the number of decimals. */
	private readonly scaled: number[] = [];
	private rest = new Big(0);

	/** False where the value is no decimal, which is then not added. */
	add(value: unknown): boolean {
		if (typeof value === 'number' && this.addScaled(value)) return true;
		const decimal = decimalOrNone(value);
		if (!decimal) return false;
		this.rest = this.rest.plus(decimal);
		return true;
	}

	total(): Big {
		return this.scaled.reduce(
			(total, sum, decimals) => total.plus(new Big(`${sum}e-${decimals}`)),
			this.rest,
		);
	}

	/**
	 * Without making a text of it: fifteen digits have one double each, so a whole number of so many that gives
	 * the value when its point is set has the digits of the value's own text.
	 */
	private addScaled(value: number): boolean {
		for (const [decimals, scale] of SCALES.entries()) {
			const whole = Math.round(value * scale);
			if (Math.abs(whole) >= MOST_EXACT) return false;
			if (whole / scale !== value) continue;
			const sum = (this.scaled[decimals] ?? 0) + whole;
			if (!Number.isSafeInteger(sum)) return false;
			this.scaled[decimals] = sum;
			return true;
		}
		return false;
	}
}
