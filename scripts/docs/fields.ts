import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** A form field as a row in a page's table. */
export interface FieldRow {
	/** The form's label; for a nested field, `Options → Page Size`. */
	label: string;
	/** The operations that have it, e.g. `Document: Get Many`; none if the form has no operations. */
	operations: string[];
	/** When it shows, as Markdown; empty: always for its operation. */
	condition: string;
	/** Its description with its choices, as Markdown. */
	what: string;
	/** The default for an operator, as Markdown. */
	defaults: string[];
}

/** More choices than these are counted, not listed: countries, attributes of a document. */
const MOST_CHOICES = 14;

/** A longer list of values does not help a reader, e.g. the countries for which a field shows. */
const MOST_VALUES = 4;

/** Selects the fields of a page, if a form spans two pages. */
export interface Only {
	field: string;
	value: string;
	/** The fields that show only for this value, or the others. */
	exclusively: boolean;
}

/**
 * The fields of a form, one row per label and group of operations, in the order of the form, without hidden fields and
 * notices.
 */
export function fieldRows(properties: INodeProperties[], only?: Only): FieldRow[] {
	const rows = new Map<string, FieldRow>();
	for (const property of properties) {
		if (only && isOnly(property, only) !== only.exclusively) continue;
		if (property.name === 'resource' || property.name === 'operation') continue;
		const operations = operationsOf(property, properties);
		// The page states the common condition of all its fields once.
		const controlling = only?.exclusively
			? properties.filter(({ name }) => name !== only.field)
			: properties;
		for (const row of rowsOf(property, '', controlling)) add(rows, { ...row, operations });
	}
	return groupedByOperations([...rows.values()]);
}

/** One row for each thing that a node can do, as its form lists them. */
export function operationRows(properties: INodeProperties[]): Array<[name: string, what: string]> {
	return selectors(properties).flatMap((selector) =>
		choicesOf(selector).map(({ name, description }): [string, string] => [
			`${prefixOf(selector, properties)}${name}`,
			cell(description ?? ''),
		]),
	);
}

function add(rows: Map<string, FieldRow>, row: FieldRow): void {
	const [operation = ''] = row.operations;
	const key = `${operation} ${row.label}`;
	const known = rows.get(key);
	if (!known) {
		rows.set(key, row);
		return;
	}
	// A field that exists once for each country, preset or kind of value is one row.
	known.defaults = [...new Set([...known.defaults, ...row.defaults])];
	if (known.condition !== row.condition) known.condition = '';
}

/** Rows that several operations share become one, with all of their names. */
function groupedByOperations(rows: FieldRow[]): FieldRow[] {
	const same = new Map<string, FieldRow>();
	for (const row of rows) {
		const key = JSON.stringify([row.label, row.condition, row.what]);
		const known = same.get(key);
		if (known) {
			known.operations.push(...row.operations);
			known.defaults = [...new Set([...known.defaults, ...row.defaults])];
		} else same.set(key, { ...row, operations: [...row.operations] });
	}
	return [...same.values()];
}

function* rowsOf(
	property: INodeProperties,
	parent: string,
	all: INodeProperties[],
): Generator<Omit<FieldRow, 'operations'>> {
	if (property.type === 'hidden' || property.type === 'notice') return;
	const label = parent + cell(property.displayName);
	if (property.type === 'collection') {
		for (const inner of property.options as INodeProperties[]) {
			yield* rowsOf(inner, `${label} → `, [...(property.options as INodeProperties[]), ...all]);
		}
		return;
	}
	yield {
		label,
		condition: conditionOf(property, all),
		what: whatOf(property),
		defaults: defaultOf(property),
	};
}

function whatOf(property: INodeProperties): string {
	const parts = [sentence(property.description ?? '')];
	if (property.type === 'options' || property.type === 'multiOptions') {
		parts.push(choicesText(choicesOf(property)));
	}
	if (property.type === 'fixedCollection') parts.push(partsText(property));
	return parts.filter(Boolean).join(' ');
}

