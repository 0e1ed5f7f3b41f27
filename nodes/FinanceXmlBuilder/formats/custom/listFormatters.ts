import { decimalText, toDecimal } from '../../../common/money';
import { isAbsent } from '../../../common/value';
import type { FieldLabels } from '../../xml/text';
import { singleText } from '../../xml/xmlValue';
import type { FormatterKind } from './formatter';
import { type Step, follow } from './path';

/** Formatters that turn a list into one text. */
export const LIST_FORMATTERS = {
	join: {
		takes: 'list',
		field: 1,
		usage: 'join:mark,field',
		description:
			'The entries of a list as one text, separated by a mark; for objects, name the field. Entries without a value are left out',
		examples: [
			{ value: ['SMPP', 'HTTP'], formatter: "join:', '", text: 'SMPP, HTTP' },
			{ value: [{ name: 'a' }, { name: 'b' }], formatter: 'join:/,name', text: 'a/b' },
		],
		least: 1,
		most: 2,
		make: ([mark, field]) => {
			const steps = entrySteps(field);
			return (entries, path, labels) =>
				entries
					.map((entry) => follow(entry, steps))
					.filter((value) => !isAbsent(value))
					.map((value) => singleText(value, path, labels))
					.join(mark);
		},
	},
	sum: {
		takes: 'list',
		field: 0,
		usage: 'sum:field',
		description:
			'The exact sum of a list of numbers, or of a field of its entries; an entry without it is refused',
		examples: [
			{ value: [{ net: 0.1 }, { net: 0.2 }], formatter: 'sum:net', text: '0.3' },
			{ value: [1, '2.50'], formatter: 'sum', text: '3.5' },
		],
		least: 0,
		most: 1,
		make: ([field]) => {
			const steps = entrySteps(field);
			return (entries, path, labels) =>
				decimalText(
					entries
						.map((entry, index) =>
							toDecimal(follow(entry, steps), entryLabel(labels, path, index, field)),
						)
						.reduce((total, amount) => total.plus(amount), toDecimal(0, '')),
				);
		},
	},
	count: {
		takes: 'list',
		usage: 'count',
		description: 'The number of entries of a list',
		examples: [{ value: [{ id: 1 }, { id: 2 }], formatter: 'count', text: '2' }],
		least: 0,
		most: 0,
		make: () => (entries) => String(entries.length),
	},
} satisfies Record<string, FormatterKind>;

/** The steps into an entry of a list, as in `sum:dataSource.id`: fields separated by dots. */
export function entrySteps(field: string | undefined): Step[] {
	if (field === undefined || field === '') return [];
	return field.split('.').map((name) => {
		if (name === '') throw new Error(`needs a field like totalNoVat, not "${field}"`);
		const mayLack = name.endsWith('?');
		return { kind: 'field', name: mayLack ? name.slice(0, -1) : name, mayLack };
	});
}

function entryLabel(labels: FieldLabels, path: string, index: number, field?: string): string {
	return labels.label(`${path}[${index}]${field ? `.${field}` : ''}`);
}
