import { allRows, readListing, type RowCheck } from '../../../../nodes/Horisen/shared/listing';
import type { Page, Row } from '../../../../nodes/Horisen/shared/page';
import { SettledRows, uniqueRows } from '../../../../nodes/Horisen/shared/rowChecks';

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
	options: { pageSize?: number; limit?: number; rowCheck?: () => RowCheck } = {},
) {
	const asked: number[] = [];
	let begun = 0;
	const rows = await readListing(
		{
			subject: 'documents',
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

	it('takes an empty list for one', async () => {
		expect((await read((number, size) => pageOf([], number, size))).ids).toEqual([]);
	});

	it('ends at an empty list, whatever its page numbers say', async () => {
		const { asked } = await read((number, size) =>
			pageOf([], number, size, { currentPage: 0, totalPages: 1 }),
		);
		expect(asked).toEqual([1]);
	});

	it.each([
		[{ limit: 0 }, 'Limit is not a whole number from 1 on: 0'],
		[{ limit: -1 }, 'Limit'],
		[{ limit: NaN }, 'Limit'],
		[{ pageSize: 2.5 }, 'Page Size is not a whole number from 1 on: 2.5'],
		[{ pageSize: NaN }, 'Page Size'],
	])('refuses %p before anything is asked', async (options, message) => {
		const asked = jest.fn<Page, []>();
		await expect(read(asked, options)).rejects.toThrow(message);
		expect(asked).not.toHaveBeenCalled();
	});

	it('goes by the size that the server chose', async () => {
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

	it('lists again when a row was inserted, and keeps nothing of the first reading', async () => {
		const result = await read((number, size, call) =>
			pageOf(call === 1 ? rowsFrom(2, 4) : rowsFrom(1, 5), number, size),
		);
		expect(result).toEqual({ ids: [1, 2, 3, 4, 5], asked: [1, 2, 1, 2, 3], begun: 2 });
	});

	it('lists again when a row was removed', async () => {
		const result = await read((number, size, call) =>
			pageOf(call === 1 ? rowsFrom(1, 6) : rowsFrom(2, 5), number, size),
		);
		expect(result.ids).toEqual([2, 3, 4, 5, 6]);
	});

	it('lists again when a row came twice while the total stayed', async () => {
		const result = await read((number, size, call) =>
			pageOf(call === 1 ? rowsFrom(2, 5) : rowsFrom(1, 5), number, size),
		);
		expect(result).toMatchObject({ ids: [1, 2, 3, 4, 5], begun: 2 });
	});

	it('lists again when fewer rows came than the total says', async () => {
		const list = rowsFrom(1, 4);
		const result = await read((number, size, call) =>
			pageOf(list, number, size, call === 2 ? { rows: list.slice(2, 3) } : {}),
		);
		expect(result).toMatchObject({ ids: [1, 2, 3, 4], begun: 2 });
	});

	it('fails when the list shifts four times, naming what shifted', async () => {
		const listed = read((number, size, call) => pageOf(rowsFrom(100 - call, 5), number, size));
		await expect(listed).rejects.toThrow(
			'The list of documents kept changing while it was read, 4 times (document 94 came twice)',
		);
	});

	it('fails at once when the server ignores the page number', async () => {
		const listed = read((_, size) => pageOf(rowsFrom(1, 5), 1, size));
		await expect(listed).rejects.toThrow('page 2 was asked for and page 1 came');
	});

	it('fails at once when a page comes twice under another number', async () => {
		const listed = read((number, size) => pageOf(rowsFrom(1, 5), 1, size, { currentPage: number }));
		await expect(listed).rejects.toThrow('page 2 is a page that came before');
	});

	it('takes neither an empty page nor a list cut to nothing for the end', async () => {
		const listed = read((number, size) => pageOf(rowsFrom(1, 5), number, size, { rows: [] }));
		await expect(listed).rejects.toThrow('page 1 came empty');
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

		it('a page that fails does so at its turn', async () => {
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
		])('and lets the page on its way go when the consumer %s', async (_, end) => {
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

		it('accepts equal rows on two pages when a second reading brings the same', async () => {
			const settled = new SettledRows();
			const { begun } = await read((number, size) => pageOf(withTwins, number, size), {
				rowCheck: () => settled.start(),
			});
			expect(begun).toBe(2);
			expect(settled.digest).toMatch(/^[0-9a-f]{64}$/);
		});

		it('needs one reading where equal rows are on one page', async () => {
			const settled = new SettledRows();
			const { begun } = await read((number) => pageOf(withTwins, number, 4), {
				rowCheck: () => settled.start(),
			});
			expect(begun).toBe(1);
		});

		it('fails when the server orders the rows anew for every call', async () => {
			const settled = new SettledRows();
			const listed = read((number, size, call) => pageOf(rowsFrom(100 - call, 6), number, size), {
				rowCheck: () => settled.start(),
			});
			await expect(listed).rejects.toThrow('rows came on two pages');
		});

		it('gives the same digest whatever the order of the rows', async () => {
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
	it('takes a page of any size', async () => {
		const pages = async function* () {
			yield await Promise.resolve(rowsFrom(1, 200_000));
			yield rowsFrom(200_001, 1);
		};
		const rows = await allRows(pages());
		expect(rows).toHaveLength(200_001);
		expect(rows.at(-1)).toEqual({ id: 200_001 });
	});
});
