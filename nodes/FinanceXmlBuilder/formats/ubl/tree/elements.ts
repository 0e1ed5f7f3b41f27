import type Big from 'big.js';
import { amountText } from '../amounts';
import type { Attribute, Content, Each, Element, Value } from '../../../xml/tree';

/** The source of a part of the tree; each part knows its type. */
export type Scope = unknown;

type Of<T> = (scope: T) => string | undefined;

/** An element with a text; left out if there is none. `term` names it in errors. */
export function text<T>(
	name: string,
	term: string,
	of: Of<T>,
	...attributes: Array<Attribute<Scope>>
): Element<Scope> {
	return { kind: 'element', name, attributes, content: [value(term, of)] };
}

/** An amount and its currency. */
export function amount<T>(
	name: string,
	of: (scope: T) => Big | undefined,
	currency: string | Value<Scope>,
): Element<Scope> {
	const decimals = (scope: T) => {
		const found = of(scope);
		return found && amountText(found);
	};
	return text<T>(name, name, decimals, { name: 'currencyID', value: currency });
}

/** An element with constant text. */
export function fixed(name: string, content: string): Element<Scope> {
	return { kind: 'element', name, content: [content] };
}

/** An element around others; left out if none of them has a text. */
export function group(name: string, ...content: Array<Content<Scope>>): Element<Scope> {
	return { kind: 'element', name, optional: true, content };
}

/** Its content for the result of `of`: nothing, one or many. */
export function each<T, Part>(
	step: string,
	of: (scope: T) => Part | readonly Part[] | undefined,
	...content: Array<Content<Scope>>
): Each<Scope> {
	return {
		kind: 'each',
		step: (_, index) => `${step}[${index}]`,
		of: (scope) => {
			const parts = of(scope as T);
			if (parts === undefined) return [];
			return Array.isArray(parts) ? parts : [parts];
		},
		content,
	};
}

export function attribute<T>(name: string, of: Of<T>): Attribute<Scope> {
	return { name, value: value(name, of) };
}

export function value<T>(field: string, of: Of<T>): Value<Scope> {
	return { kind: 'value', field, of: (scope) => of(scope as T) };
}
