import Big from 'big.js';
import { decimalOrNone } from './money';

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

	private addScaled(value: number): boolean {
		const text = String(value);
		if (text.includes('e')) return false;
		const point = text.indexOf('.');
		const decimals = point < 0 ? 0 : text.length - point - 1;
		const whole = point < 0 ? value : Number(text.slice(0, point) + text.slice(point + 1));
		const sum = (this.scaled[decimals] ?? 0) + whole;
		if (!Number.isSafeInteger(whole) || !Number.isSafeInteger(sum)) return false;
		this.scaled[decimals] = sum;
		return true;
	}
}
