import { allRows, readListing, type RowCheck } from '../../../../nodes/common/http/listing';
import type { Page, Row } from '../../../../nodes/common/http/page';
import { SettledRows, uniqueRows } from '../../../../nodes/common/http/rowChecks';

const byId = uniqueRows(({ id }) => `document ${String(id)}`);
const rowsFrom = (first: number, count: number): Row[] =>
	Array.from({ length: count }, (_, index) => ({ id: first + index }));

function pageOf(rows: Row[], pageNumber: number, pageSize: number, changes: Partial<Page> = {}) {
	return {
		rows: rows.slice((pageNumber - 1) * pageSize, pageNumber * pageSize),
		total: rows.length,
		perPage: pageSize,
		currentPage: pageNumber,
		totalPages: Math.ceil(rows.length / pageSize),
		...changes,
	};
}

/** Reads with a server that gets the number of the call. */
async function read(
	serve: (pageNumber: number, pageSize: number, call: number) => Page,
	options: { pageSize?: unknown; limit?: number; rowCheck?: () => RowCheck } = {},
) {
	const asked: number[] = [];
	let begun = 0;
	const rows = await readListing(
		{
			subject: 'documents',
			vendor: 'HORISEN',
			pageSize: 2,
			rowCheck: byId,
			...options,
			fetchPage: async (pageNumber, pageSize) => {
				asked.push(pageNumber);
				return await Promise.resolve(serve(pageNumber, pageSize, asked.length));
			},
		},
		async (pages) => {
			begun++;
			const all: Row[] = [];
			for await (const page of pages) all.push(...page);
			return all;
		},
	);
	return { ids: rows.map(({ id }) => id), asked, begun };
}

