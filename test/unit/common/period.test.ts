import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import {
	addDays,
	checkedPeriod,
	dayIn,
	describePeriod,
	periodOf,
} from '../../../nodes/common/period';

/** Clocks that change, also at midnight and by half an hour, and zones at both ends of the day. */
const ZONES = [
	'UTC',
	'Europe/Zurich',
	'America/New_York',
	'America/Sao_Paulo',
	'Asia/Beirut',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
	'Pacific/Apia',
	'Pacific/Kiritimati',
	'Pacific/Niue',
];

const instants = fc.date({
	min: new Date('2011-06-01T00:00:00Z'),
	max: new Date('2050-12-31T00:00:00Z'),
	noInvalidDate: true,
});
/** After the last day that a zone left out of its calendar: 2011-12-30, in Samoa. */
const instantsOfWholeCalendars = instants.filter(
	(date) => date >= new Date('2012-01-01T00:00:00Z'),
);
const zones = fc.constantFrom(...ZONES);
const days = instants.map((date) => date.toISOString().slice(0, 10));

describe('today', () => {
	it("is the day in the zone's calendar", () => {
		fc.assert(
			fc.property(instants, zones, (now, zone) => {
				expect(dayIn(zone, now)).toBe(DateTime.fromJSDate(now, { zone }).toISODate());
			}),
			{ numRuns: 500 },
		);
	});

	it.each([
		['2026-06-30T23:30:00Z', 'UTC', '2026-06-30'],
		['2026-06-30T23:30:00Z', 'Europe/Zurich', '2026-07-01'],
		['2026-07-01T03:30:00Z', 'America/New_York', '2026-06-30'],
		['2026-03-29T00:59:59Z', 'Europe/Zurich', '2026-03-29'],
		['2026-10-25T23:00:00Z', 'Europe/Zurich', '2026-10-26'],
		['2011-12-30T09:59:00Z', 'Pacific/Apia', '2011-12-29'],
		['2011-12-30T10:00:00Z', 'Pacific/Apia', '2011-12-31'],
	])('at %s in %s is %s', (now, zone, day) => {
		expect(dayIn(zone, new Date(now))).toBe(day);
	});

	it('is not guessed for an unknown zone', () => {
		expect(() => dayIn('Europe/Zuerich', new Date())).toThrow(
			'There is no time zone "Europe/Zuerich"',
		);
	});
});

describe('a period', () => {
	it.each([
		['lastDays', '2026-03-31', 31, '2026-02-28', '2026-03-31'],
		['lastDays', '2028-03-01', 1, '2028-02-29', '2028-03-01'],
		['lastDays', '2027-01-01', 2, '2026-12-30', '2027-01-01'],
		['lastDays', '2026-11-29', 45, '2026-10-15', '2026-11-29'],
		['lastDays', '2026-11-29', 0, '2026-11-29', '2026-11-29'],
		['lastMonth', '2026-03-31', 0, '2026-02-01', '2026-02-28'],
		['lastMonth', '2028-03-01', 0, '2028-02-01', '2028-02-29'],
		['lastMonth', '2027-01-31', 0, '2026-12-01', '2026-12-31'],
		['thisMonth', '2028-02-29', 0, '2028-02-01', '2028-02-29'],
		['thisMonth', '2026-12-31', 0, '2026-12-01', '2026-12-31'],
		['all', '2026-12-31', 0, '', ''],
	] as const)('%s on %s, %i days', (choice, today, count, from, to) => {
		expect(periodOf(choice, today, count)).toEqual({ from, to });
	});

	it('matches the calendar of another library', () => {
		fc.assert(
			fc.property(days, fc.integer({ min: 0, max: 800 }), (today, count) => {
				const day = DateTime.fromISO(today, { zone: 'utc' });
				const before = day.minus({ months: 1 });
				expect(periodOf('lastDays', today, count).from).toBe(
					day.minus({ days: count }).toISODate(),
				);
				expect(periodOf('lastMonth', today, 0)).toEqual({
					from: before.startOf('month').toISODate(),
					to: before.endOf('month').toISODate(),
				});
				expect(periodOf('thisMonth', today, 0)).toEqual({
					from: day.startOf('month').toISODate(),
					to: day.endOf('month').toISODate(),
				});
			}),
		);
	});

	it('leaves out no day between daily runs, whatever the clocks do', () => {
		fc.assert(
			fc.property(zones, instantsOfWholeCalendars, (zone, start) => {
				const first = DateTime.fromJSDate(start, { zone }).set({ hour: 6 });
				for (let run = 0; run < 40; run++) {
					const today = dayIn(zone, first.plus({ days: run }).toJSDate());
					const next = dayIn(zone, first.plus({ days: run + 1 }).toJSDate());
					expect(periodOf('lastDays', next, 1).from <= today).toBe(true);
				}
			}),
			{ numRuns: 50 },
		);
	});

	it('counts a day that a zone left out of its calendar as a day', () => {
		const today = dayIn('Pacific/Apia', new Date('2011-12-31T12:00:00+14:00'));
		expect(periodOf('lastDays', today, 1)).toEqual({ from: '2011-12-30', to: '2011-12-31' });
		expect(periodOf('lastDays', today, 2).from).toBe('2011-12-29');
	});

	it('that ends before it begins is refused', () => {
		expect(() => checkedPeriod({ from: '2023-07-01', to: '2023-06-30' })).toThrow(
			'The period starts (2023-07-01) after it ends (2023-06-30)',
		);
		expect(checkedPeriod({ from: '2023-07-01', to: '' })).toEqual({ from: '2023-07-01', to: '' });
	});

	it.each([
		['2026-10-15', '2026-11-29', 'from 2026-10-15 to 2026-11-29'],
		['2026-10-15', '2026-10-15', 'of 2026-10-15'],
		['2026-10-15', '', 'from 2026-10-15'],
		['', '2026-11-29', 'until 2026-11-29'],
		['', '', 'of any day'],
	])('reads well: %p to %p', (from, to, text) => {
		expect(describePeriod({ from, to })).toBe(text);
	});
});

it('days are counted forward and backward', () => {
	fc.assert(
		fc.property(days, fc.integer({ min: -4000, max: 4000 }), (day, count) => {
			expect(addDays(addDays(day, count), -count)).toBe(day);
		}),
	);
});
