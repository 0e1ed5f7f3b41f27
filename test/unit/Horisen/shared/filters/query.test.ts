import fc from 'fast-check';
import {
	type Attribute,
	FILTER_OPERATORS,
} from '../../../../../nodes/Horisen/shared/filters/operators';
import {
	type Filter,
	writeFilters,
	writeSearch,
	writeSort,
} from '../../../../../nodes/Horisen/shared/filters/query';

const ATTRIBUTES: Attribute[] = [
	{ name: 'documentNumber', displayName: 'Number', type: 'text' },
	{ name: 'paymentStatus', displayName: 'Payment Status', type: 'choice' },
	{ name: 'total', displayName: 'Total', type: 'number' },
	{ name: 'documentDate', displayName: 'Document Date', type: 'date' },
	{ name: 'statusDt', displayName: 'Status At', type: 'dateTime' },
];

const write = (...filters: Filter[]) => writeFilters(filters, ATTRIBUTES).join('&');

describe('writeFilters', () => {
	it('writes the documented call', () => {
		expect(
			write(
				{ attribute: 'paymentStatus', operator: 'eq', value: 'open' },
				{ attribute: 'documentDate', operator: 'between', from: '2023-06-01', to: '2023-06-30' },
			),
		).toBe('paymentStatus=open&between(documentDate)=2023-06-01,2023-06-30');
	});

	it.each([
		['isnull', {}, 'isnull(documentNumber)=true'],
		['isnotnull', {}, 'isnotnull(documentNumber)=true'],
		['isempty', {}, 'isempty(documentNumber)=true'],
		['isnotempty', {}, 'isnotempty(documentNumber)=true'],
		['eq', { value: 'a/1' }, 'documentNumber=a%2F1'],
		['neq', { value: 'a,b' }, 'neq(documentNumber)=a%2Cb'],
		['startswith', { value: 'hor' }, 'startswith(documentNumber)=hor'],
		['contains', { value: '100%' }, 'contains(documentNumber)=100%25'],
		['endswith', { value: 'é&=' }, 'endswith(documentNumber)=%C3%A9%26%3D'],
		['doesnotcontain', { value: 'a b' }, 'doesnotcontain(documentNumber)=a%20b'],
		['in', { values: '1, 2 ,3' }, 'in(documentNumber)=1,2,3'],
		['notin', { values: ['x', 'y z'] }, 'notin(documentNumber)=x,y%20z'],
	])('writes %s on text', (operator, values, expected) => {
		expect(write({ attribute: 'documentNumber', operator, ...values })).toBe(expected);
	});

	it.each([
		['lt', { value: 1 }, 'lt(total)=1'],
		['lte', { value: '-0.5' }, 'lte(total)=-0.5'],
		['gt', { value: '1.25' }, 'gt(total)=1.25'],
		['gte', { value: 0 }, 'gte(total)=0'],
		['between', { from: 9, to: '10' }, 'between(total)=9,10'],
		['notbetween', { from: '-2', to: '-1' }, 'notbetween(total)=-2,-1'],
	])('writes %s on numbers', (operator, values, expected) => {
		expect(write({ attribute: 'total', operator, ...values })).toBe(expected);
	});

	it('keeps several filters on one attribute', () => {
		expect(
			write(
				{ attribute: 'documentNumber', operator: 'startswith', value: 'A' },
				{ attribute: 'documentNumber', operator: 'neq', value: 'A1' },
			),
		).toBe('startswith(documentNumber)=A&neq(documentNumber)=A1');
	});

	it.each([
		['2023-06-30', '2023-06-30'],
		['2023-06-30T00:00:00', '2023-06-30'],
		['2023-06-30T23:30:00.000+02:00', '2023-06-30'],
		[new Date(Date.UTC(2023, 5, 30)), '2023-06-30'],
		[{ toISO: () => '2023-06-30T00:00:00.000+02:00' }, '2023-06-30'],
	])('sends the date %p as it is written', (value, expected) => {
		expect(write({ attribute: 'documentDate', operator: 'eq', value })).toBe(
			`documentDate=${expected}`,
		);
	});

	it('refuses a JavaScript date whose day depends on the time zone', () => {
		const midnightInTokyo = new Date('2023-06-30T00:00:00+09:00');
		expect(() =>
			write({ attribute: 'documentDate', operator: 'eq', value: midnightInTokyo }),
		).toThrow('is an instant, not a day: 2023-06-29T15:00:00.000Z');
	});

	it('refuses a number that may have lost digits', () => {
		for (const operator of ['eq', 'in']) {
			const filter = { attribute: 'documentNumber', operator, value: 2 ** 53, values: [2 ** 53] };
			expect(() => write(filter)).toThrow(
				'is a number that may have lost digits: 9007199254740992',
			);
		}
	});

	it('sends a date-time as it is written', () => {
		expect(
			write({ attribute: 'statusDt', operator: 'gte', value: '2023-06-30 08:00:00+02:00' }),
		).toBe('gte(statusDt)=2023-06-30T08%3A00%3A00%2B02%3A00');
	});

	it.each<[string, Filter, string]>([
		['an empty value', { attribute: 'total', operator: 'eq', value: ' ' }, 'Value is empty'],
		['a missing value', { attribute: 'documentNumber', operator: 'eq' }, 'Value is empty'],
		['an empty list', { attribute: 'total', operator: 'in', values: [] }, 'is an empty list'],
		['a hole in a list', { attribute: 'total', operator: 'in', values: '1,,2' }, 'is empty'],
		['text for a number', { attribute: 'total', operator: 'lt', value: '1,5' }, 'not a number'],
		['an exponent', { attribute: 'total', operator: 'lt', value: '1e3' }, 'not a number'],
		['no date', { attribute: 'documentDate', operator: 'lt', value: '30.06.2023' }, 'not a date'],
		[
			'30 February',
			{ attribute: 'documentDate', operator: 'eq', value: '2023-02-30' },
			'not a date',
		],
		[
			'a comma in a list value',
			{ attribute: 'documentNumber', operator: 'in', values: ['ACME, Inc.'] },
			'"documentNumber in": the value "ACME, Inc." holds a comma',
		],
		[
			'a reversed range',
			{ attribute: 'total', operator: 'between', from: 10, to: 9 },
			'From (10) is after To (9)',
		],
		[
			'a reversed period',
			{ attribute: 'documentDate', operator: 'between', from: '2023-07-01', to: '2023-06-30' },
			'From (2023-07-01) is after To (2023-06-30)',
		],
		[
			'a range reversed in time, not in text',
			{
				attribute: 'statusDt',
				operator: 'between',
				from: '2023-06-30T08:00:00Z',
				to: '2023-06-30T09:00:00+02:00',
			},
			'is after',
		],
		[
			'an unknown attribute',
			{ attribute: 'name', operator: 'eq', value: 'x' },
			'no attribute "name"',
		],
		['an unknown operator', { attribute: 'total', operator: 'like', value: 1 }, 'operator "like"'],
		['text on a number', { attribute: 'total', operator: 'contains', value: 1 }, '"contains"'],
		['an object', { attribute: 'total', operator: 'eq', value: {} }, 'not a single value'],
		[
			'half a character',
			{ attribute: 'documentNumber', operator: 'eq', value: 'x\ud83d' },
			'half a character',
		],
	])('refuses %s', (_, filter, message) => {
		expect(() => write(filter)).toThrow(message);
	});

	it('keeps any text behind the equals sign from changing the query', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
				fc.pre(text.trim() !== '');
				const filter = { attribute: 'documentNumber', operator: 'contains', value: text };
				const parameters = [...new URLSearchParams(write(filter))];
				expect(parameters).toEqual([['contains(documentNumber)', text.trim()]]);
			}),
		);
	});

	it('writes any list so that splitting it at its commas returns the values', () => {
		const value = fc
			.string({ minLength: 1 })
			.filter((text) => text.trim() !== '' && !text.includes(','));
		fc.assert(
			fc.property(fc.array(value, { minLength: 1 }), (values) => {
				const [[, written]] = new URLSearchParams(
					write({ attribute: 'documentNumber', operator: 'in', values }),
				);
				expect(written.split(',')).toEqual(values.map((text) => text.trim()));
			}),
		);
	});
});

