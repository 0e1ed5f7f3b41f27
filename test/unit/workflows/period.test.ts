import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';

/**
 * The period of a run on a day that is not today: the expressions of the shipped `Period` nodes, evaluated
 * here with a fixed `$now`. n8n's own `$now` is luxon's, too.
 */
const FILES = ['horisen-invoices-to-erp.json', 'horisen-invoices-to-erp-guarded.json'];

interface Settings {
	periodFrom: string;
	periodTo: string;
	lookBackDays: number;
	timeZone: string;
}

interface Period {
	periodFrom: string;
	periodTo: string;
}

interface WorkflowFile {
	nodes: Array<{
		name: string;
		parameters: { assignments?: { assignments: Array<{ name: string; value: string }> } };
	}>;
}

function periodOf(file: string, now: string, settings: Partial<Settings> = {}): Period {
	const path = join(__dirname, '../../../workflows', file);
	const { nodes } = JSON.parse(readFileSync(path, 'utf8')) as WorkflowFile;
	const fields = nodes.find(({ name }) => name === 'Period')?.parameters.assignments?.assignments;
	const json = { periodFrom: '', periodTo: '', lookBackDays: 45, timeZone: 'UTC', ...settings };
	const $now = DateTime.fromISO(now, { setZone: true });
	const evaluated = fields?.map(({ name, value }) => {
		const expression = value.replace(/^=\{\{/, '').replace(/\}\}$/, '');
		const evaluate = new Function('$json', '$now', `return (${expression})`) as (
			json: Settings,
			now: DateTime,
		) => string;
		return [name, evaluate(json, $now)] as const;
	});
	return Object.fromEntries(evaluated ?? []) as unknown as Period;
}

const days = (from: string, count: number) =>
	Array.from({ length: count }, (_, index) =>
		DateTime.fromISO(`${from}T06:00:00Z`, { zone: 'utc' }).plus({ days: index }),
	);

describe.each(FILES)('20 · the period of %s', (file) => {
	test.each([
		['the end of a month', '2026-03-31T05:00:00Z', { lookBackDays: 31 }, '2026-02-28', '2026-03-31'],
		['a leap day', '2028-02-29T05:00:00Z', { lookBackDays: 1 }, '2028-02-28', '2028-02-29'],
		['the day after a leap day', '2028-03-01T05:00:00Z', { lookBackDays: 1 }, '2028-02-29', '2028-03-01'],
		['the turn of the year', '2027-01-01T05:00:00Z', { lookBackDays: 2 }, '2026-12-30', '2027-01-01'],
	])('on %s', (_, now, settings, periodFrom, periodTo) => {
		expect(periodOf(file, now, settings)).toMatchObject({ periodFrom, periodTo });
	});

	test.each([
		['an hour is skipped', '2026-03-29T01:30:00Z', '2026-03-28', '2026-03-29'],
		['an hour comes twice', '2026-10-25T00:30:00Z', '2026-10-24', '2026-10-25'],
	])('where %s', (_, now, periodFrom, periodTo) => {
		const settings = { lookBackDays: 1, timeZone: 'Europe/Zurich' };
		expect(periodOf(file, now, settings)).toMatchObject({ periodFrom, periodTo });
	});

	test("is of the operator's day, not of the server's", () => {
		const now = '2026-06-30T23:30:00Z';
		const of = (timeZone: string) => periodOf(file, now, { timeZone, lookBackDays: 1 }).periodTo;
		expect(of('UTC')).toBe('2026-06-30');
		expect(of('Europe/Zurich')).toBe('2026-07-01');
		expect(of('Pacific/Kiritimati')).toBe('2026-07-01');
		expect(of('America/Los_Angeles')).toBe('2026-06-30');
	});

	test.each(['UTC', 'Europe/Zurich', 'America/New_York', 'Pacific/Apia'])(
		'leaves no day out in two years of runs, in %s',
		(timeZone) => {
			const runs = days('2027-01-01', 731).map((now) =>
				periodOf(file, now.toISO() ?? '', { timeZone, lookBackDays: 1 }),
			);
			for (const [index, { periodFrom, periodTo }] of runs.entries()) {
				expect(periodFrom < periodTo).toBe(true);
				if (index > 0) expect(periodFrom <= runs[index - 1].periodTo).toBe(true);
			}
		},
	);

	test('is the one that an operator filled in', () => {
		const given = { periodFrom: '2026-02-01', periodTo: '2026-02-28' };
		expect(periodOf(file, '2026-07-01T05:00:00Z', given)).toMatchObject(given);
	});
});
