import type { IExecuteFunctions } from 'n8n-workflow';
import { balancePeriodOf, formatDay } from '../../../nodes/Voipcloud/Balance/balancePeriod';

const period = (periodFrom: unknown, periodTo: unknown) =>
	balancePeriodOf(
		{
			getNodeParameter: (name: string) => ({ period: 'between', periodFrom, periodTo })[name],
			getTimezone: () => 'Australia/Sydney',
		} as unknown as IExecuteFunctions,
		0,
	);

it.each([
	['days', '2024-02-01', '2024-02-29'],
	['times, as the editor writes them', '2024-02-01T00:00:00', '2024-02-29 23:59:59'],
	[
		'times of another zone, as they are written',
		'2024-02-01T00:30:00+11:00',
		'2024-02-29T23:00:00.000Z',
	],
	['dates at midnight UTC', new Date('2024-02-01T00:00:00Z'), new Date('2024-02-29T00:00:00Z')],
	["n8n's own dates", { toISO: () => '2024-02-01T00:00:00.000+11:00' }, ' 2024-02-29 '],
])('takes %s', (_, from, to) => {
	expect(period(from, to)).toEqual({ from: '2024-02-01', to: '2024-02-29' });
});

it.each([
	['', '2024-02-29', 'Period From is empty'],
	[undefined, '2024-02-29', 'Period From is empty'],
	['2024-02-01', '2023-02-29', 'Period To is not a date: "2023-02-29"'],
	['01/02/2024', '2024-02-29', 'Period From is not a date: "01/02/2024"'],
	['2024-02-01', '2024-02-1', 'Period To is not a date: "2024-02-1"'],
	[
		// Midnight in Tokyo, which is still the day before in UTC.
		new Date('2024-02-01T00:00:00+09:00'),
		'2024-02-29',
		'Period From is an instant, not a day: 2024-01-31T15:00:00.000Z',
	],
	['2024-03-01', '2024-02-29', 'The period starts (2024-03-01) after it ends (2024-02-29)'],
])('refuses %j to %j', (from, to, message) => {
	expect(() => period(from, to)).toThrow(message);
});

it.each([
	['YYYY-MM-DD', '2024-02-09'],
	['DD/MM/YYYY', '09/02/2024'],
	['MM/DD/YYYY', '02/09/2024'],
])('writes a day as %s', (format, expected) => {
	expect(formatDay('2024-02-09', format)).toBe(expected);
});
