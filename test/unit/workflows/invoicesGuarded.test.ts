import { evaluateParameter, runCodeNode } from './codeNode';

const FILE = 'horisen-invoices-to-erp-guarded.json';

type Json = Record<string, unknown>;

const SETTINGS = {
	ledgerTable: 'ledger',
	leaseMinutes: 30,
	keyField: 'documentUuid',
	remoteDirectory: '/erp/inbox',
	acknowledge: 'exported and errors',
	failOnHeld: 'yes',
};
const COMMON = {
	Settings: [SETTINGS],
	'This Run': [{ token: 'mine' }],
	Period: [{ periodFrom: '2023-07-01', periodTo: '2023-07-31' }],
};

const run = (name: string, input: Json[], outputs: Record<string, Json[]> = {}) =>
	runCodeNode(FILE, name, { input, outputs: { ...COMMON, ...outputs } });

const delivery = (key: string, more: Json = {}) => ({
	key,
	revision: 'r1',
	event: 'invoice',
	action: 'deliver',
	...more,
});
const documentOf = (key: string, more: Json = {}) => ({
	documentUuid: key,
	id: 7,
	documentNumber: `N-${key}`,
	bizPartner: { name: 'Partner' },
	delivery: delivery(key, more),
});
const fileOf = (key: string, more: Json = {}) => ({
	documentUuid: key,
	documentNumber: `N-${key}`,
	fileName: `${key}.xml`,
	bytes: 5,
	sha256: 'ab',
	reconciliation: { status: 'matched' },
	delivery: delivery(key, { rowId: 1 }),
	...more,
});

describe('Read Request', () => {
	it('asks for each key once, and without documents for what is unsettled', () => {
		const keysOf = (documents: Json[]) =>
			run('Read Request', [{}], { 'Get Documents': documents }).map(({ key }) => key);
		expect(keysOf([documentOf('A'), documentOf('A '), documentOf('B'), { id: 3 }])).toEqual([
			'A',
			'B',
		]);
		expect(keysOf([{}])).toEqual(['']);
	});
});

describe('what a crash left behind', () => {
	const row = {
		rowId: 4,
		key: 'A',
		state: 'publishing',
		token: 'dead',
		remotePath: '/other/place/A.xml',
		fileName: 'A.xml',
		sha256: 'ab',
		bytes: 5,
	};

	it('is taken over in its state, and only that', () => {
		const claims = run('Leftovers', [], {
			'Read Ledger': [row, { ...row, rowId: 5, state: 'failed' }],
		});
		expect(claims).toEqual([
			expect.objectContaining({
				action: 'claim',
				rowId: 4,
				previousToken: 'dead',
				token: 'mine',
				keepState: true,
			}),
		]);
	});

	it('is looked for where it was sent to, whatever the settings say now', () => {
		const [taken] = run('Leftovers Taken', [{ rowId: 4, claimed: true }], { Leftovers: [row] });
		expect(taken).toMatchObject({ remoteDirectory: '/other/place' });
		const unknown = { ...row, remotePath: null };
		const [settings] = run('Leftovers Taken', [{ rowId: 4, claimed: true }], {
			Leftovers: [unknown],
		});
		expect(settings).toMatchObject({ remoteDirectory: '/erp/inbox' });
	});

	it('stops the run when it cannot be taken over', () => {
		const refused = [{ rowId: 4, claimed: false, reason: 'The lease is held by another run.' }];
		expect(() => run('Leftovers Taken', refused, { Leftovers: [row] })).toThrow(
			/could not be taken over: The lease is held/,
		);
	});

	it.each([
		[{ outcome: 'delivered' }, { state: 'delivered', outcome: 'delivered' }],
		[{ outcome: 'alreadyDelivered', reason: 'It is there.' }, { state: 'delivered' }],
		[{ outcome: 'inferred', reason: 'Taken.' }, { state: 'delivered', outcome: 'inferred' }],
		[{ outcome: 'incomplete', reason: 'Short.' }, { state: 'failed', lastError: 'Short.' }],
		[{ outcome: 'conflict', reason: 'Other.' }, { state: 'conflict', lastError: 'Other.' }],
		// The server did not answer: it is still not known, so the row stays as it is.
		[{ error: 'Down', details: 'Look' }, { state: 'publishing', lastError: 'Down. Look' }],
	])('%j is written down as %j', (answer, written) => {
		const [change] = run('Settled Rows', [answer], { 'Leftovers Taken': [row] });
		expect(change).toMatchObject({ action: 'write', rowId: 4, token: 'mine', ...written });
	});
});

