import fc from 'fast-check';
import { RESULTS, summaryOf } from '../../../../nodes/DeliveryLedger/rules/summary';
import type { Run, RunDocument } from '../../../../nodes/DeliveryLedger/store/ledgerStore';
import { planned } from '../support/ledgerSetup';

const RUN: Run = {
	...{ run: 'r', ledger: 'horisen-invoices', workflowId: 'w', executionId: '12' },
	...{ state: 'finished', note: '' },
	...{ startedAt: '2023-07-03T08:00:00.000Z', touchedAt: '', endedAt: '' },
};

function documentOf(key: string, more: Partial<RunDocument> = {}): RunDocument {
	return {
		...planned(key),
		...{ outcome: '', how: '', message: '', advice: '', node: '', fileNames: [] },
		...{ acknowledgement: '', acknowledgementMessage: '', isClosed: false },
		...more,
	};
}

const delivered = (key: string, more: Partial<RunDocument> = {}) =>
	documentOf(key, { outcome: 'delivered', fileNames: [`${key}.csv`, `${key}.xml`], ...more });

const summary = (documents: RunDocument[], run: Partial<Run> = {}, waited = 0) =>
	summaryOf({ ...RUN, ...run }, documents, { waited, timeZone: 'Europe/Zurich' });

const lineOf = (document: RunDocument) => summary([document]).documents[0];

describe('the title', () => {
	it.each([
		[[], 'No documents were listed: nothing to do.'],
		[[delivered('a')], '1 document: 1 delivered'],
		[
			[
				delivered('a'),
				documentOf('b', { action: 'skipped', reason: 'Delivered before.' }),
				documentOf('c', { action: 'skipped', reason: 'Cancelled before it was ever delivered.' }),
			],
			'3 documents: 1 delivered, 2 with nothing to do',
		],
		[
			[documentOf('a', { action: 'history' }), documentOf('b', { action: 'held' })],
			'2 documents: 1 held, 1 before go-live',
		],
		[
			[delivered('a', { acknowledgement: 'failed' })],
			'1 document: 1 delivered; 1 not acknowledged',
		],
	])('counts %#', (documents, title) => {
		expect(summary(documents).title).toBe(title);
	});

	it('says that the run was skipped, and the text says what to do', () => {
		const note = 'execution 11, which began 2023-07-03 08:00 UTC, is under way.';
		const { title, text, needsAttention } = summary([], { state: 'skipped', note });
		expect(title).toBe(`Skipped: ${note}`);
		expect(text).toContain('set to Take Over');
		expect(needsAttention).toBe(false);
	});
});

describe('a document', () => {
	it.each([
		[{ outcome: 'delivered' }, 'delivered', ''],
		[{ outcome: 'delivered', how: 'takenAtOnce' }, 'delivered', 'The ERP took it at once.'],
		[{ outcome: 'inferred' }, 'inferred', 'It is not on the server under either name.'],
		[{ outcome: 'conflict' }, 'conflict', 'Another file has its name on the server.'],
		[{ outcome: 'waiting' }, 'waiting', 'Another run is delivering it.'],
		[{ outcome: '' }, 'failed', 'No step reported its outcome.'],
		[{ outcome: 'failed', node: 'Get Traffic', message: 'away' }, 'failed', 'Get Traffic: away'],
		[{ outcome: 'void' }, 'failed', 'It was not delivered.'],
		[{ action: 'acknowledge', acknowledgement: 'done', reason: 'R' }, 'acknowledged', 'R'],
		[{ action: 'acknowledge', reason: 'R.' }, 'failed', 'R. It was not acknowledged: No step'],
		[
			{
				action: 'acknowledge',
				acknowledgement: 'failed',
				acknowledgementMessage: 'busy',
				reason: '',
			},
			'failed',
			'It was not acknowledged: busy',
		],
		[{ action: 'held', reason: 'Changed.' }, 'held', 'Changed.'],
		[{ action: 'skipped', reason: 'Before.' }, 'skipped', 'Before.'],
		[{ action: 'unheard of' }, 'failed', ''],
	] as const)('with %j ends as %s', (more, result, reason) => {
		const line = lineOf(documentOf('a', more as Partial<RunDocument>));
		expect(line.result).toBe(result);
		expect(line.reason.startsWith(reason)).toBe(true);
	});

	it('that was delivered but not acknowledged needs attention, and says both', () => {
		const line = lineOf(delivered('a', { acknowledgement: 'failed' }));
		expect(line).toMatchObject({ result: 'delivered', needsAttention: true, acknowledged: 'no' });
		expect(line.reason).toContain('It was delivered, but not acknowledged');
		expect(line.whatToDo).not.toBe('');
	});

	it('is named by its key if it has no number, and shows the file that names the others', () => {
		expect(lineOf(delivered('a', { documentNumber: '' }))).toMatchObject({
			documentNumber: 'a',
			fileName: 'a.xml',
		});
	});

	it('that no worker reported says how long there was no news', () => {
		const { documents } = summary([documentOf('a')], {}, 600);
		expect(documents[0].reason).toContain('for 600 s there was no news');
	});
});

