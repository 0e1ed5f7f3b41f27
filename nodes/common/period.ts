import { OperatorError } from './errors';

/** Ways to choose the days to list. */
export const PERIODS = ['all', 'lastDays', 'lastMonth', 'thisMonth', 'between'] as const;

export type PeriodChoice = (typeof PERIODS)[number];

/** Limit for a number of days: ten years. More is probably a typing error, and dates have a limit. */
export const MOST_DAYS = 3660;

/** Whole calendar days `YYYY-MM-DD`, both included; empty for an open end. */
export interface Period {
	from: string;
	to: string;
}

/**
 * Today's date `YYYY-MM-DD` in a time zone.
 *
 * @param timeZone as IANA names it, e.g. `Europe/Zurich`
 * @throws OperatorError if there is no such time zone
 */
export function dayIn(timeZone: string, now: Date): string {
	const parts = new Map(
		formatIn(timeZone)
			.formatToParts(now)
			.map(({ type, value }) => [type, value]),
	);
	return [parts.get('year')?.padStart(4, '0'), parts.get('month'), parts.get('day')].join('-');
}

/**
 * The calendar days of a period; a change to or from summer time does not move them.
 *
 * @param today the operator's current day
 * @param days how many days before today `lastDays` begins; today is included
 */
export function periodOf(
	choice: Exclude<PeriodChoice, 'between'>,
	today: string,
	days: number,
): Period {
	const [year, month] = today.split('-').map(Number);
	switch (choice) {
		case 'all':
			return { from: '', to: '' };
		case 'lastDays':
			return { from: addDays(today, -days), to: today };
		case 'lastMonth':
			return { from: dayText(year, month - 1, 1), to: dayText(year, month, 0) };
		case 'thisMonth':
			return { from: dayText(year, month, 1), to: dayText(year, month + 1, 0) };
	}
}

/** @throws OperatorError if it ends before it begins */
export function checkedPeriod({ from, to }: Period): Period {
	if (from === '' || to === '' || from <= to) return { from, to };
	throw new OperatorError(`The period starts (${from}) after it ends (${to})`, {
		description: 'Swap Period From and Period To, or check the expressions that give them.',
	});
}

/** A number of days after a day, or before it. */
export function addDays(day: string, count: number): string {
	const [year, month, date] = day.split('-').map(Number);
	return dayText(year, month, date + count);
}

/** The period in words, e.g. `from 2026-10-15 to 2026-11-29`. */
export function describePeriod({ from, to }: Period): string {
	if (from === '' && to === '') return 'of any day';
	if (from === to) return `of ${from}`;
	return [from && `from ${from}`, to && `${from ? 'to' : 'until'} ${to}`].filter(Boolean).join(' ');
}

/** Month 0 is December of the year before, day 0 the last of the month before. */
function dayText(year: number, month: number, day: number): string {
	return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
	try {
		return new Intl.DateTimeFormat('en-US', {
			timeZone,
			calendar: 'gregory',
			numberingSystem: 'latn',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
		});
	} catch (cause) {
		throw new OperatorError(`There is no time zone ${JSON.stringify(timeZone)}`, {
			description: 'Choose the time zone in the settings of the workflow, e.g. Europe/Zurich.',
			cause,
		});
	}
}