describe('the batch', () => {
	it('claims with what describes the document, and takes a row over that failed before', () => {
		const [fresh, again] = run('Claims', [
			documentOf('A'),
			documentOf('B', { rowId: 9, previousToken: 'old' }),
		]);
		expect(fresh).toMatchObject({ action: 'claim', key: 'A', documentNumber: 'N-A', revision: 'r1' });
		expect(fresh).not.toHaveProperty('rowId');
		expect(again).toMatchObject({ rowId: 9, previousToken: 'old' });
	});

	it('goes on only with what is claimed, written as built, and written as publishing', () => {
		const claimed = run(
			'Claimed Documents',
			[
				{ key: 'A', claimed: true, rowId: 1 },
				{ key: 'B', claimed: false },
			],
			{ 'Next Documents': [documentOf('A'), documentOf('B')] },
		);
		expect(claimed).toEqual([expect.objectContaining({ documentUuid: 'A' })]);
		expect(claimed[0].delivery).toMatchObject({ rowId: 1 });

		const build = { 'Build XML': [fileOf('A')] };
		expect(run('Files to Stage', [{ rowId: 1, written: true }], build)).toHaveLength(1);
		expect(run('Files to Stage', [{ rowId: 1, written: false }], build)).toEqual([]);
		expect(run('Files to Stage', [{ error: 'The database is locked' }], build)).toEqual([]);

		const staged = { Stage: [fileOf('A', { outcome: 'staged' })] };
		expect(run('Files to Publish', [{ rowId: 1, written: true }], staged)).toHaveLength(1);
		expect(run('Files to Publish', [{ rowId: 1, written: false }], staged)).toEqual([]);
	});

	it('is not written as publishing what was on the server already', () => {
		expect(run('Staged Rows', [fileOf('A', { outcome: 'alreadyDelivered' })])).toEqual([]);
		expect(run('Staged Rows', [fileOf('A', { outcome: 'staged' })])).toEqual([
			expect.objectContaining({ state: 'publishing', fileName: 'A.xml', sha256: 'ab' }),
		]);
	});
});

describe('Batch Report', () => {
	const claim = { key: 'A', revision: 'r1', rowId: 1, claimed: true };
	const built = { key: 'A', rowId: 1, state: 'built', written: true };
	const publishing = { key: 'A', rowId: 1, state: 'publishing', written: true };
	const report = (...arrived: Json[]) =>
		run('Batch Report', arrived, { 'Next Documents': [documentOf('A')] })[0];

	it.each<[string, Json[], string, string | undefined]>([
		[
			'published',
			[built, fileOf('A', { outcome: 'staged' }), publishing, fileOf('A', { outcome: 'delivered' })],
			'delivered',
			'delivered',
		],
		['there already', [built, fileOf('A', { outcome: 'alreadyDelivered' })], 'delivered', 'delivered'],
		['in conflict', [built, fileOf('A', { outcome: 'conflict', reason: 'r' })], 'failed', 'conflict'],
		['not built', [{ ...documentOf('A'), error: 'No amount' }], 'failed', 'failed'],
		['not staged', [built, { ...fileOf('A'), error: 'Disk full' }], 'failed', 'failed'],
		// Whether the rename was made is not known.
		[
			'not published for certain',
			[built, fileOf('A', { outcome: 'staged' }), publishing, { ...fileOf('A'), error: 'Lost' }],
			'failed',
			'publishing',
		],
		[
			'of a lost lease',
			[{ ...built, written: false, reason: 'The lease is lost.' }],
			'failed',
			undefined,
		],
		['of an unreachable ledger', [{ error: 'The database is locked' }], 'failed', 'failed'],
	])('a document %s', (_, arrived, outcome, state) => {
		const { line, ...row } = report(claim, ...arrived);
		expect(line).toMatchObject({ documentNumber: 'N-A', outcome });
		expect(row.state).toBe(state);
		if (state) expect(row).toMatchObject({ action: 'write', rowId: 1, token: 'mine' });
	});

	it.each<[string, Json[]]>([
		['there already', [fileOf('A', { outcome: 'alreadyDelivered' })]],
		['in conflict', [fileOf('A', { outcome: 'conflict' })]],
		['not staged', [{ ...fileOf('A'), error: 'Disk full' }]],
	])('writes which file it is where publishing did not, e.g. one %s', (_, arrived) => {
		const { fileName, sha256 } = fileOf('A');
		expect(report(claim, built, ...arrived)).toMatchObject({ fileName, sha256 });
		const staged = fileOf('A', { outcome: 'staged' });
		expect(report(claim, built, staged, publishing, ...arrived)).not.toHaveProperty('sha256');
	});

	it('marks as unsettled what may be delivered, and nothing else', () => {
		const staged = fileOf('A', { outcome: 'staged' });
		const isUnsettled = (...arrived: Json[]) =>
			(report(claim, built, ...arrived).line as Json).isUnsettled;
		expect(isUnsettled(staged, publishing, { ...fileOf('A'), error: 'Lost' })).toBe(true);
		expect(isUnsettled(staged, publishing, { error: 'The node failed' })).toBe(true);
		expect(isUnsettled(staged, publishing)).toBe(true);
		for (const outcome of ['delivered', 'conflict', 'incomplete']) {
			expect(isUnsettled(staged, publishing, fileOf('A', { outcome }))).toBeUndefined();
		}
		expect(isUnsettled({ ...fileOf('A'), error: 'Disk full' })).toBeUndefined();
	});

	it('writes no row that another run has', () => {
		const { line, ...row } = report({ key: 'A', claimed: false, rowId: null, reason: 'Taken.' });
		expect(line).toMatchObject({ outcome: 'failed', reason: 'Taken.' });
		expect(row).toEqual({});
		expect(run('Rows to Write', [{ line }])).toEqual([{ action: 'status', ledger: 'ledger' }]);
	});
});

