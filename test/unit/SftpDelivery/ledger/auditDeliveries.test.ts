import Big from 'big.js';
import fc from 'fast-check';
import {
	auditDeliveries,
	type AuditSettings,
} from '../../../../nodes/SftpDelivery/ledger/auditDeliveries';
import { summariesOf } from '../../../../nodes/SftpDelivery/ledger/auditSummary';
import { ListedFiles } from '../../../../nodes/SftpDelivery/ledger/listedFiles';
import { documentOf, type Json, revision, rowJson, rowsOf, SETTINGS } from './ledger';

const A = documentOf('a');
const CANCELLED = documentOf('a', { status: 'canceled' });
const ON_SERVER = { name: 'N-a.xml', bytes: 100 };

interface Case {
	documents: Json[];
	rows?: Json[];
	files?: Json[];
	settings?: Partial<AuditSettings>;
}

function audit({ documents, rows = [], files = [], settings = {} }: Case) {
	const audited = auditDeliveries(documents, rowsOf(...rows), new ListedFiles(files), {
		...SETTINGS,
		periodFrom: '2023-06-01',
		periodTo: '2023-06-30',
		...settings,
	});
	return { lines: audited.map(({ line }) => line), summaries: summariesOf(audited) };
}

function onlyLine(one: Case) {
	const { lines } = audit(one);
	expect(lines).toHaveLength(1);
	return lines[0];
}

