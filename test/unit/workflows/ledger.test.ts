import { readTemplate } from '../../../sandbox/engine/template';
import { runCodeNode } from './codeNode';

const DATA_TABLE = 'ledger-data-table.json';
const POSTGRES = 'ledger-postgres.json';
const NOW = '2026-03-31T10:00:00.000Z';
const EARLIER = '2026-03-31T09:59:59.999Z';
const LATER = '2026-03-31T10:00:00.001Z';

describe('what changes rows of the Data Table', () => {
	const { nodes } = readTemplate(DATA_TABLE);
	const changing = nodes.filter(({ parameters }) =>
		['update', 'deleteRows', 'upsert'].includes(String(parameters.operation)),
	);

	// A race between reading and writing is too short for a test to hit: the condition has to be in the write.
	it('does so only as long as the row is as it was read', () => {
		expect(
			Object.fromEntries(
				changing.map(({ name, parameters }) => {
					const { conditions } = parameters.filters as { conditions: Array<{ keyName: string }> };
					expect(parameters.matchType).toBe('allConditions');
					return [name, conditions.map(({ keyName }) => keyName).join(' ')];
				}),
			),
		).toEqual({
			'Take Lease': 'id token leaseExpiresAt',
			'Delete Own Second Lease': 'state token id',
			'Extend Lease': 'state token',
			'Take Over': 'id token state key',
			'Delete Lost Claims': 'id token',
			'Update Rows': 'id id token state',
			'Release Lease': 'state token',
		});
	});

	it('never goes on after an error: the node would give back its input as if it had been written', () => {
		for (const { onError, parameters } of nodes) {
			if (parameters.resource === 'row') expect(onError).toBeUndefined();
		}
	});
});

describe('Lease to Take', () => {
	const decide = (lease: Record<string, unknown>) =>
		runCodeNode(DATA_TABLE, 'Lease to Take', {
			input: [lease],
			outputs: { Request: [{ token: 'mine', now: NOW }] },
		})[0];
	const held = { id: 1, holder: 'run 7', lastError: 'as before' };

	it('is made where there is none', () => {
		expect(decide({})).toEqual({ step: 'insert' });
	});

	it.each([
		['released', { ...held, token: null, leaseExpiresAt: null }],
		["the caller's own", { ...held, token: 'mine', leaseExpiresAt: LATER }],
		["the caller's own, expired", { ...held, token: 'mine', leaseExpiresAt: EARLIER }],
	])('is taken when it is %s', (_, lease) => {
		expect(decide(lease)).toEqual({
			step: 'update',
			id: 1,
			previousToken: lease.token,
			previousExpiry: lease.leaseExpiresAt,
			lastError: 'as before',
		});
	});

	it('is taken from a run that did not end, which is written down', () => {
		expect(decide({ ...held, token: 'other', leaseExpiresAt: EARLIER })).toMatchObject({
			step: 'update',
			lastError: `The run "run 7" did not end: its lease expired at ${EARLIER} without being released.`,
		});
	});

	it('stays with a run that holds it', () => {
		expect(decide({ ...held, token: 'other', leaseExpiresAt: LATER })).toEqual({ step: 'keep' });
	});
});

describe('Keys to Read', () => {
	const chunks = (...keys: unknown[]) =>
		runCodeNode(DATA_TABLE, 'Keys to Read', {
			input: [],
			outputs: { Called: keys.map((key) => ({ key })) },
		}).map((chunk) => chunk.keys as string[]);

	it('asks for 25 keys a query, each key once', () => {
		const keys = Array.from({ length: 60 }, (_, index) => `key-${index}`);
		const asked = chunks(...keys, ...keys);
		expect(asked.map((chunk) => chunk.length)).toEqual([25, 25, 25]);
		expect([...new Set(asked.flat())]).toEqual(keys);
	});

	it('asks for numbers as text, and without keys for the one that no row has', () => {
		expect(new Set(chunks(4711).flat())).toEqual(new Set(['4711']));
		expect(new Set(chunks(undefined, '').flat())).toEqual(new Set(['']));
	});
});

describe('Claim Race', () => {
	const race = (rows: Array<Record<string, unknown>>) =>
		runCodeNode(DATA_TABLE, 'Claim Race', {
			input: rows,
			outputs: { Request: [{ token: 'mine' }], 'Insert Claims': [{ id: 7, key: 'k', revision: 'r' }] },
		})[0];
	const mine = { id: 7, key: 'k', revision: 'r', state: 'claimed', token: 'mine' };

	it('is won by the lowest row, whatever the order they come in', () => {
		expect(race([{ ...mine, id: 9, token: 'other' }, mine])).toMatchObject({ won: true });
		expect(
			race([mine, { ...mine, id: 6, token: 'other', state: 'built', holder: 'run 7' }]),
		).toMatchObject({ won: false, reason: expect.stringContaining('row 6: built, by "run 7"') });
	});

	it('does not look at other revisions, nor at the lease', () => {
		const others = [
			{ ...mine, id: 1, revision: 'older' },
			{ ...mine, id: 2, state: 'lease' },
		];
		expect(race([...others, mine])).toMatchObject({ won: true });
	});
});

