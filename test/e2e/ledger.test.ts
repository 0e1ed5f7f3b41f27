import { DataTables } from '../../sandbox/engine/dataTables';
import type { Call, Json } from './support/callWorkflow';
import {
	dataTableLedger,
	postgresLedger,
	type Ledger,
	type PostgresLedger,
} from './support/ledgers';
import { startPlainN8n, type PlainN8n } from './support/plainN8n';

const LEASE_MINUTES = 5;
/** Less than n8n's 200 MB, so that it is soon reached. */
const DATA_TABLE_BYTES = 30_000_000;

let n8n: PlainN8n;
let round = 0;

beforeAll(async () => {
	n8n = await startPlainN8n({ N8N_DATA_TABLES_MAX_SIZE_BYTES: String(DATA_TABLE_BYTES) });
}, 900_000);

afterAll(async () => await n8n?.stop());

/** The ledger as one run sees it: its own token, one table. */
function asRun(call: Call, ledger: string, token: string) {
	const common = { ledger, token };
	const lease = { ...common, leaseMinutes: LEASE_MINUTES };
	return {
		token,
		open: async (more: Json = {}) =>
			(
				await call([{ action: 'open', ...lease, holder: `run ${token}`, create: true, ...more }])
			)[0],
		read: async (...keys: string[]) =>
			await call(keys.map((key) => ({ action: 'read', ledger, key }))),
		claim: async (...items: Json[]) =>
			await call(items.map((item) => ({ action: 'claim', ...lease, ...item }))),
		write: async (...items: Json[]) =>
			await call(items.map((item) => ({ action: 'write', ...lease, ...item }))),
		close: async (completed: boolean, summary: string) =>
			(await call([{ action: 'close', ...common, completed, summary }]))[0],
		status: async () => await call([{ action: 'status', ledger }]),
		period: async (from: string, to: string) =>
			await call([{ action: 'period', ledger, from, to }]),
	};
}

type Run = ReturnType<typeof asRun>;

function documentOf(name: string): Json {
	return {
		key: `key-${name}`,
		revision: `revision-${name}`,
		event: 'invoice',
		documentUuid: `uuid-${name}`,
		documentId: 4711,
		documentNumber: `INV-${name}`,
		documentDate: '2026-03-31',
		partner: `Partner ${name}`,
		currency: 'EUR',
		total: '1234.56',
	};
}

const none = [{ none: true }];

/** Milliseconds between two moments. */
function distance(one: unknown, other: number): number {
	return Math.abs(Date.parse(String(one)) - other);
}

const IMPLEMENTATIONS: Array<[string, (n8n: PlainN8n) => Promise<Ledger>]> = [
	['Data Table', dataTableLedger],
	['Postgres', postgresLedger],
];