describe('the line of a document', () => {
	it('that was delivered', () => {
		expect(onlyLine({ documents: [A], rows: [rowJson(A)], files: [ON_SERVER] })).toEqual({
			result: 'delivered',
			documentNumber: 'N-a',
			documentDate: '2023-06-30',
			partner: 'Orange',
			currency: 'EUR',
			total: '12.66',
			deliveredTotal: '12.66',
			offBy: '0',
			state: 'delivered',
			fileName: 'N-a.xml',
			file: 'on the server',
			deliveredAt: '2023-07-03T08:00:00.000Z',
			acknowledged: 'no',
			note: '',
		});
	});

	it('whose file the ERP took, and that was acknowledged', () => {
		const rows = [rowJson(A, { state: 'acknowledged' })];
		expect(onlyLine({ documents: [A], rows })).toMatchObject({
			result: 'delivered',
			file: 'taken by the ERP',
			acknowledged: 'yes',
		});
	});

	it('of which it is inferred that the ERP took the file', () => {
		const rows = [rowJson(A, { outcome: 'inferred' })];
		expect(onlyLine({ documents: [A], rows })).toMatchObject({
			result: 'delivered',
			file: 'taken by the ERP',
			note: 'That the ERP took the file is inferred, after a run that broke off.',
		});
	});

	it('that is missing', () => {
		expect(onlyLine({ documents: [A] })).toMatchObject({
			result: 'missing',
			total: '12.66',
			deliveredTotal: '',
			offBy: '-12.66',
			state: '',
			file: '',
			acknowledged: '',
			note: 'The ledger does not know it.',
		});
	});

	it('that is on its way, or stuck there', () => {
		const rows = [rowJson(A, { state: 'failed', lastError: 'disk full', attempts: 3 })];
		expect(onlyLine({ documents: [A], rows, files: [] })).toMatchObject({
			result: 'missing',
			state: 'failed',
			file: '',
			note: 'Ledger row 1 (failed, 3 attempts; last error: disk full) is open.',
		});
		const [conflict] = audit({
			documents: [A],
			rows: [rowJson(A, { state: 'conflict' })],
			files: [{ ...ON_SERVER, bytes: 7 }],
		}).lines;
		expect(conflict).toMatchObject({ result: 'missing', file: 'other size or content' });
	});

	it.each([
		[{ bytes: 99 }, 'damaged'],
		[{ sha256: 'b'.repeat(64) }, 'damaged'],
		[{ sha256: 'A'.repeat(64) }, 'delivered'],
		[{}, 'delivered'],
	])('whose file has %j: %s', (found, result) => {
		const files = [{ ...ON_SERVER, ...found }];
		const line = onlyLine({ documents: [A], rows: [rowJson(A)], files });
		expect(line.result).toBe(result);
		expect(line.note).toBe(
			result === 'damaged' ? 'On the server, "N-a.xml" is not what was delivered.' : '',
		);
	});

	it('that was held, corrected in the ERP, and settled by hand', () => {
		const changed = { ...A, total: 15 };
		const byHand = { revision: revision(changed), total: '15' };
		expect(onlyLine({ documents: [changed], rows: [rowJson(A, byHand)] })).toMatchObject({
			result: 'delivered',
			offBy: '0',
		});
		const cancelled = { revision: revision(CANCELLED), event: 'cancellation' };
		expect(onlyLine({ documents: [CANCELLED], rows: [rowJson(A, cancelled)] })).toMatchObject({
			result: 'cancelled',
			offBy: '0',
		});
	});

	it('that changed after delivery', () => {
		expect(
			onlyLine({ documents: [documentOf('a', { total: 15 })], rows: [rowJson(A)] }),
		).toMatchObject({
			result: 'changed',
			total: '15',
			deliveredTotal: '12.66',
			offBy: '-2.34',
			note: 'Changed after delivery: total 12.66 EUR then, 15 EUR now.',
		});
	});

	it('that changed its currency has no difference', () => {
		const documents = [documentOf('a', { currencyCode: 'CHF' })];
		const { lines, summaries } = audit({ documents, rows: [rowJson(A)] });
		expect(lines[0]).toMatchObject({ result: 'changed', offBy: '' });
		expect(summaries.map(({ currency, offBy }) => [currency, offBy])).toEqual([
			['CHF', '-12.66'],
			['EUR', '12.66'],
		]);
	});

	it('without an amount has no difference, and counts none', () => {
		const documents = [documentOf('a', { total: 'n/a' })];
		const { lines, summaries } = audit({ documents });
		expect(lines[0]).toMatchObject({ result: 'missing', total: '', offBy: '' });
		expect(summaries[0].total).toBe('0');
	});

	it('that was cancelled before delivery, after it, and with the ERP told', () => {
		expect(onlyLine({ documents: [CANCELLED] })).toMatchObject({
			result: 'cancelled',
			offBy: '0',
			note: 'Cancelled before it was delivered.',
		});
		expect(onlyLine({ documents: [CANCELLED], rows: [rowJson(A)] })).toMatchObject({
			result: 'changed',
			deliveredTotal: '12.66',
			offBy: '12.66',
			note: expect.stringContaining('Cancelled after delivery, which the ERP was not told by file'),
		});
		const told = rowJson(CANCELLED, {
			rowId: 2,
			event: 'cancellation',
			deliveredAt: '2023-07-05T08:00:00Z',
		});
		expect(onlyLine({ documents: [CANCELLED], rows: [rowJson(A), told] })).toMatchObject({
			result: 'cancelled',
			offBy: '0',
			note: expect.stringMatching(
				/^Revision [0-9a-f]{12} was delivered as "N-a\.xml" on 2023-07-03\.$/,
			),
		});
	});

	it('counts the revision that was delivered last, and names the others', () => {
		const CHANGED = documentOf('a', { total: 15 });
		const later = {
			rowId: 2,
			fileName: 'later.xml',
			total: '15',
			deliveredAt: '2023-07-05T08:00:00Z',
		};
		const rows = [rowJson(A), rowJson(CHANGED, later)];
		const { lines, summaries } = audit({ documents: [CHANGED], rows });
		expect(lines).toMatchObject([{ result: 'delivered', deliveredTotal: '15', offBy: '0' }]);
		expect(lines[0].note).toContain('was delivered as "N-a.xml" on 2023-07-03.');
		expect(summaries).toMatchObject([{ deliveredTotal: '15', delivered: 1 }]);
		expect(onlyLine({ documents: [A], rows }).result).toBe('changed');
	});

	it('from before the go-live date', () => {
		const settings = { goLiveDate: '2023-07-01' };
		const { lines, summaries } = audit({ documents: [A], settings });
		expect(lines).toMatchObject([{ result: 'beforeGoLive', total: '12.66', offBy: '0' }]);
		expect(summaries[0]).toMatchObject({ total: '0', documents: 1, beforeGoLive: 1 });
		expect(onlyLine({ documents: [A], rows: [rowJson(A)], settings }).result).toBe('delivered');
	});

	it('whose key is empty, or another document has it', () => {
		const settings = { keyField: 'bizPartnerExternalRefId' };
		const without = documentOf('b', { bizPartnerExternalRefId: null });
		const { lines } = audit({
			documents: [A, documentOf('c'), without],
			rows: [rowJson(A, { key: 'ERP-1' })],
			settings,
		});
		expect(lines.map(({ result, note }) => [result, note])).toEqual([
			['delivered', ''],
			[
				'missing',
				'The ledger has "ERP-1" for document "N-a", and there is one delivery for each "bizPartnerExternalRefId".',
			],
			['missing', 'The field "bizPartnerExternalRefId" holds no key, so it is never delivered.'],
		]);
	});
});

