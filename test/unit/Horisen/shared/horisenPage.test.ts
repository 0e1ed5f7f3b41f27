import { pageQuery, readPage } from '../../../../nodes/Horisen/shared/horisenPage';

const camel = { total: 7, count: 1, perPage: 5, currentPage: 2, totalPages: 2 };
const snake = { total: 7, count: 1, per_page: 5, current_page: 2, total_pages: 2, links: {} };

describe('readPage', () => {
	it.each([
		['Finance Documents and Traffic Reports', camel],
		['Rates', snake],
	])('reads the spelling of %s', (_, pagination) => {
		expect(readPage({ data: [{ id: 6 }], meta: { pagination } }, 'documents')).toEqual({
			rows: [{ id: 6 }],
			total: 7,
			perPage: 5,
			currentPage: 2,
			totalPages: 2,
		});
	});

	it.each([
		['nothing', undefined, 'lacks "data" or "meta.pagination"'],
		['null', null, 'lacks "data"'],
		['a list', [], 'lacks "data"'],
		['an error in a 200', { Code: 5, Message: 'NOT_AUTHORIZED' }, 'lacks "data"'],
		['no meta', { data: [] }, 'lacks "data" or "meta.pagination"'],
		['null data', { data: null, meta: { pagination: camel } }, 'lacks "data"'],
		['no total', { data: [{}], meta: { pagination: { ...camel, total: undefined } } }, 'total'],
		[
			'text for a number',
			{ data: [{}], meta: { pagination: { ...camel, perPage: '5' } } },
			'perPage',
		],
		[
			'no object in the list',
			{ data: [null], meta: { pagination: camel } },
			'an entry that is not an object (number 1)',
		],
		[
			'fewer rows than it says',
			{ data: [], meta: { pagination: camel } },
			'states 1 rows and holds 0',
		],
	])('refuses %s', (_, answer, message) => {
		expect(() => readPage(answer, 'documents')).toThrow(message);
	});
});

describe('pageQuery', () => {
	it('asks for a page in both ways that HORISEN documents', () => {
		expect(pageQuery(2, 10)).toBe('page_number=2&page_size=10');
		expect(pageQuery(2, 10, 'paging')).toBe('paging=2,10');
	});
});
