import { OperatorError } from '../../common/errors';

/** A value that goes into the query of a method, and how its parameter is recognised. */
export interface QueryValue {
	/** What it is, for messages, e.g. `first day`. */
	what: string;
	value: string;
	/** VoIPcloud's usual name, e.g. `from_date`. */
	usualName: string;
	/** The operator's own name from the options; it wins. */
	givenName?: string;
	/** What the portal's name may look like. */
	looksLike: RegExp;
}

/**
 * Writes values into a method's URL. Names that the pasted URL already has are kept, with the value
 * replaced; its other parameters stay as they are. A pasted URL in which a value's parameter cannot be
 * told is refused: the example that stands there would be asked for instead.
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

/** The URL of a method whose values go in the body: examples of the same names leave the query. */
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
	return new OperatorError(`Method URL does not tell which of its parameters is ${what}`, {
		description: `It has ${pasted.join(', ')}. Name the parameters in the options of the node, or remove everything from "?" on from the URL.`,
	});
}
