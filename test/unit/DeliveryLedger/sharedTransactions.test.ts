import { setTimeout as wait } from 'node:timers/promises';
import { OperatorError } from '../../../nodes/common/errors';
import type { Database, Transaction } from '../../../nodes/DeliveryLedger/store/database';
import { SharedTransactions } from '../../../nodes/DeliveryLedger/store/sharedTransactions';

/** A database that counts what each transaction had to do. */
class CountingDatabase implements Database {
	readonly place = 'memory';

	/** The works of each transaction. */
	readonly transactions: string[][] = [];

	constructor(private readonly takesMs = 0) {}

	/** Works that say their names as their SQL. */
	async transaction<Result>(work: (on: Transaction) => Promise<Result>): Promise<Result> {
		const works: string[] = [];
		this.transactions.push(works);
		const result = await work({
			all: (sql) => {
				works.push(sql);
				return Promise.resolve([]);
			},
		});
		await wait(this.takesMs);
		return result;
	}

	async backUp(): Promise<void> {}

	async close(): Promise<void> {}
}

const named = (name: string) => async (on: Transaction) => {
	await on.all(name);
	return name;
};

describe('Calls that share a transaction', () => {
	it('come from one turn of the event loop', async () => {
		const database = new CountingDatabase();
		const shared = new SharedTransactions(database);
		const first = Promise.all([shared.run(named('a')), shared.run(named('b'))]);
		expect(await first).toEqual(['a', 'b']);
		expect(await shared.run(named('c'))).toBe('c');
		expect(database.transactions).toEqual([['a', 'b'], ['c']]);
	});

	it('include those that nobody waits for, up to the next that somebody waits for', async () => {
		const database = new CountingDatabase();
		const shared = new SharedTransactions(database);
		const outcome = shared.run(named('outcome'), 'long');
		await wait(30);
		expect(database.transactions).toEqual([]);
		const both = Promise.all([outcome, shared.run(named('intent'))]);
		// The end of this turn of the event loop: no clock is waited for.
		await new Promise((resolve) => setImmediate(resolve));
		expect(database.transactions).toEqual([['outcome', 'intent']]);
		expect(await both).toEqual(['outcome', 'intent']);
	});

	it('wait no longer than a tenth of a second', async () => {
		const shared = new SharedTransactions(new CountingDatabase());
		expect(await shared.run(named('outcome'), 'long')).toBe('outcome');
	});

	it('wait for announced ones, at most a twentieth of a second', async () => {
		const database = new CountingDatabase();
		const shared = new SharedTransactions(database);
		const startedAt = performance.now();
		const one = shared.run(named('one'), 'short');
		await wait(20);
		await Promise.all([one, shared.run(named('other'), 'short')]);
		expect(performance.now() - startedAt).toBeGreaterThan(45);
		expect(database.transactions).toEqual([['one', 'other']]);
	});

	it('wait no longer once the last announced one has come', async () => {
		const database = new CountingDatabase();
		const shared = new SharedTransactions(database);
		const waiting = [shared.run(named('one'), 'short'), shared.run(named('two'), 'short')];
		await Promise.all([...waiting, shared.run(named('last'))]);
		expect(database.transactions).toEqual([['one', 'two', 'last']]);
	});

	it('share the next one if they come while one runs', async () => {
		const database = new CountingDatabase(30);
		const shared = new SharedTransactions(database);
		const first = shared.run(named('a'));
		await wait(10);
		const others = [shared.run(named('b')), shared.run(named('c'), 'long')];
		await Promise.all([first, ...others]);
		expect(database.transactions).toEqual([['a'], ['b', 'c']]);
	});

	it('are refused one by one, but fail together if the database fails', async () => {
		const shared = new SharedTransactions(new CountingDatabase());
		const refused = shared.run(async () => await Promise.reject(new OperatorError('no')));
		const settled = await Promise.allSettled([refused, shared.run(named('a'))]);
		expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
		const broken = shared.run(async () => await Promise.reject(new Error('disk')));
		const both = await Promise.allSettled([broken, shared.run(named('b'))]);
		expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	});
});