it('knows the 18 operators, and offers each for at least one type', () => {
	expect(FILTER_OPERATORS.map(({ value }) => value).sort()).toEqual(
		(
			'isnull isnotnull isempty isnotempty eq neq startswith contains endswith doesnotcontain ' +
			'lt lte gt gte in notin between notbetween'
		)
			.split(' ')
			.sort(),
	);
	expect(FILTER_OPERATORS.every(({ types }) => types.length > 0)).toBe(true);
});

describe('writeSearch', () => {
	it('writes the general search, and nothing if there is none', () => {
		expect(writeSearch('Müller & Co')).toEqual(['q=M%C3%BCller%20%26%20Co']);
		expect(writeSearch('  ')).toEqual([]);
	});
});

describe('writeSort', () => {
	const sortable = new Set(['documentDate', 'id']);

	it('writes keys in order, descending ones with a minus', () => {
		expect(
			writeSort(
				[
					{ attribute: 'documentDate', direction: 'descending' },
					{ attribute: 'id', direction: 'ascending' },
				],
				sortable,
			),
		).toEqual(['sort=-documentDate,id']);
		expect(writeSort([], sortable)).toEqual([]);
	});

	it('refuses keys that cannot be sorted by, and repeated keys', () => {
		expect(() => writeSort([{ attribute: 'items', direction: 'ascending' }], sortable)).toThrow(
			'cannot sort by "items"',
		);
		expect(() =>
			writeSort(
				[
					{ attribute: 'id', direction: 'ascending' },
					{ attribute: 'id', direction: 'descending' },
				],
				sortable,
			),
		).toThrow('twice');
	});
});
