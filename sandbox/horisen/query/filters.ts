import { ParameterError } from '../errors';
import type { Attribute, Attributes } from './attributes';
import { OPERATORS, type Operator } from './operators';
import { comparableOf, parseFilterValue, wantedFormat, type Comparable } from './values';

export type Predicate<T> = (row: T) => boolean;

/** The filter in a query parameter such as `between(documentDate)=2023-06-01,2023-06-30`. */
export function parseFilter<T>(
	parameter: string,
	value: string,
	attributes: Attributes<T>,
): Predicate<T> {
	const { operatorName, field } = splitParameter(parameter);
	if (field === 'q') return generalSearch(parameter, operatorName, value, attributes);
	const attribute = attributes.get(field);
	if (!attribute) throw new ParameterError(parameter, `unknown attribute '${field}'`);
	const operator = OPERATORS.get(operatorName);
	if (!operator) throw new ParameterError(parameter, `unknown operator '${operatorName}'`);
	const wanted = splitValues(parameter, value, operator).map((text) =>
		wantedValue(parameter, text, attribute, operator),
	);
	const type = operator.text ? 'text' : attribute.type;
	return (row) => operator.matches(comparableOf(type, attribute.read(row)), wanted);
}

function splitParameter(parameter: string): { operatorName: string; field: string } {
	const match = /^([^()]+)\(([^()]+)\)$/.exec(parameter);
	if (match) return { operatorName: match[1], field: match[2] };
	return { operatorName: 'eq', field: parameter };
}

function splitValues(parameter: string, value: string, operator: Operator): string[] {
	if (operator.arity === 'one') return [value];
	if (operator.arity === 'none') {
		if (value === '' || value === 'true') return [];
		throw new ParameterError(parameter, `takes no value, got '${value}'`);
	}
	const values = value.split(',');
	if (values.some((part) => part === '')) {
		throw new ParameterError(parameter, 'has an empty value in its list');
	}
	if (operator.arity === 'range' && values.length !== 2) {
		throw new ParameterError(parameter, `takes two values 'from,to', got ${values.length}`);
	}
	return values;
}

function wantedValue<T>(
	parameter: string,
	text: string,
	attribute: Attribute<T>,
	operator: Operator,
): Comparable {
	if (operator.text) return text;
	const value = parseFilterValue(attribute.type, text);
	if (value === undefined) {
		throw new ParameterError(parameter, `'${text}' is not ${wantedFormat(attribute.type)}`);
	}
	if (attribute.values && !attribute.values.includes(text)) {
		throw new ParameterError(parameter, `'${text}' is not one of ${attribute.values.join(', ')}`);
	}
	return value;
}

/** `q=text`: rows with the text in any of the general attributes, ignoring case. */
function generalSearch<T>(
	parameter: string,
	operatorName: string,
	value: string,
	attributes: Attributes<T>,
): Predicate<T> {
	if (operatorName !== 'eq') {
		throw new ParameterError(parameter, "the general search 'q' takes no operator but eq");
	}
	const wanted = value.toLowerCase();
	const general = [...attributes.values()].filter((attribute) => attribute.general);
	return (row) =>
		general.some((attribute) =>
			String(attribute.read(row) ?? '')
				.toLowerCase()
				.includes(wanted),
		);
}
