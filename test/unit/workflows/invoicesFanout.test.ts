import { readTemplate } from '../../../sandbox/engine/template';
import { runCodeNode } from './codeNode';

const GUARDED = 'horisen-invoices-to-erp-guarded.json';
const FANOUT = 'horisen-invoices-to-erp-fanout.json';
const WORKER = 'horisen-invoices-to-erp-fanout-worker.json';

type Json = Record<string, unknown>;

/** What a node is called for that hands over the batch, or the lines, in place of the guarded loop's. */
const TAKES_ITS_PLACE: Record<string, Array<[string, string]>> = {
	[FANOUT]: [
		["$('Next Documents').isExecuted", "$('Lines').isExecuted"],
		["$('Next Documents').all(0)", "$('Lines').all()"],
	],
	[WORKER]: [["$('Next Documents').all(1)", "$('Batch').all()"]],
};

/** The fan-out is for thousands of documents: it lists them in fewer pages. */
const IN_LARGER_PAGES = { options: { pageSize: 500 } };

describe.each([FANOUT, WORKER])('%s', (file) => {
	const guarded = new Map(readTemplate(GUARDED).nodes.map((node) => [node.name, node]));
	const shared = readTemplate(file).nodes.filter(
		({ name, type }) =>
			guarded.has(name) && !type.endsWith('stickyNote') && !['Settings', 'This Run'].includes(name),
	);

	it.each(shared.map((node) => [node.name, node] as const))(
		'does in "%s" what the guarded loop does',
		(name, { type, typeVersion, parameters, onError, executeOnce, alwaysOutputData }) => {
			const original = guarded.get(name);
			let expected = JSON.stringify(original?.parameters);
			for (const [from, to] of TAKES_ITS_PLACE[file]) expected = expected.replaceAll(from, to);
			expect({ type, typeVersion, onError, executeOnce, alwaysOutputData }).toEqual({
				type: original?.type,
				typeVersion: original?.typeVersion,
				onError: original?.onError,
				executeOnce: original?.executeOnce,
				alwaysOutputData: original?.alwaysOutputData,
			});
			expect(withoutIds(parameters)).toEqual({
				...withoutIds(JSON.parse(expected)),
				...(name === 'Get Documents' ? IN_LARGER_PAGES : {}),
			});
		},
	);
});

describe('Settings of the worker', () => {
	const valuesOf = (file: string) => {
		const settings = readTemplate(file).nodes.find(({ name }) => name === 'Settings');
		const { assignments } = settings?.parameters.assignments as {
			assignments: Array<{ name: string; value: unknown }>;
		};
		return new Map(assignments.map(({ name, value }) => [name, value]));
	};

	it('say where things go, as those of the fan-out do; the others come with the batch', () => {
		const fanout = valuesOf(FANOUT);
		for (const [name, value] of valuesOf(WORKER)) {
			const isOwn = ['ledgerTable', 'ledgerWorkflow', 'remoteDirectory'].includes(name);
			expect(value).toBe(isOwn ? fanout.get(name) : `={{ $json.body.settings.${name} }}`);
		}
		expect(fanout.get('workerWorkflow')).toBe(readTemplate(WORKER).id);
	});
});

/** Assignments and conditions carry ids, which differ from node to node. */
function withoutIds(parameters: unknown): Json {
	return JSON.parse(
		JSON.stringify(parameters, (name, value: unknown) => (name === 'id' ? undefined : value)),
	) as Json;
}

const SETTINGS = {
	batchSize: 2,
	ledgerTable: 'ledger',
	ledgerWorkflow: 'tfLedgerPostgres',
	leaseMinutes: 30,
	remoteDirectory: '/in',
	checksumFile: 'no',
	onDifference: 'flag',
	tolerance: 0.01,
	waitMinutes: 15,
	instanceAddress: 'http://n8n:5678',
	goLiveDate: 'not for workers',
};
const COMMON = { Settings: [SETTINGS], 'This Run': [{ token: 'mine', holder: 'run 7' }] };

const documentOf = (key: string, more: Json = {}) => ({
	documentUuid: key,
	documentNumber: `N-${key}`,
	bizPartner: { name: 'Partner' },
	delivery: { key, revision: 'r1', event: 'invoice', action: 'deliver' },
	...more,
});

