import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { type Arity, type Attribute, type AttributeType, operatorsFor } from './operators';
import type { Filter, SortKey } from './query';

const TYPES: readonly AttributeType[] = ['text', 'choice', 'number', 'date', 'dateTime'];

const HINTS: Record<AttributeType, string> = {
	text: '',
	choice: '',
	number: 'A number with a decimal point',
	date: 'A date (YYYY-MM-DD); a time of day from an expression is ignored',
	dateTime: 'A date and time, sent as written; HORISEN does not publish its time zone',
};

/**
 * The Filters list: attribute, operator and values per row. A row shows only the operators for the attribute's type and
 * only the values that the operator needs.
 */
export function filtersField(attributes: readonly Attribute[]): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Filter',
		default: {},
		description: 'All conditions must be met. You can put several filters on one attribute.',
		options: [
			{
				displayName: 'Filter',
				name: 'filter',
				values: [
					attributeField(attributes),
					...TYPES.flatMap((type) => fieldsFor(type, attributes)),
				],
			},
		],
	};
}

/** The Sort list. */
export function sortField(
	attributes: ReadonlyArray<Pick<Attribute, 'name' | 'displayName'>>,
): INodeProperties {
	return {
		displayName: 'Sort',
		name: 'sort',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Sort Key',
		default: {},
		description:
			'Order of the result. The document ID is always added as the last key, so that paging is stable.',
		options: [
			{
				displayName: 'Sort Key',
				name: 'key',
				values: [
					attributeField(attributes),
					{
						displayName: 'Direction',
						name: 'direction',
						type: 'options',
						options: [
							{ name: 'Ascending', value: 'ascending' },
							{ name: 'Descending', value: 'descending' },
						],
						default: 'ascending',
					},
				],
			},
		],
	};
}

/** The rows of a Filters or Sort parameter. */
export function filtersOf(parameter: IDataObject): Filter[] {
	return (parameter.filter ?? []) as unknown as Filter[];
}

export function sortKeysOf(parameter: IDataObject): SortKey[] {
	return (parameter.key ?? []) as unknown as SortKey[];
}

function attributeField(
	attributes: ReadonlyArray<Pick<Attribute, 'name' | 'displayName'>>,
): INodeProperties {
	return {
		displayName: 'Attribute',
		name: 'attribute',
		type: 'options',
		noDataExpression: true,
		options: attributes.map(({ name, displayName }) => ({ name: displayName, value: name })),
		default: attributes[0].name,
	};
}

/** Operator and value fields of one type; fields with the same name differ in their display conditions. */
function fieldsFor(type: AttributeType, attributes: readonly Attribute[]): INodeProperties[] {
	const names = attributes.filter((attribute) => attribute.type === type).map(({ name }) => name);
	if (names.length === 0) return [];
	const operators = operatorsFor(type);
	const operatorField: INodeProperties = {
		displayName: 'Operator',
		name: 'operator',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { attribute: names } },
		options: operators.map(({ name, value }) => ({ name, value })),
		default: 'eq',
	};
	const valueFields = valueFieldsFor(type).flatMap(({ arity, ...field }) => {
		const shown = operators.filter((operator) => operator.arity === arity);
		if (shown.length === 0) return [];
		const operator = shown.map(({ value }) => value);
		return [{ ...field, displayOptions: { show: { attribute: names, operator } } }];
	});
	return [operatorField, ...valueFields];
}

function valueFieldsFor(type: AttributeType): Array<INodeProperties & { arity: Arity }> {
	const isDate = type === 'date' || type === 'dateTime';
	const field = (arity: Arity, displayName: string, name: string, description: string) => ({
		displayName,
		name,
		arity,
		type: isDate && arity !== 'list' ? ('dateTime' as const) : ('string' as const),
		default: '',
		...(type === 'date' ? { typeOptions: { dateOnly: true } } : {}),
		...(description ? { description } : {}),
	});
	const list = 'Values separated by commas, or an expression that gives a list';
	return [
		field('one', 'Value', 'value', HINTS[type]),
		field('list', 'Values', 'values', list),
		field('range', 'From', 'from', HINTS[type]),
		field('range', 'To', 'to', 'Included. It must not be before From.'),
	];
}
