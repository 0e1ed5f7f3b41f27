import { OperatorError } from './errors';

/**
 * The number of an option; an expression may give any value.
 *
 * @param field as the form names it, e.g. `Request Timeout`
 * @param least smallest allowed value
 * @throws OperatorError naming the field
 */
export function amountOf(value: unknown, field: string, least: number): number {
	const amount = written(value);
	if (Number.isFinite(amount) && amount >= least) return amount;
	throw refused(value, `${field} is not a number of at least ${least}`);
}

/**
 * The same for a whole number, e.g. a count.
 *
 * @param most largest allowed value; no limit if absent
 * @throws OperatorError naming the field
 */
export function wholeAmountOf(
	value: unknown,
	field: string,
	least: number,
	most = Infinity,
): number {
	const amount = written(value);
	if (Number.isSafeInteger(amount) && amount >= least && amount <= most) return amount;
	const range = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
	throw refused(value, `${field} is not a whole number ${range}`);
}

/** An expression that finds nothing gives nothing, not zero. */
function written(value: unknown): number {
	const isWritten = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
	return isWritten ? Number(value) : NaN;
}

function refused(value: unknown, what: string): OperatorError {
	const given = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing');
	return new OperatorError(`${what}: ${given.slice(0, 60)}`, {
		description: 'Correct the number, or the expression that gives it. Nothing was done.',
	});
}
