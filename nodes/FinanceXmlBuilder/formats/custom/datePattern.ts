import { OperatorError } from '../../../common/errors';
import type { Formatter } from './formatters';

const DATE =
	/^(?<YYYY>\d{4})-(?<MM>\d{2})-(?<DD>\d{2})(?:[T ](?<HH>\d{2}):(?<mm>\d{2})(?::(?<ss>\d{2})(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

const PART = /YYYY|YY|MM|DD|HH|mm|ss|\[[^\]]*\]|[^A-Za-z[\]]+|(?<unknown>[\s\S])/g;

/**
 * Writes a date by a pattern of `YYYY YY MM DD HH mm ss`; other letters stand in brackets: `YYYY-MM-DD[T]HH:mm`.
 * Date and time are those that are written in the value, in its own time zone: nothing is converted.
 *
 * @throws Error with a plain sentence where the pattern has a part that means nothing
 */
export function datePattern(pattern: string): Formatter {
	const parts = [...pattern.matchAll(PART)].map((match) => {
		if (match.groups?.unknown) {
			throw new Error(
				`knows YYYY, YY, MM, DD, HH, mm and ss, not "${match[0]}" in "${pattern}"; write other letters in brackets, [T]`,
			);
		}
		return match[0];
	});
	return (text, field, labels) => {
		const date = readDate(text);
		if (date) return parts.map((part) => writePart(part, date)).join('');
		throw new OperatorError(
			`${labels.label(field)} is not a date: ${JSON.stringify(text.slice(0, 40))}`,
			{
				description:
					'A date is expected as 2023-06-30 or 2023-06-30T13:29:34Z. Correct the document in the source system, or take "date" out of the template.',
			},
		);
	};
}

type DateParts = Record<string, string | undefined>;

function readDate(text: string): DateParts | undefined {
	const parts = DATE.exec(text.trim())?.groups as DateParts | undefined;
	if (!parts) return undefined;
	const [year, month, day] = [parts.YYYY, parts.MM, parts.DD].map(Number);
	const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
	const exists = month >= 1 && month <= 12 && day >= 1 && day <= lastDay;
	const [hour, minute, second] = [parts.HH, parts.mm, parts.ss].map((part) => Number(part ?? 0));
	// 60 is a leap second.
	return exists && hour < 24 && minute < 60 && second <= 60 ? parts : undefined;
}

function writePart(part: string, date: DateParts): string {
	switch (part) {
		case 'YY':
			return (date.YYYY ?? '').slice(2);
		case 'YYYY':
		case 'MM':
		case 'DD':
			return date[part] ?? '';
		case 'HH':
		case 'mm':
		case 'ss':
			return date[part] ?? '00';
		default:
			return part.startsWith('[') ? part.slice(1, -1) : part;
	}
}
