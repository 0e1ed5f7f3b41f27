import { decimalOrNone, roundedText } from '../../common/money';
import { withoutTrailing } from '../../common/withoutTrailing';

/** The values of a field: one, or one per examined entry. */
export interface Held {
	kind: 'date' | 'amount' | 'text' | 'unknown';
	values: string[];
}

/** How to produce a sample's value from a field. */
export interface Likeness {
	/** The formatters after the path, e.g. `date:DD.MM.YYYY`. */
	formatters: string[];
	/** Whether the formatted value equals the sample's. */
	isSame: boolean;
	/** Whether it is equal only because of rounding. */
	isRounded?: boolean;
	/** A note for a person to check. */
	doubt?: string;
}

interface DateShape {
	pattern: string;
	shape: RegExp;
	/** The groups of the pattern with year, month and day. */
	order: [number, number, number];
}

const DATES: readonly DateShape[] = [
	{ pattern: 'YYYY-MM-DD', shape: /^(\d{4})-(\d\d)-(\d\d)$/, order: [1, 2, 3] },
	{ pattern: 'DD.MM.YYYY', shape: /^(\d\d)\.(\d\d)\.(\d{4})$/, order: [3, 2, 1] },
	{ pattern: 'YYYYMMDD', shape: /^((?:19|20)\d\d)(\d\d)(\d\d)$/, order: [1, 2, 3] },
	{ pattern: 'YYYY/MM/DD', shape: /^(\d{4})\/(\d\d)\/(\d\d)$/, order: [1, 2, 3] },
	{ pattern: 'DD/MM/YYYY', shape: /^(\d\d)\/(\d\d)\/(\d{4})$/, order: [3, 2, 1] },
	{ pattern: 'MM/DD/YYYY', shape: /^(\d\d)\/(\d\d)\/(\d{4})$/, order: [3, 1, 2] },
	{ pattern: 'DD-MM-YYYY', shape: /^(\d\d)-(\d\d)-(\d{4})$/, order: [3, 2, 1] },
	{ pattern: 'DD.MM.YY', shape: /^(\d\d)\.(\d\d)\.(\d\d)$/, order: [3, 2, 1] },
	{
		pattern: 'YYYY-MM-DD[T]HH:mm:ss',
		shape: /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d$/,
		order: [1, 2, 3],
	},
];