describe('Changes', () => {
	const steps = (...called: Array<Record<string, unknown>>) =>
		runCodeNode(DATA_TABLE, 'Changes', {
			input: [],
			outputs: { Called: called, Request: [{ token: 'mine' }] },
		});

	it('names the columns that the call names: null is absent, an empty text clears', () => {
		const call = {
			...{ rowId: 3, state: 'failed', fileName: undefined, bytes: '12', sha256: null },
			...{ lastError: '', reconciliation: { status: 'matched' }, somethingElse: 1 },
		};
		expect(steps(call)).toEqual([
			{
				...{ fromId: 3, toId: 3 },
				change: {
					...{ token: 'mine', state: 'failed', bytes: 12, lastError: null },
					reconciliation: '{"status":"matched"}',
				},
			},
		]);
	});

	it('takes rows that follow each other and change alike in one step, and no other', () => {
		const built = (...ids: number[]) => ids.map((rowId) => ({ rowId, state: 'built' }));
		const ranges = (...called: Array<Record<string, unknown>>) =>
			steps(...called).map(({ fromId, toId }) => `${fromId}-${toId}`);
		expect(ranges(...built(4, 2, 3, 7, 8, 10))).toEqual(['2-4', '7-8', '10-10']);
		expect(ranges(...built(1), { rowId: 2, state: 'failed' }, ...built(3))).toEqual([
			...['1-1', '2-2', '3-3'],
		]);
		expect(ranges(...built(5, 5))).toEqual(['5-5', '5-5']);
		expect(ranges({ rowId: '4', state: 'built' }, { rowId: '41', state: 'built' })).toEqual([
			...['4-4', '41-41'],
		]);
	});
});

describe('Write Results', () => {
	it('trusts only a row that came back with the token of the run', () => {
		const called = [1, 2, 3].map((rowId) => ({ rowId, state: 'built' }));
		const results = runCodeNode(DATA_TABLE, 'Write Results', {
			input: [
				{ id: 2, key: 'two', state: 'built', token: 'mine' },
				{ id: 1, key: 'one', state: 'claimed', token: 'other' },
			],
			outputs: { Called: called, Request: [{ token: 'mine' }] },
		});
		expect(results.map(({ rowId, written }) => [rowId, written])).toEqual([
			[1, false],
			[2, true],
			[3, false],
		]);
	});
});

describe.each([DATA_TABLE, POSTGRES])('Request of %s', (file) => {
	const request = (...input: Array<Record<string, unknown>>) =>
		runCodeNode(file, 'Request', { input, outputs: {} })[0];
	const open = { action: 'open', ledger: 'table', token: 't', leaseMinutes: 30 };

	it('makes a table only when told so in so many words', () => {
		expect(request(open).create).toBe(false);
		expect(request({ ...open, create: 'false' }).create).toBe(false);
		expect(request({ ...open, create: true }).create).toBe(true);
	});

	it('refuses items of two tables or two runs in one call', () => {
		const item = { ...open, action: 'claim', key: 'k', revision: 'r' };
		expect(() => request(item, { ...item, ledger: 'other' })).toThrow('another "ledger"');
		expect(() => request(item, { ...item, token: 'other' })).toThrow('another "token"');
	});
});

describe('Request of Postgres', () => {
	it('replaces what Postgres cannot store: NUL and half a surrogate pair', () => {
		const { items } = runCodeNode(POSTGRES, 'Request', {
			input: [{ action: 'read', ledger: 'table', key: 'a\0b\ud83d' }],
			outputs: {},
		})[0];
		expect(JSON.parse(String(items))).toEqual(['a\ufffdb\ufffd']);
	});
});

describe('No Ledger', () => {
	it("ends with n8n's reason when the table could not be made", () => {
		const run = (file: string, created?: Record<string, unknown>) =>
			runCodeNode(file, 'No Ledger', {
				input: [],
				outputs: {
					Request: [{ action: 'open', ledger: 'table', token: 't' }],
					...(created ? { 'Create Table': [created] } : {}),
				},
			});
		expect(() => run(DATA_TABLE, { error: 'database is locked' })).toThrow(
			'The Data Table "table" could not be made: database is locked.',
		);
		expect(run(DATA_TABLE)).toEqual([expect.objectContaining({ exists: false, granted: false })]);
	});
});

describe('Explain Failure', () => {
	it.each([
		['Connection refused', 'Check that the database is up'],
		['password authentication failed for user "erp"', 'Check user and password'],
		['permission denied for table ledger', 'Give the credential\'s user the right'],
		['column "token" does not exist', "The table is not one of this ledger's"],
		['something else', 'Check the Postgres credential'],
	])('of "%s" says what to do', (message, advice) => {
		expect(() =>
			runCodeNode(POSTGRES, 'Explain Failure', {
				input: [{ message, error: {} }],
				outputs: { Request: [{ ledger: 'table' }] },
			}),
		).toThrow(`The delivery ledger "table" in Postgres cannot be used: ${message}. ${advice}`);
	});
});

describe('texts that a database under n8n may not take', () => {
	const request = { Request: [{ token: 'mine', now: NOW }], 'Held Lease': [{ holder: 'run 7' }] };
	const nasty = 'A\0B\ud800';

	it('are cleaned on their way in, and in the question for them', () => {
		const claimed = { key: nasty, revision: 'r', partner: nasty };
		const outputs = { ...request, Called: [claimed] };
		const [claim] = runCodeNode(DATA_TABLE, 'Claims', { input: [], outputs });
		expect(claim).toMatchObject({ key: 'A\ufffdB\ufffd', partner: 'A\ufffdB\ufffd' });

		const [{ keys }] = runCodeNode(DATA_TABLE, 'Keys to Read', { input: [], outputs });
		expect((keys as string[])[0]).toBe(claim.key);

		const [change] = runCodeNode(DATA_TABLE, 'Changes', {
			input: [],
			outputs: { ...request, Called: [{ rowId: 1, state: 'failed', lastError: nasty }] },
		});
		expect((change.change as Record<string, unknown>).lastError).toBe('A\ufffdB\ufffd');
	});
});
