import { OperatorError } from './errors';

/**
 * The choice in a parameter. An expression may give any text, and a misspelt choice must not act as another.
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
