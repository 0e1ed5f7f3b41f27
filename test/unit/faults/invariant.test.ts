import { createHash } from 'node:crypto';
import type { ReceivedFile } from '../../faults/support/erp';
import { violations, type Settled } from '../../faults/support/invariant';
import type { LedgerRow } from '../../faults/support/ledger';
import type { FinanceDocument } from '../../../sandbox/horisen';

const UUID = '11111111-1111-4111-8111-111111111111';
const DOCUMENT = { documentUuid: UUID, documentNumber: '300919' } as FinanceDocument;
const FILE = fileOf(`${UUID}.xml`, `<document>${UUID}</document>`);
const CHECKSUM = fileOf(`${FILE.name}.sha256`, `${FILE.sha256}  ${FILE.name}\n`);
const ROW = rowOf(FILE);

function fileOf(name: string, content: string): ReceivedFile {
	return { name, content, sha256: createHash('sha256').update(content).digest('hex') };
}

function rowOf({ name, content, sha256 }: ReceivedFile, change: Partial<LedgerRow> = {}) {
	return {
		key: UUID,
		revision: 'r1',
		state: 'delivered',
		documentUuid: UUID,
		documentNumber: '300919',
		fileName: name,
		bytes: content.length,
		sha256,
		...change,
	} as LedgerRow;
}

const settled = (change: Partial<Settled>): Settled => ({
	documents: [DOCUMENT],
	received: [],
	inbox: { files: [FILE], temporary: [] },
	ledger: { documents: [ROW] },
	...change,
});

const inbox = (...files: ReceivedFile[]) => ({ inbox: { files, temporary: [] } });
const ledger = (...documents: LedgerRow[]) => ({ ledger: { documents } });

describe("the fault suite's invariant", () => {
	test('holds where the files are the documents', () => {
		expect(violations(settled({}))).toEqual([]);
		expect(violations(settled({ received: [FILE], ...inbox() }))).toEqual([]);
		expect(violations(settled({ ...ledger({ ...ROW, state: 'acknowledged' }) }))).toEqual([]);
		expect(violations(settled(inbox(FILE, CHECKSUM)))).toEqual([]);
	});

	test.each<[string, Partial<Settled>, RegExp]>([
		['a document without a row', ledger(), /0 rows that say delivered/],
		['a document that is not delivered', ledger({ ...ROW, state: 'failed' }), /0 rows/],
		['a document without a file', inbox(), /0 times/],
		['a file that the ERP got before', { received: [FILE] }, /2 times/],
		['another content', inbox(fileOf(FILE.name, `${UUID}>`)), /another checksum/],
		['another size', ledger({ ...ROW, bytes: 1 }), /another size/],
		['a file that nobody knows', inbox(FILE, fileOf('b.xml', '<b/>')), /b\.xml .* in no row/],
		[
			'the checksum of another content',
			inbox(FILE, fileOf(CHECKSUM.name, `${'0'.repeat(64)}  ${FILE.name}\n`)),
			/\.xml\.sha256 holds another checksum/,
		],
		[
			'a checksum file of nobody',
			inbox(FILE, fileOf('b.xml.sha256', CHECKSUM.content)),
			/b\.xml\.sha256 .* in no row/,
		],
		['two rows of one revision', ledger(ROW, ROW), /two rows/],
		['a row of a document that is not eligible', { documents: [] }, /not to be delivered/],
		['a temporary file', { inbox: { files: [FILE], temporary: ['.a.part'] } }, /\.a\.part is left/],
	])('names %s', (_, change, expected) => {
		expect(violations(settled(change)).join('\n')).toMatch(expected);
	});

	test('names the file of another document, and one without an end', () => {
		const other = fileOf('a.xml', '<document>another</document>');
		expect(violations(settled({ ...inbox(other), ...ledger(rowOf(other)) }))[0]).toMatch(
			/of another document/,
		);
		const half = fileOf('a.xml', `<document>${UUID}`);
		expect(violations(settled({ ...inbox(half), ...ledger(rowOf(half)) }))[0]).toMatch(/no end/);
	});

	test('names a lease that is still held', () => {
		const lease = { holder: 'run 7', leaseExpiresAt: '2026-01-01T00:00:00Z' };
		const held = { ledger: { documents: [ROW], lease } } as unknown as Partial<Settled>;
		expect(violations(settled(held))).toEqual(['the lease is held by run 7']);
	});
});
