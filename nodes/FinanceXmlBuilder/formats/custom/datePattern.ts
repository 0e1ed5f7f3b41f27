import { OperatorError } from '../../../common/errors';
import type { TextFormatter } from './formatter';

const MONTHS = [
	...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'],
	...['September', 'October', 'November', 'December'],
];

const ISO =
	/^(?<YYYY>\d{4})-(?<MM>\d{2})-(?<DD>\d{2})(?:[T ](?<HH>\d{2}):(?<mm>\d{2})(?::(?<ss>\d{2})(?:\.(?<SSS>\d+))?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

const PART =
	/YYYY|YY|MMMM|MMM|MM|M|DD|D|HH|H|hh|h|mm|m|ss|s|SSS|A|\[[^[\]]*\]|[^A-Za-z[\]]+|(?<unknown>[\s\S])/g;

/** The parts of a pattern: how to read and write each. */
const PARTS: Readonly<Record<string, { reads: string; write(date: DateParts): string }>> = {
	YYYY: { reads: '\\d{4}', write: ({ year }) => padded(year, 4) },
	YY: { reads: '\\d{2}', write: ({ year }) => padded(year % 100, 2) },
	MMMM: { reads: MONTHS.join('|'), write: ({ month }) => MONTHS[month - 1] },
	MMM: {
		reads: MONTHS.map((name) => name.slice(0, 3)).join('|'),
		write: ({ month }) => MONTHS[month - 1].slice(0, 3),
	},
	MM: { reads: '\\d{2}', write: ({ month }) => padded(month, 2) },
	M: { reads: '\\d{1,2}', write: ({ month }) => String(month) },
	DD: { reads: '\\d{2}', write: ({ day }) => padded(day, 2) },
	D: { reads: '\\d{1,2}', write: ({ day }) => String(day) },
	HH: { reads: '\\d{2}', write: ({ hour }) => padded(hour, 2) },
	H: { reads: '\\d{1,2}', write: ({ hour }) => String(hour) },
	hh: { reads: '\\d{2}', write: ({ hour }) => padded(hour % 12 || 12, 2) },
	h: { reads: '\\d{1,2}', write: ({ hour }) => String(hour % 12 || 12) },
	A: { reads: 'AM|PM', write: ({ hour }) => (hour < 12 ? 'AM' : 'PM') },
	mm: { reads: '\\d{2}', write: ({ minute }) => padded(minute, 2) },
	m: { reads: '\\d{1,2}', write: ({ minute }) => String(minute) },
	ss: { reads: '\\d{2}', write: ({ second }) => padded(second, 2) },
	s: { reads: '\\d{1,2}', write: ({ second }) => String(second) },
	SSS: { reads: '\\d{3}', write: ({ millisecond }) => padded(millisecond, 3) },
};

/** As in the value, in its own time zone: nothing is converted. */
interface DateParts {
	year: number;
	month: number;
	day: number;
	hour: number;
	minute: number;
	second: number;
	millisecond: number;
}

type Groups = Readonly<Record<string, string | undefined>>;

/**
 * Writes a date by one pattern, and reads it by another or as ISO 8601. Other letters go in brackets:
 * `YYYY-MM-DD[T]HH:mm`.
 *
 * @throws Error with a plain sentence if a pattern has an unknown part
 */
export function datePattern(to: string, from?: string): TextFormatter {
	const parts = partsOf(to);
	const reading = from === undefined ? ISO : readingPattern(from);
	return (text, field, labels) => {
		const date = dateOf(reading.exec(text.trim())?.groups);
		if (date) return parts.map((part) => PARTS[part]?.write(date) ?? literal(part)).join('');
		throw new OperatorError(
			`${labels.label(field)} is not a date${from === undefined ? '' : ` like ${from}`}: ${JSON.stringify(text.slice(0, 40))}`,
			{
				description: `A date is expected as ${from ?? '2023-06-30 or 2023-06-30T13:29:34Z'}. Correct the document in its source; if all its dates look different, add their pattern as the second argument: "date:DD.MM.YYYY,YYYYMMDD".`,
			},
		);
	};
}

function partsOf(pattern: string): string[] {
	return [...pattern.matchAll(PART)].map((match) => {
		if (match.groups?.unknown) {
			throw new Error(
				`knows ${Object.keys(PARTS).join(', ')}, not "${match[0]}" in "${pattern}"; write other letters in brackets, [T]`,
			);
		}
		return match[0];
	});
}

function readingPattern(pattern: string): RegExp {
	const parts = partsOf(pattern);
	const known = parts.filter((part) => PARTS[part]);
	const has = (...names: string[]): boolean => known.some((part) => names.includes(part));
	if (!has('YYYY', 'YY') || !has('MMMM', 'MMM', 'MM', 'M') || !has('DD', 'D')) {
		throw new Error(`needs year, month and day in the pattern that it reads, "${pattern}"`);
	}
	if (has('hh', 'h') !== has('A')) throw new Error(`needs A with hh or h in "${pattern}"`);
	if (new Set(known).size < known.length) throw new Error(`has a part twice in "${pattern}"`);
	const sources = parts.map((part) =>
		PARTS[part]
			? `(?<${part}>${PARTS[part].reads})`
			: literal(part).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'),
	);
	return new RegExp(`^${sources.join('')}$`, 'i');
}

function literal(part: string): string {
	return part.startsWith('[') ? part.slice(1, -1) : part;
}

function dateOf(groups: Groups | undefined): DateParts | undefined {
	if (!groups) return undefined;
	const { YYYY, YY, MMMM, MMM, MM, M, DD, D, HH, H, hh, h, A, mm, m, ss, s, SSS } = groups;
	const twelve = hh ?? h;
	const hour =
		twelve === undefined
			? Number(HH ?? H ?? 0)
			: (Number(twelve) % 12) + (A?.toUpperCase() === 'PM' ? 12 : 0);
	const date = {
		year: YYYY === undefined ? century(Number(YY)) : Number(YYYY),
		month: Number(MM ?? M ?? monthNamed(MMMM ?? MMM ?? '')),
		day: Number(DD ?? D),
		hour,
		minute: Number(mm ?? m ?? 0),
		second: Number(ss ?? s ?? 0),
		millisecond: Number((SSS ?? '').slice(0, 3).padEnd(3, '0')),
	};
	const { year, month, day, minute, second } = date;
	const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
	const exists = month >= 1 && month <= 12 && day >= 1 && day <= lastDay;
	// 60 is a leap second.
	return exists && hour < 24 && minute < 60 && second <= 60 && Number(twelve ?? 1) <= 12
		? date
		: undefined;
}

/** Two-digit years as in POSIX: 69 to 99 belong to the last century. */
function century(year: number): number {
	return year + (year >= 69 ? 1900 : 2000);
}

function monthNamed(name: string): number {
	const wanted = name.slice(0, 3).toLowerCase();
	return MONTHS.findIndex((month) => month.slice(0, 3).toLowerCase() === wanted) + 1;
}

function padded(value: number, length: number): string {
	return String(value).padStart(length, '0');
}
