/** The type of an attribute; decides which operators and values make sense. */
export type AttributeType = 'text' | 'choice' | 'number' | 'date' | 'dateTime';

/** The kind of value after the equals sign. */
export type Arity = 'none' | 'one' | 'list' | 'range';

export interface FilterOperator {
	/** The vendor's name in the query. */
	value: string;
	name: string;
	arity: Arity;
	types: readonly AttributeType[];
}

const ALL: readonly AttributeType[] = ['text', 'choice', 'number', 'date', 'dateTime'];
const TEXTUAL: readonly AttributeType[] = ['text', 'choice'];
const TEXT: readonly AttributeType[] = ['text'];
const ORDERED: readonly AttributeType[] = ['number', 'date', 'dateTime'];
const LISTABLE: readonly AttributeType[] = ['text', 'choice', 'number', 'date'];

/** The 18 operators of HORISEN's URL Filtering Guidelines, in the order of the form. */
export const FILTER_OPERATORS: readonly FilterOperator[] = [
	{ value: 'eq', name: 'Is Equal To', arity: 'one', types: ALL },
	{ value: 'neq', name: 'Is Not Equal To', arity: 'one', types: ALL },
	{ value: 'in', name: 'Is One Of', arity: 'list', types: LISTABLE },
	{ value: 'notin', name: 'Is None Of', arity: 'list', types: LISTABLE },
	{ value: 'startswith', name: 'Starts With', arity: 'one', types: TEXT },
	{ value: 'contains', name: 'Contains', arity: 'one', types: TEXT },
	{ value: 'endswith', name: 'Ends With', arity: 'one', types: TEXT },
	{ value: 'doesnotcontain', name: 'Does Not Contain', arity: 'one', types: TEXT },
	{ value: 'between', name: 'Is Between', arity: 'range', types: ORDERED },
	{ value: 'notbetween', name: 'Is Not Between', arity: 'range', types: ORDERED },
	{ value: 'lt', name: 'Is Less Than (Before)', arity: 'one', types: ORDERED },
	{ value: 'lte', name: 'Is Less Than or Equal To (Until)', arity: 'one', types: ORDERED },
	{ value: 'gt', name: 'Is Greater Than (After)', arity: 'one', types: ORDERED },
	{ value: 'gte', name: 'Is Greater Than or Equal To (From)', arity: 'one', types: ORDERED },
	{ value: 'isempty', name: 'Is Empty', arity: 'none', types: TEXTUAL },
	{ value: 'isnotempty', name: 'Is Not Empty', arity: 'none', types: TEXTUAL },
	{ value: 'isnull', name: 'Is Null', arity: 'none', types: ALL },
	{ value: 'isnotnull', name: 'Is Not Null', arity: 'none', types: ALL },
];

/** An attribute that a filter can name. */
export interface Attribute {
	/** The vendor's name. */
	name: string;
	displayName: string;
	type: AttributeType;
}

export function operatorsFor(type: AttributeType): FilterOperator[] {
	return FILTER_OPERATORS.filter(({ types }) => types.includes(type));
}
