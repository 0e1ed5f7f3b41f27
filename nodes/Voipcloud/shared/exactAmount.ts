import type Big from 'big.js';
import { OperatorError } from '../../common/errors';
import { toDecimal } from '../../common/money';

/**
 * The exact decimal of an amount.
 *
 * @param advice for a value that is not an amount; the general advice is about invoices
 * @throws OperatorError naming the amount
 */
export function exactAmount(value: unknown, label: string, advice: string): Big {
	try {
		return toDecimal(value, label);
	} catch (cause) {
		throw new OperatorError(cause instanceof Error ? cause.message : String(cause), {
			description: advice,
			cause,
		});
	}
}