describe('Batch Lines', () => {
	const reported = [{ line: { rowId: 1, outcome: 'delivered' }, action: 'write', rowId: 1 }];
	const lines = (answers: Json[]) => run('Batch Lines', answers, { 'Batch Report': reported });

	it('counts a delivery only when the ledger took it', () => {
		expect(lines([{ rowId: 1, written: true }])).toEqual([{ rowId: 1, outcome: 'delivered' }]);
		for (const answer of [{ rowId: 1, written: false, reason: 'Too late.' }, { error: 'Down.' }]) {
			const [line] = lines([answer]);
			expect(line.outcome).toBe('failed');
			expect(line.reason).toMatch(/was delivered, but the ledger did not take it/);
		}
	});
});

describe('Acknowledgements', () => {
	const line = (outcome: string) => ({ id: 7, rowId: 1, key: 'A', documentNumber: 'N-A', outcome });
	const told = (acknowledge: string, lines: Json[], planned: Json[] = []) =>
		runCodeNode(FILE, 'Acknowledgements', {
			input: lines,
			outputs: { ...COMMON, Settings: [{ ...SETTINGS, acknowledge }], Plan: planned },
		});

	it('tells of deliveries, of earlier ones, and of errors by choice', () => {
		const lines = [line('delivered'), line('failed')];
		const earlier = [documentOf('B', { action: 'acknowledge', rowId: 2 })];
		const statuses = (acknowledge: string) =>
			told(acknowledge, lines, earlier).map(({ syncStatus }) => syncStatus);
		expect(statuses('exported and errors')).toEqual(['exported', 'exported', 'error']);
		expect(statuses('exported')).toEqual(['exported', 'exported']);
		expect(told('no', lines, earlier)).toEqual([{ none: true }]);
		expect(told('exported', [])).toEqual([{ none: true }]);
	});

	it('tells nothing of a document that another run has taken over', () => {
		expect(told('exported and errors', [{ ...line('failed'), isOthers: true }])).toEqual([
			{ none: true },
		]);
		const refused = { key: 'A', claimed: false, reason: 'Taken.' };
		const [{ line: reported }] = run('Batch Report', [refused], {
			'Next Documents': [documentOf('A')],
		});
		expect(reported).toMatchObject({ outcome: 'failed', isOthers: true });
		const [unwritten] = run('Batch Lines', [{ rowId: 1, written: false, reason: 'Too late.' }], {
			'Batch Report': [{ line: { rowId: 1, outcome: 'delivered' }, action: 'write' }],
		});
		expect(unwritten).toMatchObject({ outcome: 'failed', isOthers: true });
	});

	it('tells no error of a document that may be delivered', () => {
		expect(told('exported and errors', [{ ...line('failed'), isUnsettled: true }])).toEqual([
			{ none: true },
		]);
	});

	it('leaves a row delivered when HORISEN does not take it', () => {
		const sent = { 'To Tell HORISEN': [{ rowId: 1, key: 'A', syncStatus: 'exported' }] };
		expect(run('Acknowledged Rows', [{ invoiceId: 7 }], sent)).toEqual([
			expect.objectContaining({ state: 'acknowledged' }),
		]);
		expect(run('Acknowledged Rows', [{ error: 'Refused' }], sent)).toEqual([
			expect.objectContaining({ state: 'delivered', lastError: 'Not acknowledged: Refused' }),
		]);
	});
});

