import { OperatorError } from '../../../common/errors';
import { datePattern } from './datePattern';
import { type Arguments, type FormatterKind, type TextFormatter, wholeNumber } from './formatter';

const LONGEST = 100_000;

/** Formatters of texts, dates and codes. */
export const TEXT_FORMATTERS = {
	upper: plain('upper', 'In upper case', 'Straße', 'STRASSE', (text) => text.toUpperCase()),
	lower: plain('lower', 'In lower case', 'EUR', 'eur', (text) => text.toLowerCase()),
	trim: plain('trim', 'Without surrounding space', ' SMS  ', 'SMS', (text) => text.trim()),
	digits: plain('digits', 'Only its digits', 'CH-123.456', '123456', (text) =>
		text.replace(/[^0-9]/g, ''),
	),
	truncate: {
		takes: 'text',
		usage: 'truncate:length',
		description: 'At most this number of characters; the rest is cut off',
		examples: [{ value: 'Orange Niger', formatter: 'truncate:6', text: 'Orange' }],
		least: 1,
		most: 1,
		make: ([length]) => {
			const most = wholeNumber(length, 0, LONGEST);
			return (text) => [...text].slice(0, most).join('');
		},
	},
	padStart: padding(
		'padStart',
		'filled in front with spaces or with the given character; zeros go after a sign',
		'000042',
		inFront,
	),
	padEnd: padding(
		'padEnd',
		'filled behind with spaces or with the given character',
		'420000',
		(text, filling) => text + filling,
	),
	width: {
		takes: 'text',
		usage: 'width:length,fill,side',
		description:
			'Exactly this number of characters. Filled at the end (a longer text is cut off), or with "front" at the start: then a longer text is refused, because an amount must not be cut. The default fill is a space; zeros go after a sign',
		examples: [
			{ value: 'SMS', formatter: "width:6,'.'", text: 'SMS...' },
			{ value: 'Bulk SMS', formatter: 'width:6', text: 'Bulk S' },
			{ value: -12.5, formatter: 'width:8,0,front', text: '-00012.5' },
		],
		least: 1,
		most: 3,
		make: fixedWidth,
	},
	replace: {
		takes: 'text',
		usage: 'replace:old,new',
		description: 'Replaces every occurrence of a text, or removes it',
		examples: [
			{ value: '2023/06', formatter: 'replace:/,-', text: '2023-06' },
			{ value: 'A B C', formatter: "replace:' '", text: 'ABC' },
		],
		least: 1,
		most: 2,
		make: ([old, replacement = '']) => {
			if (old === '') throw new Error('needs a text to replace');
			return (text) => text.replaceAll(old, () => replacement);
		},
	},
	split: {
		takes: 'text',
		usage: 'split:mark,number',
		description:
			'The part with this number between the marks; it may be absent. Without a number, all parts as a list for join or count',
		examples: [
			{ value: '300919-1', formatter: 'split:-,2', text: '1' },
			{ value: 'a;b;c', formatter: "split:';' | join:' '", text: 'a b c' },
		],
		least: 1,
		most: 2,
		make: ([mark, number]) => {
			if (mark === '') throw new Error('needs a mark to split at');
			if (number === undefined) return (text) => text.split(mark);
			const index = wholeNumber(number, 1, 1000) - 1;
			return (text) => text.split(mark)[index] ?? '';
		},
	},
	map: {
		takes: 'text',
		usage: 'map:value=text,…,*=text',
		description:
			'Another text for each value; * stands for every other value; without it, an unknown value is refused',
		examples: [
			{ value: 'paid', formatter: 'map:open=O,paid=P', text: 'P' },
			{ value: 'other', formatter: "map:open=O,*='n/a'", text: 'n/a' },
		],
		least: 1,
		most: Infinity,
		make: mapping,
	},
	date: {
		takes: 'text',
		usage: 'date:pattern,from',
		description:
			'A date in a pattern: YYYY YY, MMMM MMM MM M, DD D, HH H, hh h with A, mm m, ss s, SSS; other letters in brackets. The value is read as 2023-06-30 or 2023-06-30T13:29:34Z, or by a second pattern. No time zone is converted',
		examples: [
			{ value: '2023-06-30', formatter: 'date:DD.MM.YYYY', text: '30.06.2023' },
			{
				value: '2024-02-29T13:29:34.738Z',
				formatter: 'date:YYMMDD[T]HH:mm:ss',
				text: '240229T13:29:34',
			},
			{ value: '30/6/2023', formatter: 'date:YYYYMMDD,D/M/YYYY', text: '20230630' },
		],
		least: 1,
		most: 2,
		make: ([to, from]) => datePattern(to, from),
	},
} satisfies Record<string, FormatterKind>;

function plain(
	name: string,
	description: string,
	value: string,
	text: string,
	make: (text: string) => string,
): FormatterKind {
	const example = { value, formatter: name, text };
	return {
		takes: 'text',
		usage: name,
		description,
		examples: [example],
		least: 0,
		most: 0,
		make: () => make,
	};
}

function padding(
	name: string,
	filled: string,
	text: string,
	pad: (text: string, filling: string) => string,
): FormatterKind {
	return {
		takes: 'text',
		usage: `${name}:length,fill`,
		description: `At least this number of characters, ${filled}`,
		examples: [{ value: 42, formatter: `${name}:6,0`, text }],
		least: 1,
		most: 2,
		make: ([length, fill = ' ']) => {
			const wanted = wholeNumber(length, 0, LONGEST);
			oneCharacter(fill);
			return (padded) => pad(padded, missing(padded, wanted, fill));
		},
	};
}

function fixedWidth([length, fill = ' ', side = 'behind']: Arguments): TextFormatter {
	const wanted = wholeNumber(length, 1, LONGEST);
	oneCharacter(fill);
	if (side === 'behind') {
		return (text) => {
			const characters = [...text].slice(0, wanted).join('');
			return characters + missing(characters, wanted, fill);
		};
	}
	if (side !== 'front') throw new Error(`fills "behind" or "front", not "${side}"`);
	return (text, field, labels) => {
		if ([...text].length > wanted) {
			throw new OperatorError(
				`${labels.label(field)} is longer than ${wanted} characters: ${JSON.stringify(text.slice(0, 60))}`,
				{
					description:
						'A value that is filled in front is never cut off. Make the field wider in the template, or shorten the value.',
				},
			);
		}
		return inFront(text, missing(text, wanted, fill));
	};
}

/** Zeros go after a sign. */
function inFront(text: string, filling: string): string {
	const sign = filling.startsWith('0') ? (/^[+-]/.exec(text)?.[0] ?? '') : '';
	return sign + filling + text.slice(sign.length);
}

function missing(text: string, wanted: number, fill: string): string {
	return fill.repeat(Math.max(0, wanted - [...text].length));
}

function oneCharacter(fill: string): void {
	if ([...fill].length !== 1) throw new Error('fills with exactly one character');
}

/** Either side of the `=` may be quoted. */
const MAP_ENTRY = /^("[^"]*"\s*|'[^']*'\s*|[^=]*)=(.*)$/s;

function mapping(args: Arguments): TextFormatter {
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

/** A text without surrounding space and enclosing quotes. */
function unquoted(text: string): string {
	const trimmed = text.trim();
	return /^("[^"]*"|'[^']*')$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
}