describe.each(IMPLEMENTATIONS)('the ledger in a %s', (_name, start) => {
	let ledger: Ledger;
	let table: string;
	let a: Run;
	let b: Run;

	beforeAll(async () => {
		ledger = await start(n8n);
	}, 120_000);

	afterAll(async () => await ledger?.stop());

	beforeEach(() => {
		round += 1;
		table = `ledger_${round}`;
		a = asRun(ledger.call, table, `token-A-${round}`);
		b = asRun(ledger.call, table, `token-B-${round}`);
	});

	test('that is not there is said to open and status, made only when told to, and an error for the rest', async () => {
		expect(await a.open({ create: false })).toMatchObject({ exists: false, granted: false });
		expect(await a.status()).toEqual([{ exists: false }]);
		for (const attempt of [
			() => a.read('key'),
			() => a.claim(documentOf('1')),
			() => a.write({ rowId: 1, state: 'built' }),
			() => a.close(true, ''),
			() => a.period('2026-01-01', '2026-12-31'),
		]) {
			await expect(attempt()).rejects.toThrow(`"${table}" is not there. Was it deleted or renamed`);
		}
		expect(await a.open()).toMatchObject({ exists: true, created: true, granted: true });
		expect(await a.open({ create: false })).toMatchObject({ exists: true, created: false });
	});

	test('refuses a call that is wrong, and says what is', async () => {
		await a.open();
		const refused: Array<[Json[], string]> = [
			[[{ action: 'forget', ledger: table }], 'its action is "forget"'],
			[[{ action: 'status' }], 'the table\'s name is missing in "ledger"'],
			[
				[{ action: 'claim', ledger: table, token: 't', leaseMinutes: 5, key: 'k' }],
				'"revision" is missing',
			],
			[
				[{ action: 'open', ledger: table, token: 't', leaseMinutes: 0 }],
				'"leaseMinutes" must be more',
			],
			[
				[{ action: 'write', ledger: table, token: 't', leaseMinutes: 5, rowId: 1, state: 'sent' }],
				'"sent" is no state',
			],
			[
				[
					{ action: 'read', ledger: table, key: 'k' },
					{ action: 'status', ledger: table },
				],
				'item 1 has another "action"',
			],
		];
		for (const [items, reason] of refused) {
			await expect(ledger.call(items)).rejects.toThrow(reason);
		}
	});

	test('lets one run in, tells the other who is, and lets the first in again', async () => {
		const opened = await a.open();
		expect(opened).toMatchObject({ granted: true, token: a.token, holder: `run ${a.token}` });
		expect(distance(opened.leaseExpiresAt, Date.now() + LEASE_MINUTES * 60_000)).toBeLessThan(
			60_000,
		);
		expect(await b.open()).toMatchObject({
			exists: true,
			created: false,
			granted: false,
			token: b.token,
			holder: `run ${a.token}`,
			leaseExpiresAt: opened.leaseExpiresAt,
		});
		expect(await a.open()).toMatchObject({ granted: true, created: false });
	});

	test('is found by its exact name beside a table whose name contains it', async () => {
		await ledger.makeOtherTable(`${table}_backup`);
		expect(await a.status()).toEqual([{ exists: false }]);
		expect(await a.open()).toMatchObject({ created: true, granted: true });
		await a.claim(documentOf('1'));
		expect(await a.read('key-1')).toHaveLength(1);
	});

	test('remembers a document from its claim to its acknowledgement', async () => {
		await a.open();
		expect(await a.read('key-1')).toEqual(none);
		const [claim] = await a.claim(documentOf('1'));
		expect(claim).toEqual({
			key: 'key-1',
			revision: 'revision-1',
			rowId: expect.any(Number),
			claimed: true,
		});
		const { rowId } = claim;

		const [claimed] = await a.read('key-1');
		expect(claimed).toMatchObject({
			...documentOf('1'),
			documentId: '4711',
			rowId,
			state: 'claimed',
			token: a.token,
			holder: `run ${a.token}`,
			attempts: 1,
			lastError: null,
			fileName: null,
			bytes: null,
			deliveredAt: null,
		});
		expect(distance(claimed.claimedAt, Date.now())).toBeLessThan(60_000);

		const deliveredAt = '2026-03-31T22:30:15.000Z';
		expect(
			await a.write({
				...{ rowId, state: 'publishing', fileName: 'a.xml', remotePath: '/in/a.xml' },
				...{ bytes: 5_000_000_000, sha256: 'abc', reconciliation: 'matched', lastError: 'slow' },
			}),
		).toEqual([{ rowId, key: 'key-1', state: 'publishing', written: true }]);
		// Absent and null keep their value, an empty text clears.
		await a.write({
			rowId,
			state: 'delivered',
			deliveredAt,
			outcome: 'delivered',
			bytes: null,
			lastError: '',
		});
		const [delivered] = await a.read('key-1');
		expect(delivered).toMatchObject({
			...{ state: 'delivered', fileName: 'a.xml', remotePath: '/in/a.xml', bytes: 5_000_000_000 },
			...{ sha256: 'abc', reconciliation: 'matched', outcome: 'delivered', lastError: null },
			...{ deliveredAt, acknowledgedAt: null, attempts: 1, partner: 'Partner 1' },
		});

		await a.write({ rowId, state: 'acknowledged', acknowledgedAt: deliveredAt });
		expect((await a.read('key-1'))[0]).toMatchObject({
			state: 'acknowledged',
			acknowledgedAt: deliveredAt,
		});
	});

	test('reads all revisions of the keys asked for and whatever is not settled, each row once', async () => {
		await a.open();
		const names = ['old', 'delivered', 'failed', 'publishing'];
		const claims = await a.claim(...names.map(documentOf), {
			...documentOf('old'),
			revision: 'next',
		});
		const states = ['acknowledged', 'delivered', 'failed', 'publishing', 'delivered'];
		await a.write(...claims.map(({ rowId }, index) => ({ rowId, state: states[index] })));

		const numbersOf = (rows: Json[]) =>
			rows.map(({ key, revision }) => `${key} ${revision}`).sort();
		const unsettled = ['key-failed revision-failed', 'key-publishing revision-publishing'];
		expect(numbersOf(await a.read('key-old', 'key-failed', 'key-unknown', 'key-old'))).toEqual(
			['key-old next', 'key-old revision-old', ...unsettled].sort(),
		);
		expect(numbersOf(await a.read('key-unknown'))).toEqual(unsettled);
		const [lease, ...rows] = await a.status();
		expect(lease).toMatchObject({ exists: true, lease: true, token: a.token });
		expect(numbersOf(rows)).toEqual(unsettled);
	});

	test("finds a period by the documents' dates, its ends included", async () => {
		await a.open();
		const dated = (name: string, documentDate: string) => ({ ...documentOf(name), documentDate });
		await a.claim(
			dated('before', '2026-02-28'),
			dated('first', '2026-03-01'),
			dated('last', '2026-03-31'),
			dated('after', '2026-04-01'),
		);
		const found = await a.period('2026-03-01', '2026-03-31');
		expect(found.map(({ key }) => key)).toEqual(['key-first', 'key-last']);
		expect(await a.period('2027-01-01', '2027-12-31')).toEqual(none);
	});

	test('keeps every text as it is', async () => {
		await a.open();
		const nasty = `O'Brien "& Söhne" <b>;\n\r\t😀 ‮abc %s $1 $2:name \${x} {{ $json.key }} \\ '); drop table x; --`;
		const document = { ...documentOf('1'), key: nasty, partner: nasty, revision: nasty };
		const [{ rowId, claimed }] = await a.claim(document);
		expect(claimed).toBe(true);
		await a.write({ rowId, state: 'failed', lastError: nasty, fileName: nasty });
		expect((await a.read(nasty))[0]).toMatchObject({
			...{ key: nasty, partner: nasty, revision: nasty, lastError: nasty, fileName: nasty },
		});
		expect(await a.close(false, nasty)).toEqual({ closed: true });
		expect((await a.status())[0]).toMatchObject({ lastError: nasty });
	});

	test('gives a key and revision to one claim, also of a call that has it twice', async () => {
		await a.open();
		const [first, second] = await a.claim(documentOf('1'), documentOf('1'));
		expect(first).toMatchObject({ claimed: true });
		expect(second).toMatchObject({ claimed: false, reason: 'This run has claimed it already.' });
		await a.write({ rowId: first.rowId, state: 'delivered' });
		await a.close(true, '');
		await b.open();
		expect(await b.claim(documentOf('1'))).toEqual([
			{
				...{ key: 'key-1', revision: 'revision-1', rowId: null, claimed: false },
				reason: expect.stringMatching(
					/in the ledger already, in row \d+: delivered, by "run token-A/,
				),
			},
		]);
		expect(await b.read('key-1')).toHaveLength(1);
	});

	test('gives keys that two executions claim at once to one of them each', async () => {
		await a.open();
		const documents = Array.from({ length: 15 }, (_, index) => documentOf(`race-${index}`));
		const answers = await Promise.all([1, 2, 3].map(async () => await a.claim(...documents)));
		for (const index of documents.keys()) {
			const winners = answers.filter((answer) => answer[index].claimed);
			expect(winners).toHaveLength(1);
		}
		const rows = await a.read(...documents.map(({ key }) => String(key)));
		expect(rows).toHaveLength(documents.length);
	}, 60_000);

	test('is made once and lets one in when several open it at once', async () => {
		const runs = Array.from({ length: 4 }, (_, index) =>
			asRun(ledger.call, table, `token-${index}`),
		);
		const answers = await Promise.all(runs.map(async (run) => await run.open()));
		expect(answers.filter(({ granted }) => granted)).toHaveLength(1);
		expect(answers.filter(({ created }) => created)).toHaveLength(1);
		const winner = answers.find(({ granted }) => granted)?.token;
		for (const { holder } of answers) expect(holder).toBe(`run ${winner}`);
		expect(await a.status()).toMatchObject([{ lease: true, token: winner }]);
	}, 60_000);

	test('goes to one of several that open it one upon the other when its lease has expired', async () => {
		await a.open({ leaseMinutes: 0.005 });
		await new Promise((resolve) => setTimeout(resolve, 600));
		const runs = Array.from({ length: 8 }, (_, index) =>
			asRun(ledger.call, table, `token-${index}`),
		);
		const answers = await Promise.all(
			runs.map(async (run, index) => {
				await new Promise((resolve) => setTimeout(resolve, index * 12));
				return await run.open();
			}),
		);
		const winners = answers.filter(({ granted }) => granted);
		expect(winners).toHaveLength(1);
		expect(await a.status()).toMatchObject([{ lease: true, token: winners[0].token }]);
	}, 60_000);

	test('refuses what a run writes after its lease has expired and another has it', async () => {
		await a.open();
		const [{ rowId }] = await a.claim(documentOf('1'));
		// The lease of a run that is paused here.
		const shortened = await a.write({ rowId, state: 'built', leaseMinutes: 0.01 });
		expect(shortened[0].written).toBe(true);
		await new Promise((resolve) => setTimeout(resolve, 1_000));
		expect(await b.open()).toMatchObject({ granted: true, holder: `run ${b.token}` });
		expect((await b.status())[0].lastError).toMatch(
			new RegExp(`^The run "run ${a.token}" did not end: its lease expired at 20`),
		);

		const [write] = await a.write({ rowId, state: 'publishing' });
		expect(write).toMatchObject({ rowId, state: 'publishing', written: false });
		expect(write.reason).toContain(`is now held by "run ${b.token}"`);
		const [claim] = await a.claim(documentOf('2'));
		expect(claim).toMatchObject({ key: 'key-2', rowId: null, claimed: false });
		expect(claim.reason).toContain(`is now held by "run ${b.token}"`);
		expect(await a.close(true, 'too late')).toEqual({ closed: false });

		expect(await b.read('key-1', 'key-2')).toMatchObject([
			{ rowId, state: 'built', token: a.token },
		]);
		expect((await b.status())[0]).toMatchObject({ token: b.token, completedAt: null });
	}, 60_000);

	test('keeps the lease of a run that writes', async () => {
		await a.open({ leaseMinutes: 0.05 });
		await a.claim({ ...documentOf('1'), leaseMinutes: 60 });
		const [{ leaseExpiresAt }] = await a.status();
		expect(distance(leaseExpiresAt, Date.now() + 3_600_000)).toBeLessThan(60_000);
		await new Promise((resolve) => setTimeout(resolve, 3_500));
		expect(await b.open()).toMatchObject({ granted: false });
	});

	test("a lease that expired and that nobody took is still its run's", async () => {
		await a.open({ leaseMinutes: 0.005 });
		await new Promise((resolve) => setTimeout(resolve, 600));
		expect((await a.claim(documentOf('1')))[0]).toMatchObject({ claimed: true });
		expect(await b.open()).toMatchObject({ granted: false });
	});

	test('lets the next run take over what a crash left, once', async () => {
		await a.open({ leaseMinutes: 0.005 });
		const claims = await a.claim(
			...['kept', 'again', 'gone'].map((name) => ({ ...documentOf(name), leaseMinutes: 0.01 })),
		);
		const [kept, again] = claims.map(({ rowId }) => rowId);
		await a.write(
			{ rowId: kept, state: 'publishing', sha256: 'abc', leaseMinutes: 0.01 },
			{ rowId: again, state: 'failed', lastError: 'refused', leaseMinutes: 0.01 },
		);
		await new Promise((resolve) => setTimeout(resolve, 1_000));
		await b.open();

		// A row of the other run is not written before it is taken over.
		const [early] = await b.write({ rowId: kept, state: 'delivered' });
		expect(early).toMatchObject({ rowId: kept, written: false });
		expect(early.reason).toContain("is not this run's");

		const previousToken = a.token;
		const taken = await b.claim(
			{ ...documentOf('kept'), rowId: kept, previousToken, keepState: true },
			{ ...documentOf('again'), rowId: again, previousToken, revision: 'changed', total: '2' },
			{ ...documentOf('gone'), rowId: 123_456, previousToken },
			documentOf('new'),
		);
		expect(taken).toMatchObject([
			{ rowId: kept, claimed: true },
			{ rowId: again, revision: 'changed', claimed: true },
			{ rowId: 123_456, claimed: false, reason: expect.stringContaining('is not as it was read') },
			{ key: 'key-new', claimed: true },
		]);
		const rows = await b.read('key-kept', 'key-again');
		expect(rows.find(({ rowId }) => rowId === kept)).toMatchObject({
			...{
				state: 'publishing',
				sha256: 'abc',
				attempts: 2,
				token: b.token,
				holder: `run ${b.token}`,
			},
		});
		expect(rows.find(({ rowId }) => rowId === again)).toMatchObject({
			...{ state: 'claimed', attempts: 2, revision: 'changed', total: '2', lastError: null },
		});

		const [stale] = await b.claim({ ...documentOf('kept'), rowId: kept, previousToken });
		expect(stale).toMatchObject({ claimed: false });
		expect((await b.write({ rowId: kept, state: 'delivered' }))[0].written).toBe(true);
	}, 60_000);

	test('is free once it is closed, and closed for the run that had it', async () => {
		await a.open();
		const [{ rowId }] = await a.claim(documentOf('1'));
		expect(await a.close(false, 'One document failed')).toEqual({ closed: true });
		expect((await a.status())[0]).toMatchObject({
			...{ token: null, leaseExpiresAt: null, completedAt: null },
			...{ holder: `run ${a.token}`, lastError: 'One document failed' },
		});

		const [write] = await a.write({ rowId, state: 'built' });
		expect(write).toMatchObject({
			written: false,
			reason: expect.stringContaining('it was released'),
		});
		expect((await a.claim(documentOf('2')))[0]).toMatchObject({ claimed: false });
		expect(await a.close(true, '')).toEqual({ closed: false });

		expect(await b.open()).toMatchObject({ granted: true, completedAt: null });
		expect(await b.close(true, '')).toEqual({ closed: true });
		const [{ completedAt, lastError }] = await b.status();
		expect(lastError).toBeNull();
		expect(distance(completedAt, Date.now())).toBeLessThan(60_000);
		// It stays that of the last run that completed.
		expect(await a.open()).toMatchObject({ granted: true, completedAt });
		await a.close(false, 'broken off');
		expect((await a.status())[0]).toMatchObject({ completedAt });
	});

	test('takes a thousand rows in a call', async () => {
		await a.open();
		const documents = Array.from({ length: 1_000 }, (_, index) => documentOf(String(index)));
		const claims = await a.claim(...documents);
		expect(claims.filter(({ claimed }) => claimed)).toHaveLength(1_000);
		expect(new Set(claims.map(({ rowId }) => rowId)).size).toBe(1_000);
		const written = await a.write(
			...claims.map(({ rowId }) => ({ rowId, state: 'delivered', bytes: Number(rowId) })),
		);
		expect(written.filter((line) => line.written)).toHaveLength(1_000);
		const rows = await a.read(...documents.map(({ key }) => String(key)));
		expect(rows).toHaveLength(1_000);
		for (const { bytes, rowId } of rows) expect(bytes).toBe(rowId);
		expect(await a.period('2026-03-31', '2026-03-31')).toHaveLength(1_000);
	}, 120_000);
});

