import { OperatorError } from '../../common/errors';

/** A value for the query of a method, and how to recognise its parameter. */
export interface QueryValue {
	/** Its name in messages, e.g. `first day`. */
	what: string;
	value: string;
	/** VoIPcloud's usual name, e.g. `from_date`. */
	usualName: string;
	/** The name from the options; it takes precedence. */
	givenName?: string;
	/** Pattern of the portal's name. */
	looksLike: RegExp;
}

/**
 * Writes values into a method's URL. Parameters of the pasted URL keep their names and get the new values; other
 * parameters stay unchanged. If a value's parameter cannot be identified in a pasted URL, the URL is refused, because
 * the call would use the portal's example value.
 */
export function withQueryValues(url: URL, values: QueryValue[]): URL {
	const result = new URL(url);
	const pasted = [...new Set(url.searchParams.keys())];
	const names = values.map((value) => parameterName(value, pasted));
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined) throw notTold(`"${twice}" twice`, pasted);
	values.forEach(({ value }, index) => result.searchParams.set(names[index], value));
	return result;
}

/** The URL of a method with its values in the body: example values with the same names are removed from the query. */
export function withoutQueryValues(url: URL, names: string[]): URL {
	const result = new URL(url);
	for (const name of names) result.searchParams.delete(name);
	return result;
}

function parameterName(value: QueryValue, pasted: string[]): string {
	const { givenName = '', usualName, looksLike, what } = value;
	if (givenName.trim() !== '') return givenName.trim();
	if (pasted.length === 0 || pasted.includes(usualName)) return usualName;
	const candidates = pasted.filter((name) => looksLike.test(name));
	if (candidates.length === 1) return candidates[0];
	throw notTold(`the ${what}`, pasted);
}

function notTold(what: string, pasted: string[]): OperatorError {
	return new OperatorError(`Method URL does not show which of its parameters is ${what}`, {
		description: `It has ${pasted.join(', ')}. Name the parameters in the options of the node, or remove everything from "?" on from the URL.`,
	});
}
