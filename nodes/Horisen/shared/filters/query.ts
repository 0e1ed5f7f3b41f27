import { OperatorError } from '../../../common/errors';
import { type Attribute, FILTER_OPERATORS, type FilterOperator } from './operators';
import { plainText } from '../../../common/formValue';
import { isReversed, valueText } from './values';

/** One row of the Filters list, from the form or an expression. */
export interface Filter {
	attribute: string;
	operator: string;
	/** For operators with one value. */
	value?: unknown;
	/** For Is One Of and Is None Of: an array, or values separated by commas. */
	values?: unknown;
	/** For Is Between and Is Not Between. */
	from?: unknown;
	to?: unknown;
}

/** One row of the Sort list. */
export interface SortKey {
	attribute: string;
	direction: 'ascending' | 'descending';
}

/**
 * Writes filters according to HORISEN's URL Filtering Guidelines: `operator(attribute)=value`, `eq` without an
 * operator, plain commas and parentheses, percent-encoded values. `[{documentDate between 2023-06-01 2023-06-30}]`
 * becomes `between(documentDate)=2023-06-01,2023-06-30`.
 *
 * @throws OperatorError naming attribute and operator, if a value does not fit
 */
export function writeFilters(
	filters: readonly Filter[],
	attributes: readonly Attribute[],
): string[] {
	return filters.map((filter) => writeFilter(filter, attributes));
}

/** The general search over several attributes; nothing for an empty text. */
export function writeSearch(search: unknown): string[] {
	const text = plainText(search, 'Search');
	return text === '' ? [] : [`q=${encodeURIComponent(text)}`];
}

/** `sort=a,-b`: ascending `a`, then descending `b`. */
export function writeSort(keys: readonly SortKey[], attributes: ReadonlySet<string>): string[] {
	const seen = new Set<string>();
	for (const { attribute } of keys) {
		if (!attributes.has(attribute)) {
			throw new OperatorError(`HORISEN cannot sort by "${attribute}"`, {
				description: 'Choose an attribute from the list of the Sort field.',
			});
		}
		if (seen.has(attribute)) {
			throw new OperatorError(`"${attribute}" is in the sort order twice`, {
				description: 'Remove one of the two.',
			});
		}
		seen.add(attribute);
	}
	const order = keys.map(({ attribute, direction }) =>
		direction === 'descending' ? `-${attribute}` : attribute,
	);
	return order.length ? [`sort=${order.join(',')}`] : [];
}

function writeFilter(filter: Filter, attributes: readonly Attribute[]): string {
	const attribute = attributes.find(({ name }) => name === filter.attribute);
	if (!attribute) {
		throw new OperatorError(`HORISEN has no attribute "${filter.attribute}" to filter by here`, {
			description: 'Choose an attribute from the list of the Filters field.',
		});
	}
	const operator = FILTER_OPERATORS.find(({ value }) => value === filter.operator);
	if (!operator?.types.includes(attribute.type)) {
		throw new OperatorError(
			`The filter on "${attribute.name}" cannot use the operator "${filter.operator}"`,
			{ description: 'Open the filter and choose one of the operators in the list.' },
		);
	}
	const key = operator.value === 'eq' ? attribute.name : `${operator.value}(${attribute.name})`;
	return `${key}=${writeValue(filter, operator, attribute)}`;
}

function writeValue(filter: Filter, operator: FilterOperator, { name, type }: Attribute): string {
	const label = `Filter "${name} ${operator.value}"`;
	switch (operator.arity) {
		case 'none':
			return 'true';
		case 'one':
			return encodeURIComponent(valueText(filter.value, type, `${label}, Value`));
		case 'list':
			return listOf(filter.values, label)
				.map((value) => encodeURIComponent(commaFree(valueText(value, type, label), label)))
				.join(',');
		case 'range': {
			const from = commaFree(valueText(filter.from, type, `${label}, From`), label);
			const to = commaFree(valueText(filter.to, type, `${label}, To`), label);
			if (isReversed(from, to, type)) {
				throw new OperatorError(`${label}: From (${from}) is after To (${to})`, {
					description: 'Swap the two values, or check the expressions that give them.',
				});
			}
			return `${encodeURIComponent(from)},${encodeURIComponent(to)}`;
		}
	}
}

function listOf(values: unknown, label: string): unknown[] {
	const list = Array.isArray(values) ? (values as unknown[]) : plainText(values, label).split(',');
	if (list.length === 0) {
		throw new OperatorError(`${label} is an empty list`, {
			description: 'Give at least one value or remove the filter.',
		});
	}
	return list;
}

/** The vendor separates the values of a list with commas and has no escape for a comma in a value. */
function commaFree(text: string, label: string): string {
	if (!text.includes(',')) return text;
	throw new OperatorError(`${label}: the value ${JSON.stringify(text)} holds a comma`, {
		description:
			'HORISEN cannot express a comma inside a list or range. Use several filters with another operator, e.g. Is Not Equal To, or Contains.',
	});
}
