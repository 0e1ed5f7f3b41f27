import { rateDate } from '../../../../nodes/Horisen/Rates/rateDate';

const luxonDate = { toISO: () => '2025-10-01T00:00:00.000+02:00' };

describe('a date for HORISEN Rates', () => {
	it.each([
		['a date alone: midnight in the time zone', '2025-10-01', '2025-09-30T22:00:00Z'],
		['a date in winter time', '2025-12-01', '2025-11-30T23:00:00Z'],
		["n8n's picker, without an offset", '2025-10-01T12:30:00', '2025-10-01T10:30:00Z'],
		['a space between', '2025-10-01 12:30', '2025-10-01T10:30:00Z'],
		['UTC', '2025-10-01T12:30:00Z', '2025-10-01T12:30:00Z'],
		['another offset', '2025-10-01T00:15:00-05:00', '2025-10-01T05:15:00Z'],
		['parts of a second', '2025-10-01T12:30:00.999Z', '2025-10-01T12:30:00Z'],
		['a JavaScript date', new Date('2025-10-01T12:30:00Z'), '2025-10-01T12:30:00Z'],
		["n8n's own date", luxonDate, '2025-09-30T22:00:00Z'],
	])('%s', (_, value, expected) => {
		expect(rateDate(value, 'Date', 'Europe/Zurich')).toBe(expected);
	});

	it.each(['', null, undefined, ' '])('is now if %p is given', (value) => {
		const before = Date.now() - 1000;
		const date = rateDate(value, 'Date', 'Europe/Zurich');
		expect(date).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
		expect(Date.parse(date)).toBeGreaterThanOrEqual(before);
		expect(Date.parse(date)).toBeLessThanOrEqual(Date.now());
	});

	it.each(['1.10.2025', '10/01/2025', '2025-02-30', '2025-10-01T25:00', '4711', 'yesterday', true])(
		'refuses %p by the name of the field',
		(value) => {
			expect(() => rateDate(value, 'Date From', 'UTC')).toThrow(
				`Date From is not a date: ${JSON.stringify(String(value))}`,
			);
		},
	);
});
