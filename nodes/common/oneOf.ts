import { OperatorError } from './errors';

/**
 * The choice that a parameter holds. An expression may give any text: a misspelt choice must not pass for
 * another one.
 *
 * @throws OperatorError naming the field and its choices
 */
export function oneOf<Choice extends string>(
	value: unknown,
	choices: readonly Choice[],
	field: string,
): Choice {
	const choice = choices.find((known) => known === value);
	if (choice !== undefined) return choice;
	throw new OperatorError(`${field} cannot be ${JSON.stringify(value)}`, {
		description: `Set it to one of: ${choices.join(', ')}. Nothing was done.`,
	});
}