const ISO_DATE = /^(\d{4})-(\d\d)-(\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** An amount as a sample writes it. */
interface WrittenAmount {
	/** Between its thousands, if they are separated. */
	mark?: string;
	point: string;
	decimals: string;
}

/** `1.234` may be more than a thousand, or one and three decimals. */
const AMOUNTS = [
	/^[+-]?[1-9]\d{0,2}(?<mark>[.,' ])\d{3}(?:\k<mark>\d{3})*(?:(?!\k<mark>)(?<point>[.,])(?<decimals>\d+))?$/,
	/^[+-]?\d+(?:(?<point>[.,])(?<decimals>\d+))?$/,
];

export function isDateText(text: string): boolean {
	return ISO_DATE.test(text);
}

/** Whether an equal value is unlikely to be chance: not `1.00`, `20` or `EN`. */
export function isTelling(sample: string): boolean {
	if (!/^[-+]?[\d.,' ]+$/.test(sample)) return sample.length >= 3;
	const digits = sample.replace(/\D/g, '');
	const isPadded = /^0\d{3}/.test(sample) && /[1-9]/.test(sample);
	return isPadded || withoutTrailing(digits.replace(/^0+/, ''), '0').length >= 3;
}

/** How to write the field like the sample; undefined if it has another kind. */
export function likeness(sample: string, { kind, values }: Held): Likeness | undefined {
	switch (kind) {
		case 'date':
			return dateLikeness(sample, values);
		case 'amount':
			return amountLikeness(sample, values);
		case 'text':
			return textLikeness(sample, values);
		case 'unknown':
			return unknownLikeness(sample);
	}
}

function dateLikeness(sample: string, values: readonly string[]): Likeness | undefined {
	const fitting = datesLike(sample);
	if (fitting.length === 0) return undefined;
	const same = fitting.find((date) => values.some((value) => isSameDay(sample, date, value)));
	const { pattern } = same ?? fitting[0];
	const isPlain = pattern === 'YYYY-MM-DD' && values.every((value) => value.length === 10);
	return {
		formatters: isPlain ? [] : [`date:${pattern}`],
		isSame: same !== undefined,
		...(fitting.length > 1 && !same
			? { doubt: `"${sample}" may also be ${fitting[1].pattern}` }
			: {}),
	};
}

function datesLike(sample: string): DateShape[] {
	return DATES.filter(({ shape, order }) => {
		const groups = shape.exec(sample);
		if (!groups) return false;
		const [, month, day] = order.map((group) => Number(groups[group]));
		return month >= 1 && month <= 12 && day >= 1 && day <= 31;
	});
}

function isSameDay(sample: string, { shape, order }: DateShape, value: string): boolean {
	const written = shape.exec(sample);
	const day = ISO_DATE.exec(value);
	return order.every((group, index) => day?.[index + 1].endsWith(written?.[group] ?? ' '));
}

function amountLikeness(sample: string, values: readonly string[]): Likeness | undefined {
	const all = writtenAmounts(sample).map((written) => writtenLikeness(sample, written, values));
	const same = all.find(({ isSame }) => isSame);
	if (same || all.length < 2) return same ?? all[0] ?? textLikeness(sample, values, true);
	return { ...all[0], doubt: `"${sample}" may also be an amount with three decimals` };
}

function writtenAmounts(sample: string): WrittenAmount[] {
	return AMOUNTS.flatMap((pattern) => {
		const { groups } = pattern.exec(sample) ?? {};
		return groups
			? { mark: groups.mark, point: groups.point ?? '.', decimals: groups.decimals ?? '' }
			: [];
	});
}

function writtenLikeness(
	sample: string,
	{ mark, point, decimals }: WrittenAmount,
	values: readonly string[],
): Likeness {
	const plain = (mark === undefined ? sample : sample.replaceAll(mark, '')).replace(point, '.');
	const wanted = decimalOrNone(plain);
	const isSame = values.some((value) => {
		const amount = decimalOrNone(value);
		if (!amount || !wanted) return false;
		return decimals === ''
			? amount.eq(wanted)
			: roundedText(amount, decimals.length) === roundedText(wanted, decimals.length);
	});
	const isExact = values.some((value) => wanted !== undefined && decimalOrNone(value)?.eq(wanted));
	if (decimals === '' && mark === undefined) {
		const padded = paddedTo(sample, values);
		return { formatters: padded.formatters, isSame: isSame || padded.isSame };
	}
	const comma = point === ',' ? ",','" : '';
	const rounded = values.find((value) => isRounded(value, decimals.length));
	return {
		...(rounded === undefined
			? {}
			: { doubt: `${rounded} has more decimals than "${sample}" and would be rounded` }),
		formatters: [
			`decimals:${decimals.length}${comma}`,
			...(mark === undefined ? [] : [`thousands:${mark === '.' ? mark : `"${mark}"`}`]),
		],
		isSame,
		isRounded: isSame && !isExact,
	};
}

function isRounded(value: string, decimals: number): boolean {
	const amount = decimalOrNone(value);
	return amount !== undefined && !amount.eq(roundedText(amount, decimals));
}

/** Leading zeros, as in SAP's numbers. */
function paddedTo(sample: string, values: readonly string[]): Likeness {
	if (!/^0\d+$/.test(sample)) return { formatters: [], isSame: values.includes(sample) };
	const isSame = values.some((value) => value.padStart(sample.length, '0') === sample);
	return {
		formatters: values.includes(sample) ? [] : [`padStart:${sample.length},0`],
		isSame,
	};
}

/** @param isOfAmounts whether only the same text matches */
function textLikeness(
	sample: string,
	values: readonly string[],
	isOfAmounts = false,
): Likeness | undefined {
	if (values.includes(sample)) return { formatters: [], isSame: true };
	const changed = ([formatter, change]: [string, (value: string) => string]) =>
		values.some((value) => change(value) === sample) ? [formatter] : undefined;
	const formatters =
		changed(['trim', (value) => value.trim()]) ??
		changed(['upper', (value) => value.toUpperCase()]) ??
		changed(['lower', (value) => value.toLowerCase()]);
	if (formatters) return { formatters, isSame: true };
	if (isOfAmounts) return undefined;
	const looksOtherwise = datesLike(sample).length > 0 || /^[+-]?\d+[.,]\d+$/.test(sample);
	return looksOtherwise ? undefined : { ...paddedTo(sample, values) };
}

/** The document has no value to compare: only the sample shows the format. */
function unknownLikeness(sample: string): Likeness {
	const [date] = datesLike(sample);
	if (date && date.pattern !== 'YYYY-MM-DD') {
		return { formatters: [`date:${date.pattern}`], isSame: false };
	}
	const [written] = date ? [] : writtenAmounts(sample);
	if (!written || written.decimals === '') return { formatters: [], isSame: false };
	const comma = written.point === ',' ? ",','" : '';
	return { formatters: [`decimals:${written.decimals.length}${comma}`], isSame: false };
}