it('names an item that has no name', () => {
	const nameless = { documentId: '', documentNumber: '', partner: '', total: '', currency: '' };
	expect(
		summary([documentOf('x', { ...nameless, action: 'failed', reason: 'Why.' })]).text,
	).toContain('- An item without number or partner: failed. Why.');
});

describe('the period', () => {
	it('is that of the listed documents, in the time zone of the workflow', () => {
		const { period, text } = summary([
			delivered('a', { documentDate: '2023-06-30' }),
			documentOf('b', { action: 'skipped', documentDate: '2023-06-02' }),
			documentOf('c', { documentDate: '' }),
			// From the ledger, not from the list.
			documentOf('d', { action: 'waiting', documentDate: '2020-01-01' }),
		]);
		expect(period).toEqual({
			firstDocumentDate: '2023-06-02',
			lastDocumentDate: '2023-06-30',
			timeZone: 'Europe/Zurich',
		});
		expect(text).toContain(
			'Documents of 2023-06-02 to 2023-06-30 were listed; days are in the time zone Europe/Zurich.',
		);
	});

	it.each([
		[
			[delivered('a')],
			'Documents of 2023-06-30 were listed; days are in the time zone Europe/Zurich.',
		],
		[[], 'No document with a date was listed; days are in the time zone Europe/Zurich.'],
	])('may be one day, or missing: %#', (documents, line) => {
		expect(summary(documents).text).toContain(line);
	});
});

describe('the amounts', () => {
	it('are exact, one per currency, and leave out earlier deliveries', () => {
		expect(
			summary([
				delivered('a', { total: '0.1' }),
				delivered('b', { total: '0.2' }),
				documentOf('c', { total: '1e-7' }),
				delivered('d', { total: '5', currency: 'CHF' }),
				documentOf('e', { total: '100', action: 'skipped' }),
				documentOf('f', { total: '100', action: 'history' }),
				documentOf('g', { total: '100', action: 'acknowledge', acknowledgement: 'failed' }),
				documentOf('h', { total: '100', action: 'acknowledge', acknowledgement: 'done' }),
			]).amounts,
		).toEqual([
			{ currency: 'CHF', documents: 1, delivered: '5', notDelivered: '0' },
			{ currency: 'EUR', documents: 3, delivered: '0.3', notDelivered: '0.0000001' },
		]);
	});

	it('leave out documents without currency or amount', () => {
		expect(summary([delivered('a', { total: '', currency: '' })]).amounts).toEqual([]);
	});
});

const anyDocument = fc
	.record({
		action: fc.constantFrom(
			'deliver',
			'acknowledge',
			'skipped',
			'held',
			'history',
			'failed',
			'waiting',
		),
		outcome: fc.constantFrom('', 'delivered', 'inferred', 'conflict', 'failed', 'void', 'waiting'),
		acknowledgement: fc.constantFrom('', 'done', 'failed'),
		message: fc.string(),
		total: fc.constantFrom('', '1', '-2.50', 'no number'),
	})
	.map((more) => documentOf('x', more as Partial<RunDocument>));

it('counts each document once, and needs attention exactly if a document does', () => {
	fc.assert(
		fc.property(fc.array(anyDocument, { maxLength: 60 }), (documents) => {
			const { counts, documents: lines, needsAttention, text } = summary(documents);
			expect(RESULTS.reduce((sum, result) => sum + counts[result], 0)).toBe(documents.length);
			expect(lines).toHaveLength(documents.length);
			expect(needsAttention).toBe(lines.some((line) => line.needsAttention));
			for (const { needsAttention: open, result, acknowledged } of lines) {
				const isDone = ['delivered', 'acknowledged', 'skipped', 'history'].includes(result);
				expect(open).toBe(!isDone || acknowledged === 'no');
			}
			expect(text.split('\n').length).toBeLessThan(120 + documents.length);
		}),
	);
});

it('lists at most 50 documents in the text, and says how many more there are', () => {
	const documents = Array.from({ length: 70 }, (_, index) => delivered(`d${index}`));
	const { text } = summary(documents);
	expect(text.match(/^- N-d/gm)).toHaveLength(50);
	expect(text).toContain('- and 20 more: the item lists them all');
});
