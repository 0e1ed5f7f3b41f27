import { compare, type Comparable } from './values';

/** How many values an operator takes. */
export type Arity = 'none' | 'one' | 'list' | 'range';

export interface Operator {
	arity: Arity;
	/** Compares text, whatever the attribute's type. */
	text?: boolean;
	/** `stored` is undefined if the attribute is null or absent. */
	matches(stored: Comparable | undefined, wanted: Comparable[]): boolean;
}

/**
 * A comparison with a null is never true, not even a negated one (`neq`, `notin`, `notbetween`,
 * `doesnotcontain`), as in SQL; the vendor does not publish it.
 */
function present(test: (stored: Comparable, wanted: Comparable[]) => boolean): Operator['matches'] {
	return (stored, wanted) => stored !== undefined && test(stored, wanted);
}

function textual(test: (stored: string, wanted: string) => boolean): Operator {
	return {
		arity: 'one',
		text: true,
		matches: present((stored, [wanted]) => test(String(stored), String(wanted))),
	};
}

function ordered(test: (order: number) => boolean): Operator {
	return { arity: 'one', matches: present((stored, [wanted]) => test(compare(stored, wanted))) };
}

const within = (stored: Comparable, [from, to]: Comparable[]) =>
	compare(stored, from) >= 0 && compare(stored, to) <= 0;

/** The 18 operators of HORISEN's URL Filtering Guidelines. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
	['isnull', { arity: 'none', matches: (stored) => stored === undefined }],
	['isnotnull', { arity: 'none', matches: (stored) => stored !== undefined }],
	['isempty', { arity: 'none', text: true, matches: (stored) => stored === '' }],
	['isnotempty', { arity: 'none', text: true, matches: present((stored) => stored !== '') }],
	['eq', ordered((order) => order === 0)],
	['neq', ordered((order) => order !== 0)],
	['startswith', textual((stored, wanted) => stored.startsWith(wanted))],
	['contains', textual((stored, wanted) => stored.includes(wanted))],
	['endswith', textual((stored, wanted) => stored.endsWith(wanted))],
	['doesnotcontain', textual((stored, wanted) => !stored.includes(wanted))],
	['lt', ordered((order) => order < 0)],
	['lte', ordered((order) => order <= 0)],
	['gt', ordered((order) => order > 0)],
	['gte', ordered((order) => order >= 0)],
	['in', { arity: 'list', matches: present((stored, wanted) => wanted.includes(stored)) }],
	['notin', { arity: 'list', matches: present((stored, wanted) => !wanted.includes(stored)) }],
	['between', { arity: 'range', matches: present(within) }],
	['notbetween', { arity: 'range', matches: present((s, wanted) => !within(s, wanted)) }],
]);
