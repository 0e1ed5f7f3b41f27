import { writePeriod } from '../../../../nodes/Horisen/Finance/documentPeriod';

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
		['insertDt', '2023-06-01', '', ['gte(insertDt)=2023-06-01']],
	])('writes %s from %p to %p', (attribute, from, to, expected) => {
		expect(writePeriod(attribute, { from, to })).toEqual(expected);
	});

	it('refuses what is not a date', () => {
		expect(() => writePeriod('total', { from: '2023-07-01', to: '' })).toThrow(
			'"total" cannot be used for a period',
		);
	});
});
