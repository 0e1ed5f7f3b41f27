import { writePeriod } from '../../../../nodes/Horisen/Finance/period';

describe('writePeriod', () => {
	it.each([
		['documentDate', '2023-06-01', '2023-06-30', ['between(documentDate)=2023-06-01,2023-06-30']],
		['documentDate', '2023-06-01', '', ['gte(documentDate)=2023-06-01']],
		['documentDate', '', '2023-06-30', ['lte(documentDate)=2023-06-30']],
		['dueDate', '', '', []],
		[
			'statusDt',
			'2023-06-01',
			'2023-06-30',
			['gte(statusDt)=2023-06-01', 'lt(statusDt)=2023-07-01'],
		],
		['statusDt', '', '2024-02-28', ['lt(statusDt)=2024-02-29']],
		[
			'statusDt',
			'2023-12-31',
			'2023-12-31',
			['gte(statusDt)=2023-12-31', 'lt(statusDt)=2024-01-01'],
		],
		['insertDt', '2023-06-01', null, ['gte(insertDt)=2023-06-01']],
	])('writes %s from %p to %p', (attribute, from, to, expected) => {
		expect(writePeriod(attribute, from, to)).toEqual(expected);
	});

	it('refuses a period that starts after it ends, and what is no date', () => {
		expect(() => writePeriod('documentDate', '2023-07-01', '2023-06-30')).toThrow(
			'The period starts (2023-07-01) after it ends (2023-06-30)',
		);
		expect(() => writePeriod('documentDate', 'June', '')).toThrow(
			'Period From is not a date: "June"',
		);
		expect(() => writePeriod('total', '2023-07-01', '')).toThrow('cannot be on "total"');
	});
});
