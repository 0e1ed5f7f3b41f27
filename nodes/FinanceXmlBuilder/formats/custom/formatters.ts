import type Big from 'big.js';
import { OperatorError } from '../../../common/errors';
import { decimalText, roundedText, toDecimal } from '../../../common/money';
import type { FieldLabels } from '../../xml/text';
import { type Arguments, unquoted } from './arguments';
import { datePattern } from './datePattern';

/** Makes one text of another, or throws a sentence that begins with the field's label. */
export type Formatter = (text: string, field: string, labels: FieldLabels) => string;

/** A formatter that a template may name. `make` throws a plain sentence about wrong arguments. */
interface FormatterKind {
	/** As the operator writes it, for messages. */
	usage: string;
	least: number;
	most: number;
	make(args: Arguments): Formatter;
}

/** All formatters but `default` and `optional`, which are about values that are not there. */
export const FORMATTERS: Readonly<Record<string, FormatterKind>> = {
	date: one('date:DD.MM.YYYY', datePattern),
	decimals: {
		usage: "decimals:2 or decimals:2,','",
		least: 1,
		most: 2,
		make: ([places, separator = '.']) => {
			const decimals = wholeNumber(places, 20);
			return (text, field, labels) =>
				roundedText(toDecimal(text, labels.label(field)), decimals).replace('.', separator);
		},
	},
	map: { usage: 'map:open=O,paid=P,*=X', least: 1, most: Infinity, make: mapping },
	upper: plain('upper', (text) => text.toUpperCase()),
	lower: plain('lower', (text) => text.toLowerCase()),
	trim: plain('trim', (text) => text.trim()),
	digits: plain('digits', (text) => text.replace(/[^0-9]/g, '')),
	truncate: one('truncate:35', (length) => {
		const most = wholeNumber(length, 100_000);
		return (text) => [...text].slice(0, most).join('');
	}),
	padStart: padding('padStart', (text, length, fill) => fill.repeat(length) + text),
	padEnd: padding('padEnd', (text, length, fill) => text + fill.repeat(length)),
	negate: decimal('negate', (amount) => amount.neg()),
	abs: decimal('abs', (amount) => amount.abs()),
};

function plain(name: string, format: (text: string) => string): FormatterKind {
	return { usage: name, least: 0, most: 0, make: () => format };
}

function one(usage: string, make: (argument: string) => Formatter): FormatterKind {
	return { usage, least: 1, most: 1, make: ([argument]) => make(argument) };
}

function decimal(name: string, change: (amount: Big) => Big): FormatterKind {
	const format: Formatter = (text, field, labels) =>
		decimalText(change(toDecimal(text, labels.label(field))));
	return { usage: name, least: 0, most: 0, make: () => format };
}

function padding(
	name: string,
	pad: (text: string, missing: number, fill: string) => string,
): FormatterKind {
	return {
		usage: `${name}:10,0`,
		least: 1,
		most: 2,
		make: ([length, fill = ' ']) => {
			const wanted = wholeNumber(length, 1000);
			if ([...fill].length !== 1) throw new Error('fills with exactly one character');
			return (text) => pad(text, Math.max(0, wanted - [...text].length), fill);
		},
	};
}

/** Either side of the `=` may be quoted. */
const MAP_ENTRY = /^("[^"]*"\s*|'[^']*'\s*|[^=]*)=(.*)$/s;

function mapping(args: Arguments): Formatter {
	const texts = new Map(
		args.map((entry) => {
			const [, from, to] = MAP_ENTRY.exec(entry) ?? [];
			if (from === undefined) throw new Error(`needs entries like open=O; "${entry}" has no "="`);
			return [unquoted(from), unquoted(to)];
		}),
	);
	return (text, field, labels) => {
		const mapped = texts.get(text) ?? texts.get('*');
		if (mapped !== undefined) return mapped;
		throw new OperatorError(
			`${labels.label(field)} has the value "${text}", which the template's map lacks`,
			{
				description: `Add "${text}=…" to the map, or "*=…" for every other value.`,
			},
		);
	};
}

function wholeNumber(text: string, most: number): number {
	if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
	throw new Error(`needs a whole number from 0 to ${most}, not "${text}"`);
}