const run = (name: string, input: Json[], outputs: Record<string, Json[]> = {}) =>
	runCodeNode(FANOUT, name, { input, outputs: { ...COMMON, ...outputs } });

/** What a batch's worker gets. */
const bodyOf = ({ body }: Json) =>
	JSON.parse(body as string) as { settings: Json; documents: Array<{ documentUuid: string }> };

describe("Worker's Refusal", () => {
	const refusal = (error: unknown) => {
		const outputs = { Settings: [{ workerWorkflow: 'tfWorker' }] };
		return runCodeNode(FANOUT, "Worker's Refusal", { input: [{ error }], outputs })[0].error;
	};

	it.each(['Workflow is not active and cannot be executed.', 'Workflow does not exist.'])(
		'says which workflow it is where n8n says "%s", and what to do',
		(said) =>
			expect(refusal(said)).toBe(
				'The worker workflow ("tfWorker") is not published, or not there. Publish it; if it has another id here, enter that as workerWorkflow in Settings.',
			),
	);

	it('repeats what the worker workflow said', () => {
		expect(refusal({ message: 'It takes no batch' })).toBe('It takes no batch');
	});
});

describe('To Share Out', () => {
	it('has what a line of the summary takes, and only of what is to be delivered', () => {
		const skipped = { delivery: { key: 'B', action: 'skip' } };
		expect(
			run('To Share Out', [documentOf('A', { id: 7, items: [] }), documentOf('B', skipped), {}]),
		).toEqual([
			{
				documentUuid: 'A',
				id: 7,
				documentNumber: 'N-A',
				partner: 'Partner',
				delivery: documentOf('A').delivery,
			},
		]);
	});

	it('says so where nothing is', () => {
		expect(run('To Share Out', [{}])).toEqual([{ none: true }]);
	});
});

describe('Batches', () => {
	const batchesOf = (documents: Json[], rows: Json[] = [{ none: true }]) =>
		run('Batches', [], {
			...{ Plan: documents, 'Ledger Rows': rows, 'Empty Batch': run('Empty Batch', []) },
		});
	const keysOf = (documents: Json[], rows?: Json[]) =>
		batchesOf(documents, rows).map((batch) => {
			const keys = bodyOf(batch).documents.map(({ documentUuid }) => documentUuid);
			expect(batch.keys).toEqual(keys);
			return keys;
		});

	it('shares the documents out, batchSize at a time', () => {
		expect(keysOf(['A', 'B', 'C'].map((key) => documentOf(key)))).toEqual([['A', 'B'], ['C']]);
	});

	it('leaves out what is not to be delivered', () => {
		const skipped = { delivery: { key: 'B', revision: 'r1', event: 'invoice', action: 'skip' } };
		expect(keysOf([documentOf('A'), documentOf('B', skipped), {}])).toEqual([['A']]);
	});

	it('makes smaller ones of large documents: n8n takes 16 MB a call', () => {
		const items = ['x'.repeat(3_000_000)];
		expect(keysOf([documentOf('A', { items }), documentOf('B', { items })])).toEqual([
			['A'],
			['B'],
		]);
	});

	it('posts alone what the batch of an earlier run left half-way, so that a slow one gets through', () => {
		const documents = ['A', 'B', 'C', 'D', 'E'].map((key, rowId) =>
			documentOf(key, { delivery: { ...documentOf(key).delivery, rowId } }),
		);
		const states = ['failed', 'claimed', 'built', 'conflict', 'failed'];
		const rows = states.map((state, rowId) => ({ rowId, state }));
		expect(keysOf(documents, rows)).toEqual([['A'], ['B'], ['C'], ['D', 'E']]);
	});

	it('gives each the token and the settings that a batch needs, and no more', () => {
		const [batch] = batchesOf([documentOf('A')]).map(bodyOf);
		expect(batch).toMatchObject({ token: 'mine', holder: 'run 7', documents: [documentOf('A')] });
		expect(Object.keys(batch.settings).sort()).toEqual([
			'checksumFile',
			'leaseMinutes',
			'ledgerTable',
			'ledgerWorkflow',
			'onDifference',
			'remoteDirectory',
			'tolerance',
		]);
	});
});

