import { OperatorError } from './errors';

/**
 * A number of an option, as an expression may give it.
 *
 * @param field as the form names it, e.g. `Request Timeout`
 * @param least the smallest that is taken
 * @throws OperatorError naming the field
 */
export function amountOf(value: unknown, field: string, least: number): number {
	const isWritten = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
	const amount = isWritten ? Number(value) : NaN;
	if (Number.isFinite(amount) && amount >= least) return amount;
	throw new OperatorError(
		`${field} is not a number from ${least} on: ${JSON.stringify(value) ?? 'nothing'}`,
		{ description: 'Correct the number, or the expression that gives it.' },
	);
}