describe('Summary', () => {
	const summary = (planned: Json[], lines?: Json[], more: Record<string, Json[]> = {}) =>
		run('Summary', [], { Plan: planned, ...(lines ? { 'Next Documents': lines } : {}), ...more })[0];

	it('has a line for each document, whatever became of it', () => {
		const actions = ['skipped', 'held', 'history', 'waiting', 'acknowledge'];
		const planned = [
			...actions.map((action, index) => documentOf(String(index), { action, reason: action })),
			documentOf('A'),
			documentOf('B'),
		];
		const delivered = { documentUuid: 'A', outcome: 'delivered', reconciliation: 'difference' };
		const json = summary(planned, [delivered]);
		expect(json).toMatchObject({
			listed: 6,
			delivered: 1,
			skipped: 2,
			held: 1,
			history: 1,
			failed: 2,
			differences: 1,
			problems: 3,
		});
		expect(json.documents).toHaveLength(7);
	});

	it('reminds of startEmptyLedger, which is for one run', () => {
		const reminder = (startEmptyLedger: string) =>
			summary([], undefined, { Settings: [{ ...SETTINGS, startEmptyLedger }] }).reminder;
		expect(reminder('yes')).toMatch(/^Set startEmptyLedger in Settings back to no/);
		expect(reminder('no')).toBeUndefined();
	});

	it('says that a run was kept out', () => {
		const json = summary([], undefined, { 'Kept Out': [{ reason: 'Another run' }] });
		expect(json).toMatchObject({ keptOut: true, reason: 'Another run', problems: 0 });
	});

	it('tells of an acknowledgement that the ledger refused', () => {
		const json = summary([], undefined, {
			Acknowledge: [{ invoiceId: 7 }],
			'To Tell HORISEN': [{ documentNumber: 'N-A', rowId: 1 }],
			'Write Acknowledged': [{ rowId: 1, written: false, reason: 'Too late.' }],
		});
		expect(json).toMatchObject({
			acknowledged: 0,
			notAcknowledged: [{ documentNumber: 'N-A', reason: expect.stringContaining('Too late.') }],
			problems: 1,
		});
	});

	it('tells what was settled and what HORISEN did not take', () => {
		const json = summary([], undefined, {
			'Settled Rows': [{ documentNumber: 'N-A', state: 'delivered', outcome: 'inferred' }],
			Acknowledge: [{ error: 'Refused' }],
			'To Tell HORISEN': [{ documentNumber: 'N-B' }],
		});
		expect(json).toMatchObject({
			settled: [{ documentNumber: 'N-A', outcome: 'inferred' }],
			notAcknowledged: [{ documentNumber: 'N-B', reason: 'Refused' }],
			problems: 1,
		});
	});
});

describe('End as Failed', () => {
	const message = (problems: number) => {
		const documents = Array.from({ length: problems }, (_, index) => ({
			documentNumber: `N-${index + 1}`,
			outcome: 'failed',
			reason: 'No amount.',
		}));
		const json = { listed: 9, failed: problems, held: 0, notAcknowledged: [], documents };
		return evaluateParameter(FILE, 'End as Failed', 'errorMessage', { Summary: [json] });
	};

	it('names five, and counts the rest', () => {
		expect(message(5)).toMatch(/^5 documents were not delivered.* \| N-5: No amount\.$/);
		expect(message(7)).toMatch(/N-5: No amount\. \| and 2 more, see Summary$/);
	});
});