describe('Posted', () => {
	const Batches = [{ keys: ['A', 'B'] }, { keys: ['C'] }];

	it('counts what the workers have', () => {
		const [posted] = run('Posted', [{ message: 'Workflow was started' }, {}], { Batches });
		expect(posted).toEqual({ batches: 2, documents: 3, notPosted: [], unanswered: [] });
	});

	it.each([
		{ message: '404 - "not registered"', status: 404 },
		{ message: 'connect ECONNREFUSED', code: 'ECONNREFUSED' },
		{ message: 'self-signed certificate', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
	])('says of each document of a batch that was refused why, and what to check: %j', (error) => {
		const [posted] = run('Posted', [{ error }, {}], { Batches });
		expect(posted).toMatchObject({
			...{ documents: 1, unanswered: [] },
			notPosted: [{ key: 'A' }, { key: 'B' }],
		});
		const [{ reason }] = posted.notPosted as Array<{ reason: string }>;
		expect(reason).toContain(`http://n8n:5678 answered "${error.message}"`);
		expect(reason).toMatch(/is published.*Header Auth/);
	});

	it.each([
		{ message: 'socket hang up', code: 'ECONNRESET' },
		{ message: 'timeout of 60000ms exceeded', code: 'ECONNABORTED' },
		{ message: '504 - "Gateway Time-out"', status: 504 },
		'aborted',
	])('waits for a batch whose answer is lost, for it may have got through: %j', (error) => {
		const [posted] = run('Posted', [{ error }, {}], { Batches });
		expect(posted).toMatchObject({
			...{ documents: 3, notPosted: [] },
			unanswered: [{ key: 'A' }, { key: 'B' }],
		});
		const [{ reason }] = posted.unanswered as Array<{ reason: string }>;
		const said = typeof error === 'string' ? error : error.message;
		expect(reason).toBe(`When its batch was posted to http://n8n:5678, no answer came ("${said}").`);
	});
});

describe('Lines', () => {
	const row = (more: Json) => ({ key: 'A', revision: 'r1', rowId: 4, token: 'mine', ...more });
	const posted = { documents: 1, notPosted: [], unanswered: [] };
	const lineOf = (rows: Json[], outputs: Record<string, Json[]> = {}) =>
		run('Lines', rows, {
			'To Share Out': run('To Share Out', [documentOf('A')]),
			Posted: [posted],
			Progress: [{ held: true, settled: 0 }],
			...outputs,
		})[0];

	it('is delivered as the row says', () => {
		const found = { state: 'delivered', outcome: 'delivered', fileName: 'a.xml', sha256: 'ab' };
		expect(lineOf([row(found)])).toMatchObject({
			outcome: 'delivered',
			...{ rowId: 4, sha256: 'ab', partner: 'Partner' },
		});
		const again = lineOf([row({ ...found, outcome: 'alreadyDelivered' })]);
		expect(again).toMatchObject({ outcome: 'delivered', reason: 'alreadyDelivered' });
	});

	it.each(['failed', 'conflict', 'publishing'])('is failed with what a row in "%s" says', (state) => {
		const found = lineOf([row({ state, lastError: 'The disk is full' })]);
		expect(found).toMatchObject({ outcome: 'failed', reason: 'The disk is full' });
		expect(found.isOthers).toBeUndefined();
	});

	it.each(['claimed', 'built', 'publishing'])(
		'tells of a batch that is at "%s" both causes and both settings, and leaves it to the batch',
		(state) => {
			expect(lineOf([row({ state, lastError: null })])).toMatchObject({
				...{ outcome: 'failed', isOthers: true },
				reason: `Its batch gave no answer: it is at "${state}". Nothing has changed for 15 minutes. Either its worker was ended, or one batch takes longer than waitMinutes: then it goes on by itself, and needs a higher waitMinutes or a lower batchSize in Settings. The next run settles it, once the lease is over: 30 minutes after the last sign of life.`,
			});
		},
	);

	it.each([
		['delivered', undefined],
		['failed', undefined],
		['conflict', undefined],
		['publishing', true],
		['built', true],
	])('in "%s" is unsettled: %s', (state, isUnsettled) => {
		for (const lastError of [null, 'The connection was lost']) {
			expect(lineOf([row({ state, lastError })]).isUnsettled).toBe(isUnsettled);
		}
		expect(lineOf([]).isUnsettled).toBe(true);
	});

	it('tells of a batch that no worker took up: its row is missing, of another revision, or of an earlier run', () => {
		for (const rows of [
			[],
			[row({ state: 'delivered', revision: 'r0' })],
			[row({ state: 'failed', token: 'earlier', lastError: 'old' })],
		]) {
			const { reason, isOthers } = lineOf(rows);
			expect(isOthers).toBe(true);
			expect(reason).toMatch(
				/^No worker has taken it up\. Nothing has changed for 15 minutes\. .*a free slot: a run needs one for itself and at least one more\./,
			);
		}
	});

	it('tells of a batch whose answer was lost what happened to it', () => {
		const unanswered = [{ key: 'A', reason: 'No answer came ("socket hang up").' }];
		expect(lineOf([], { Posted: [{ ...posted, unanswered }] }).reason).toMatch(
			/^No answer came \("socket hang up"\)\. No worker has taken it up\. Nothing has changed/,
		);
	});

	it('says that nothing has changed only where it waited in vain', () => {
		const Progress = [{ held: true, settled: 1 }];
		expect(lineOf([], { Progress }).reason).toBe(
			'No worker has taken it up. The next run settles it, once the lease is over: 30 minutes after the last sign of life.',
		);
	});

	it('says who has the lease where it was lost', () => {
		const Progress = [{ held: false, settled: 0, reason: 'It is now held by "run 8".' }];
		expect(lineOf([], { Progress }).reason).toBe(
			'No worker has taken it up. It is now held by "run 8".',
		);
	});

	it('says why a batch was not posted, which is over for this run', () => {
		const notPosted = [{ key: 'A', reason: 'refused' }];
		const found = lineOf([], { Posted: [{ ...posted, documents: 0, notPosted }] });
		expect(found).toMatchObject({ outcome: 'failed', reason: 'refused' });
		expect(found.isOthers).toBeUndefined();
	});
});

describe('Batch', () => {
	const own = { ledgerTable: 'ledger', ledgerWorkflow: 'tfLedgerPostgres', remoteDirectory: '/in' };
	const received = (settings: Json | undefined) =>
		runCodeNode(WORKER, 'Batch', {
			input: [],
			outputs: {
				Settings: [{ ...own, leaseMinutes: 30 }],
				'Batch Received': [{ body: { settings, documents: [{ documentUuid: 'A' }] } }],
			},
		});

	it('has the documents as they were planned', () => {
		expect(received({ ...own, leaseMinutes: 30 })).toEqual([{ documentUuid: 'A' }]);
	});

	it.each(Object.keys(own))(
		'takes none for another %s than its own: who has the secret must not choose it',
		(name) => {
			const value = own[name as keyof typeof own];
			expect(() => received({ ...own, [name]: 'elsewhere' })).toThrow(
				`${name} is "${value}" in its Settings and "elsewhere" in the fan-out's. Enter the same in the Settings of both workflows`,
			);
		},
	);

	it('takes none without settings', () => {
		expect(() => received(undefined)).toThrow('ledgerTable is "ledger" in its Settings and null');
	});
});

describe('Told?', () => {
	const told = (answers: Json[], report: Json) =>
		runCodeNode(WORKER, 'Told?', {
			input: answers,
			outputs: { ...COMMON, 'Batch Report': [report] },
		});
	const line = { documentNumber: 'N-A', rowId: 4, outcome: 'delivered' };

	it('is content when the ledger took every outcome', () => {
		expect(told([{ rowId: 4, written: true }], { action: 'write', line })).toEqual([
			{ documents: 1 },
		]);
	});

	it('fails the execution when the ledger did not, and says what happened to the file', () => {
		const late = [{ rowId: 4, written: false, reason: 'The lease is lost.' }];
		expect(() => told(late, { action: 'write', line })).toThrow(
			'1 documents of this batch are not in the ledger as they ended. The next run settles them. N-A: The file was delivered, but the ledger did not take it. The lease is lost.',
		);
	});

	it('fails the execution when a claim was refused, for no row tells of that', () => {
		const refused = { ...line, outcome: 'failed', reason: 'This run has claimed it already.' };
		expect(() => told([{ exists: true }], { line: refused })).toThrow('claimed it already');
	});
});