function choicesText(choices: INodePropertyOptions[]): string {
	if (choices.length === 0) return '';
	if (choices.length > MOST_CHOICES) return `${choices.length} choices.`;
	const texts = choices.map(({ name, description }) =>
		description ? `_${cell(name)}_ (${cell(description)})` : `_${cell(name)}_`,
	);
	return `Choices: ${texts.join(', ')}.`;
}

function partsText(property: INodeProperties): string {
	const names = (property.options as INodePropertyCollection[]).flatMap(({ values }) =>
		values.map(({ displayName }) => cell(displayName)),
	);
	return `Each has ${[...new Set(names)].join(', ')}.`;
}

/** When the field shows, in addition to its operation, if that is short enough to help. */
function conditionOf(property: INodeProperties, all: INodeProperties[]): string {
	const conditions = Object.entries(property.displayOptions?.show ?? {}).flatMap(
		([name, values]) => {
			if (['resource', 'operation', '@version'].includes(name) || !values) return [];
			const controlling = all.find((other) => other.name === name.replace(/^\//, ''));
			if (!controlling || values.length > MOST_VALUES) return [];
			const shown = values
				.filter((value) => value !== null)
				.map((value) => valueText(controlling, value));
			if (shown.some((text) => text === undefined)) return [];
			return [`**${cell(controlling.displayName)}** is ${shown.join(' or ')}`];
		},
	);
	return conditions.length > 0 ? `When ${conditions.join(' and ')}.` : '';
}

function valueText(property: INodeProperties, value: unknown): string | undefined {
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	const choice = choicesOf(property).find((option) => option.value === value);
	if (choice) return `_${cell(choice.name)}_`;
	return value === '' ? 'empty' : undefined;
}

function defaultOf(property: INodeProperties): string[] {
	const { default: value } = property;
	if (Array.isArray(value)) {
		const names = value.map((one) => valueText(property, one) ?? `\`${String(one)}\``);
		return names.length > 0 ? [names.join(', ')] : [];
	}
	if (value === '' || value === null || value === undefined) {
		return property.type === 'options' ? [valueText(property, value) ?? ''].filter(Boolean) : [];
	}
	if (typeof value === 'object') return [];
	const text = String(value);
	if (text.includes('\n')) return ['an example'];
	return [valueText(property, value) ?? `\`${text.replace(/^=/, '').replaceAll('|', '\\|')}\``];
}

function operationsOf(property: INodeProperties, all: INodeProperties[]): string[] {
	const show = property.displayOptions?.show ?? {};
	const selector = selectors(all).find(
		({ displayOptions }) =>
			JSON.stringify(displayOptions?.show?.resource) === JSON.stringify(show.resource),
	);
	const chosen =
		selector && choicesOf(selector).filter(({ value }) => show.operation?.includes(value));
	return (chosen ?? []).map(({ name }) => `${prefixOf(selector as INodeProperties, all)}${name}`);
}

function selectors(properties: INodeProperties[]): INodeProperties[] {
	return properties.filter(({ name }) => name === 'operation');
}

/** `Document: `, or nothing if the node has operations but no resources. */
function prefixOf(selector: INodeProperties, all: INodeProperties[]): string {
	const [resource] = selector.displayOptions?.show?.resource ?? [];
	const resources = all.find(({ name }) => name === 'resource');
	const choice = resources && choicesOf(resources).find(({ value }) => value === resource);
	return choice ? `${choice.name}: ` : '';
}

function choicesOf(property: INodeProperties): INodePropertyOptions[] {
	return ((property.options ?? []) as INodePropertyOptions[]).filter((option) => 'value' in option);
}

function isOnly({ displayOptions }: INodeProperties, { field, value }: Only): boolean {
	const values = displayOptions?.show?.[field];
	return values?.length === 1 && values[0] === value;
}

function sentence(text: string): string {
	const trimmed = cell(text);
	return trimmed === '' || /[.!?:]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** Text for a table cell. */
export function cell(text: string): string {
	return text
		.replace(/<\/?(b|code|ul|li|br)\s*\/?>/g, '')
		.replace(/\s+/g, ' ')
		.replace(/</g, '&lt;')
		.replaceAll('|', '\\|')
		.trim();
}