describe('the ledger in a Data Table alone', () => {
	let call: Call;
	let tables: DataTables;

	beforeAll(async () => {
		({ call } = await dataTableLedger(n8n));
		tables = new DataTables(n8n.api);
	}, 120_000);

	test('counts the lowest row where a crash left two of a race', async () => {
		const table = 'ledger_twins';
		const run = asRun(call, table, 'token');
		await run.open();
		const [{ rowId }] = await run.claim(documentOf('1'));
		const { key, revision } = documentOf('1');
		const twin = { key, revision, state: 'claimed', token: 'of a run that was killed' };
		await tables.insert(table, [{ ...twin, documentDate: '2026-03-31' }]);
		expect(await tables.rows(table)).toHaveLength(3);
		expect(await run.read('key-1')).toMatchObject([{ rowId, token: 'token' }]);
		expect(await run.period('2026-03-31', '2026-03-31')).toMatchObject([{ rowId }]);
		expect((await run.status()).slice(1)).toMatchObject([{ rowId }]);
		expect((await run.claim(documentOf('1')))[0]).toMatchObject({ claimed: false });
	});

	test('lets a run take over a row that somebody made by hand, without a token', async () => {
		const table = 'ledger_by_hand';
		const run = asRun(call, table, 'token');
		await run.open();
		await tables.insert(table, [{ key: 'key-1', revision: 'revision-1', state: 'failed' }]);
		const [{ rowId, token }] = await run.read('key-1');
		expect(token).toBeNull();
		const claim = { ...documentOf('1'), rowId, previousToken: token };
		expect(await run.claim(claim)).toMatchObject([{ rowId, claimed: true }]);
		expect(await run.claim(claim)).toMatchObject([{ rowId, claimed: false }]);
	});

	test("ends with n8n's reason when the Data Tables are full, and goes on when there is room", async () => {
		const run = asRun(call, 'ledger_full', 'token');
		await run.open();
		const [{ rowId }] = await run.claim(documentOf('1'));
		await tables.create('filler');
		const row = { note: 'x'.repeat(1_000_000) };
		for (let filled = 0; filled < DATA_TABLE_BYTES; filled += 5_000_000) {
			await tables.insert(
				'filler',
				Array.from({ length: 5 }, () => row),
			);
		}
		const full = 'Data table size limit exceeded';
		await expect(run.claim(documentOf('2'))).rejects.toThrow(full);
		await expect(run.write({ rowId, state: 'built' })).rejects.toThrow(full);
		await tables.delete('filler');
		expect(await run.read('key-1', 'key-2')).toMatchObject([{ rowId, state: 'claimed' }]);
		expect((await run.claim(documentOf('2')))[0]).toMatchObject({ claimed: true });
	}, 60_000);
});