describe('what no document explains', () => {
	it('is a row whose document the list has not', () => {
		const { lines } = audit({ documents: [{}], rows: [rowJson(A)] });
		expect(lines).toMatchObject([
			{
				result: 'unknown',
				documentNumber: 'N-a',
				total: '',
				deliveredTotal: '12.66',
				offBy: '12.66',
				file: 'taken by the ERP',
			},
		]);
	});

	it('is no row of another period, which explains its file and its document all the same', () => {
		const may = documentOf('m', { documentDate: '2023-05-31' });
		const rows = [rowJson(may), rowJson(A, { rowId: 2, documentDate: '2023-05-30' })];
		const files = [{ name: 'N-m.xml', bytes: 100 }];
		const { lines } = audit({ documents: [A], rows, files });
		expect(lines.map(({ result }) => result)).toEqual(['delivered']);
	});

	it('is a file without a row, its companions not counted', () => {
		const names = ['.N-a.xml.part', 'N-a.xml.sha256', 'b.xml', 'b.xml.sha256', '.c.xml.part'];
		const { lines } = audit({
			documents: [A],
			rows: [rowJson(A)],
			files: [{}, ON_SERVER, ...names.map((name) => ({ name, bytes: 1 }))],
		});
		expect(lines.slice(1).map(({ result, fileName, note }) => [result, fileName, note])).toEqual([
			['unknown', '.c.xml.part', 'No row of the ledger explains this file.'],
			['unknown', 'b.xml', 'No row of the ledger explains this file.'],
		]);
	});

	it.each([[undefined], [''], ['x'], [[{ name: 'a.xml' }]], [[{ bytes: 1 }]], [[{ error: 'no' }]]])(
		'cannot be told from %j',
		(files) => {
			expect(() => new ListedFiles(files)).toThrow(/^Files /);
		},
	);
});

describe('the summary', () => {
	it('adds up exactly, a line a currency', () => {
		const documents = [
			documentOf('a', { total: 0.1 }),
			documentOf('b', { total: 0.2 }),
			documentOf('c', { total: 1e-7, currencyCode: 'CHF' }),
		];
		const { summaries } = audit({ documents, rows: [rowJson(documents[0])] });
		expect(summaries).toEqual([
			expect.objectContaining({
				result: 'summary',
				currency: 'CHF',
				total: '0.0000001',
				deliveredTotal: '0',
				offBy: '-0.0000001',
				note: '1 document: 1 missing',
			}),
			expect.objectContaining({
				currency: 'EUR',
				documents: 2,
				delivered: 1,
				missing: 1,
				total: '0.3',
				deliveredTotal: '0.1',
				offBy: '-0.2',
				note: '2 documents: 1 delivered, 1 missing',
			}),
		]);
	});

	it('is there when there is nothing to sum up', () => {
		expect(audit({ documents: [{}] }).summaries).toMatchObject([
			{ documents: 0, total: '0', offBy: '0', note: '0 documents' },
		]);
	});

	it('is the sum of its lines, whatever they are', () => {
		const anyCase = fc.record({
			documents: fc.array(
				fc
					.record({
						uuid: fc.constantFrom('a', 'b', 'c'),
						total: fc.constantFrom(1, 0.1, 0.7),
						status: fc.constantFrom('approved', 'canceled'),
					})
					.map(({ uuid, ...more }) => documentOf(uuid, more)),
				{ maxLength: 4 },
			),
			rows: fc.array(
				fc
					.record({
						uuid: fc.constantFrom('a', 'b', 'd'),
						total: fc.constantFrom(1, 0.1, 0.7),
						state: fc.constantFrom('claimed', 'failed', 'delivered', 'acknowledged'),
						event: fc.constantFrom('invoice', 'cancellation'),
						rowId: fc.nat(),
					})
					.map(({ uuid, total, ...row }) => rowJson(documentOf(uuid, { total }), row)),
				{ maxLength: 5 },
			),
		});
		fc.assert(
			fc.property(anyCase, ({ documents, rows }) => {
				const { lines, summaries } = audit({ documents, rows });
				const offBy = lines.reduce((sum, line) => sum.plus(line.offBy), new Big(0));
				const [summary] = summaries;
				expect(summaries).toHaveLength(1);
				expect(summary.offBy).toBe(offBy.toFixed());
				expect(summary.documents).toBe(new Set(documents.map((d) => d.documentUuid)).size);
				const { delivered, missing, changed, cancelled, unknown, damaged, beforeGoLive } = summary;
				expect(delivered + missing + changed + cancelled + unknown + damaged + beforeGoLive).toBe(
					lines.length,
				);
			}),
		);
	});
});