describe('readListing', () => {
	it('reads all pages in order', async () => {
		const list = rowsFrom(1, 5);
		const result = await read((number, size) => pageOf(list, number, size));
		expect(result).toEqual({ ids: [1, 2, 3, 4, 5], asked: [1, 2, 3], begun: 1 });
	});

	it('accepts an empty list', async () => {
		expect((await read((number, size) => pageOf([], number, size))).ids).toEqual([]);
	});

	it('ends with an empty list, whatever its page numbers say', async () => {
		const { asked } = await read((number, size) =>
			pageOf([], number, size, { currentPage: 0, totalPages: 1 }),
		);
		expect(asked).toEqual([1]);
	});

	it.each([
		[{ pageSize: 2.5 }, 'Page Size is not a whole number of at least 1: 2.5'],
		[{ pageSize: NaN }, 'Page Size is not a whole number of at least 1: NaN'],
		[{ pageSize: '' }, 'Page Size is not a whole number of at least 1: ""'],
	])('refuses %p before any call', async (options, message) => {
		const asked = jest.fn<Page, []>();
		await expect(read(asked, options)).rejects.toThrow(message);
		expect(asked).not.toHaveBeenCalled();
	});

	it('follows the page size that the server chose', async () => {
		const list = rowsFrom(1, 5);
		const { ids, asked } = await read((number) => pageOf(list, number, 3), { pageSize: 100 });
		expect({ ids, asked }).toEqual({ ids: [1, 2, 3, 4, 5], asked: [1, 2] });
	});

	it.each([
		[1, [1], [1]],
		[2, [1, 2], [1]],
		[3, [1, 2, 3], [1, 2]],
		[9, [1, 2, 3, 4, 5], [1, 2, 3]],
	])('fetches only the pages that a limit of %d needs', async (limit, ids, asked) => {
		const list = rowsFrom(1, 5);
		const result = await read((number, size) => pageOf(list, number, size), { limit });
		expect({ ids: result.ids, asked: result.asked }).toEqual({ ids, asked });
	});

	it('lists again if a row was inserted, and keeps nothing of the first reading', async () => {
		const result = await read((number, size, call) =>
			pageOf(call === 1 ? rowsFrom(2, 4) : rowsFrom(1, 5), number, size),
		);
		expect(result).toEqual({ ids: [1, 2, 3, 4, 5], asked: [1, 2, 1, 2, 3], begun: 2 });
	});

	it('lists again if a row was removed', async () => {
		const result = await read((number, size, call) =>
			pageOf(call === 1 ? rowsFrom(1, 6) : rowsFrom(2, 5), number, size),
		);
		expect(result.ids).toEqual([2, 3, 4, 5, 6]);
	});

	it('lists again if a row came twice while the total stayed the same', async () => {
		const result = await read((number, size, call) =>
			pageOf(call === 1 ? rowsFrom(2, 5) : rowsFrom(1, 5), number, size),
		);
		expect(result).toMatchObject({ ids: [1, 2, 3, 4, 5], begun: 2 });
	});

	it('lists again if fewer rows came than the total says', async () => {
		const list = rowsFrom(1, 4);
		const result = await read((number, size, call) =>
			pageOf(list, number, size, call === 2 ? { rows: list.slice(2, 3) } : {}),
		);
		expect(result).toMatchObject({ ids: [1, 2, 3, 4], begun: 2 });
	});

	it('fails if the list shifts four times, and names what shifted', async () => {
		const listed = read((number, size, call) => pageOf(rowsFrom(100 - call, 5), number, size));
		await expect(listed).rejects.toThrow(
			'The list of documents kept changing while it was read, 4 times (document 94 came twice)',
		);
	});

	it('fails at once if the server ignores the page number', async () => {
		const listed = read((_, size) => pageOf(rowsFrom(1, 5), 1, size));
		await expect(listed).rejects.toThrow('page 2 was requested, but page 1 came');
	});

	it('fails at once if a page comes twice under another number', async () => {
		const listed = read((number, size) => pageOf(rowsFrom(1, 5), 1, size, { currentPage: number }));
		await expect(listed).rejects.toThrow('page 2 repeats an earlier page');
	});

	it('takes neither an empty page nor an emptied list as the end', async () => {
		const listed = read((number, size) => pageOf(rowsFrom(1, 5), number, size, { rows: [] }));
		await expect(listed).rejects.toThrow('page 1 is empty');
	});

	it('ends as soon as more rows came than the list has, however many pages are announced', async () => {
		const listed = read((number, size) =>
			pageOf(rowsFrom(1, 1000), number, size, { total: 5, totalPages: 90_000 }),
		);
		await expect(listed).rejects.toThrow('4 times (6 rows came of 5)');
	});

	it.each([
		{ total: 1e12, totalPages: 500 },
		{ total: 1_000_000, totalPages: 1e9 },
	])('refuses a list of %p, which nobody could read', async (said) => {
		const asked: number[] = [];
		const listed = read((number, size) => {
			asked.push(number);
			return pageOf(rowsFrom(1, 1000), number, size, said);
		});
		await expect(listed).rejects.toThrow(
			`The list of documents claims to have ${said.total} rows on ${said.totalPages} pages`,
		);
		expect(asked).toEqual([1]);
	});

	it('passes an error of the server or of the consumer on', async () => {
		const failure = new Error('boom');
		const listed = read(() => {
			throw failure;
		});
		await expect(listed).rejects.toBe(failure);
	});

	describe('fetches ahead', () => {
		const list = rowsFrom(1, 8);
		const listing = (fetchPage: (pageNumber: number, signal: AbortSignal) => Promise<Page>) => ({
			subject: 'documents',
			vendor: 'HORISEN',
			pageSize: 2,
			rowCheck: byId,
			fetchPage: async (pageNumber: number, _: number, signal: AbortSignal) =>
				await fetchPage(pageNumber, signal),
		});

		it('the next page while one is worked on, and no other', async () => {
			const events: string[] = [];
			let underWay = 0;
			const settle = async () => await new Promise((resolve) => setTimeout(resolve, 5));
			await readListing(
				listing(async (number) => {
					events.push(`ask ${number}`);
					expect(++underWay).toBe(1);
					await settle();
					underWay--;
					return pageOf(list, number, 2);
				}),
				async (pages) => {
					for await (const [{ id }] of pages) {
						await settle();
						await settle();
						events.push(`done ${String(id)}`);
					}
				},
			);
			expect(events).toEqual([
				'ask 1',
				'ask 2',
				'done 1',
				'ask 3',
				'done 3',
				'ask 4',
				'done 5',
				'done 7',
			]);
		});

		it('a page that fails, and reports it in its turn', async () => {
			const seen: unknown[] = [];
			const listed = readListing(
				listing(async (number) => {
					if (number === 2) throw new Error('page 2 failed');
					return await Promise.resolve(pageOf(list, number, 2));
				}),
				async (pages) => {
					for await (const rows of pages) {
						await new Promise((resolve) => setTimeout(resolve, 5));
						seen.push(...rows.map(({ id }) => id));
					}
				},
			);
			await expect(listed).rejects.toThrow('page 2 failed');
			expect(seen).toEqual([1, 2]);
		});

		it.each([
			['fails', () => Promise.reject(new Error('disk full'))],
			['has enough', () => Promise.resolve()],
		])('and drops the page on its way if the consumer %s', async (_, end) => {
			const signals: AbortSignal[] = [];
			const listed = readListing(
				listing(async (number, signal) => {
					signals.push(signal);
					if (number === 1) return pageOf(list, 1, 2);
					return await new Promise<Page>((__, reject) => {
						signal.addEventListener('abort', () => reject(new Error('let go')));
					});
				}),
				async (pages) => {
					await pages.next();
					expect(signals).toHaveLength(2);
					expect(signals[1].aborted).toBe(false);
					await end();
				},
			);
			await listed.catch((error: Error) => expect(error.message).toBe('disk full'));
			expect(signals[1].aborted).toBe(true);
		});
	});

	describe('of rows without identity', () => {
		const withTwins = [{ mnc: '01' }, { mnc: '02' }, { mnc: '01' }, { mnc: '03' }];

		it('accepts equal rows on two pages if a second reading is the same', async () => {
			const settled = new SettledRows();
			const { begun } = await read((number, size) => pageOf(withTwins, number, size), {
				rowCheck: () => settled.start(),
			});
			expect(begun).toBe(2);
			expect(settled.digest).toMatch(/^[0-9a-f]{64}$/);
		});

		it('needs one reading if equal rows are on one page', async () => {
			const settled = new SettledRows();
			const { begun } = await read((number) => pageOf(withTwins, number, 4), {
				rowCheck: () => settled.start(),
			});
			expect(begun).toBe(1);
		});

		it('fails if the server changes the order for every call', async () => {
			const settled = new SettledRows();
			const listed = read((number, size, call) => pageOf(rowsFrom(100 - call, 6), number, size), {
				rowCheck: () => settled.start(),
			});
			await expect(listed).rejects.toThrow('rows came on two pages');
		});

		it('gives the same digest for any order of the rows', async () => {
			const digestOf = async (rows: Row[]) => {
				const settled = new SettledRows();
				const rowCheck = () => settled.start();
				await read((number, size) => pageOf(rows, number, size), { rowCheck });
				return settled.digest;
			};
			const rows = rowsFrom(1, 5);
			expect(await digestOf([...rows].reverse())).toBe(await digestOf(rows));
		});
	});
});

describe('allRows', () => {
	it('accepts a page of any size', async () => {
		const pages = async function* () {
			yield await Promise.resolve(rowsFrom(1, 200_000));
			yield rowsFrom(200_001, 1);
		};
		const rows = await allRows(pages());
		expect(rows).toHaveLength(200_001);
		expect(rows.at(-1)).toEqual({ id: 200_001 });
	});

	it('accepts no more than memory holds', async () => {
		const page = rowsFrom(1, 100_000);
		const pages = async function* () {
			for (;;) yield await Promise.resolve(page);
		};
		await expect(allRows(pages())).rejects.toThrow('More than 1000000 rows came');
	});
});