describe('the ledger in Postgres alone', () => {
	let ledger: PostgresLedger;

	beforeAll(async () => {
		ledger = await postgresLedger(n8n);
	}, 120_000);

	afterAll(async () => await ledger?.stop());

	test('says what to do when the database is out of reach, and goes on when it is back', async () => {
		const run = asRun(ledger.call, 'ledger_down', 'token');
		await run.open();
		await ledger.server.stop();
		await expect(run.claim(documentOf('1'))).rejects.toThrow(
			/^The delivery ledger "ledger_down" in Postgres cannot be used: .*Check that the database is up, and host and port/,
		);
		await ledger.server.start();
		expect((await run.claim(documentOf('1')))[0]).toMatchObject({ claimed: true });
	}, 60_000);

	test('tells how far a run is, extends its lease, and says who has it when it is lost', async () => {
		const run = asRun(ledger.call, 'ledger_progress', 'token');
		await run.open();
		await run.claim(documentOf('earlier'));
		const progress = async (since?: unknown) =>
			(
				await ledger.call([
					{
						...{ action: 'progress', ledger: 'ledger_progress', token: 'token' },
						...{ leaseMinutes: 2 * LEASE_MINUTES, since },
					},
				])
			)[0];
		const { since, ...begun } = await progress();
		expect(begun).toMatchObject({ held: true, settled: 0, unsettled: 1 });
		expect(await progress(since)).toMatchObject({ settled: 0, unsettled: 0, changedAt: null });
		const [{ leaseExpiresAt }] = await run.status();
		expect(distance(leaseExpiresAt, Date.now() + 2 * LEASE_MINUTES * 60_000)).toBeLessThan(60_000);

		const names = ['1', '2', '3', '4', '5'];
		const claims = await run.claim(...names.map(documentOf));
		const [one, two, three, four] = claims.map(({ rowId }) => rowId);
		await run.write(
			{ rowId: one, state: 'delivered' },
			{ rowId: two, state: 'failed', lastError: 'The disk is full' },
			{ rowId: three, state: 'publishing' },
			// Its rename failed: the run is done with it.
			{ rowId: four, state: 'publishing', lastError: 'The connection was cut' },
		);
		const now = await progress(since);
		expect(now).toMatchObject({ held: true, settled: 3, unsettled: 2 });
		expect(distance(now.changedAt, Date.parse(String(now.at)))).toBeLessThan(60_000);

		await run.close(true, '');
		const other = asRun(ledger.call, 'ledger_progress', 'other');
		expect(await progress(since)).toMatchObject({
			held: false,
			reason: expect.stringContaining('it was released'),
		});
		await other.open();
		expect(await progress(since)).toMatchObject({
			held: false,
			reason: expect.stringContaining('is now held by "run other"'),
		});
	}, 60_000);

	test('takes table names that need quotes, and refuses those that Postgres would cut off', async () => {
		const odd = asRun(ledger.call, `Ledger "of" '2026'; --`, 'token');
		expect(await odd.open()).toMatchObject({ created: true, granted: true });
		expect((await odd.claim(documentOf('1')))[0]).toMatchObject({ claimed: true });
		const long = asRun(ledger.call, 'l'.repeat(51), 'token');
		await expect(long.open()).rejects.toThrow('longer than 50 bytes');
	});
});
