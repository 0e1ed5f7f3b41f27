import Big from 'big.js';
import { decimalOrNone } from './money';

/** Powers of ten by the number of decimals; amounts have no more decimals. */
const SCALES = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

const MOST_EXACT = 1e15;

/**
 * An exact sum of many decimals. Amounts with the same number of decimals are added as whole numbers (12.34 as 1234),
 * which is exact while they are safe integers; the rest goes through `big.js`.
 */
export class ExactSum {
	/** Partial sums by the number of decimals. */
	private readonly scaled: number[] = [];
	private rest = new Big(0);

	/** False if the value is not a decimal; it is then not added. */
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
	 * Avoids making a text of the value. Numbers of up to fifteen digits have one double each, so if a whole number of
	 * that size gives the value when divided by the power of ten, it has the digits of the value's text.
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
