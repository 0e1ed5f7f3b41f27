import fc from 'fast-check';
import { documentFileName, ownFileName } from '../../../nodes/FinanceXmlBuilder/xmlFileName';
import { FileNames } from '../../../nodes/FinanceXmlBuilder/fileNames';
import { revisionOf } from '../../../nodes/common/revision';
import { STATUS_FIELDS } from '../../../nodes/common/statusFields';
import { NASTY_NAMES, POSTPAID_SMS } from '../../fixtures/documents';

const nasty = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 400 }),
	fc.stringMatching(/^[aAbB./\\ -]{0,6}$/),
	fc.constantFrom(
		'CON',
		'con.txt',
		'LPT1',
		'..',
		'../../etc/passwd',
		'x.',
		'x ',
		'~',
		'-rf',
		'a\u0000b',
		'ä',
		'a\u0308',
		'',
	),
	fc.integer(),
	fc.constant(null),
);

const nameOf = (documentNumber: unknown, documentUuid: unknown): string => {
	const document = { documentNumber, documentUuid, total: 1 };
	return documentFileName(document, revisionOf(document, STATUS_FIELDS));
};

/** Safe on Windows, macOS, Linux and by SFTP, independent of how the name was made. */
function expectSafe(name: string): void {
	expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]*\.xml$/);
	expect(name.length).toBeLessThanOrEqual(128);
	expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\./i);
	expect(name).not.toContain('..');
}

describe('the file name of a document', () => {
	it('consists of number, uuid and revision', () => {
		expect(documentFileName(POSTPAID_SMS, 'abcdef123456')).toBe(
			'300923-1_1f0c2f5e-6a4e-4c0e-9c2a-0d3b8f1a0001_abcdef123456.xml',
		);
		expect(documentFileName({ a: 1 }, 'abcdef123456')).toBe('document_abcdef123456.xml');
	});

	it('is safe on every file system', () => {
		expectSafe(documentFileName(NASTY_NAMES, 'abcdef123456'));
		fc.assert(
			fc.property(nasty, nasty, (number, uuid) => expectSafe(nameOf(number, uuid))),
			{
				numRuns: 1000,
			},
		);
	});

	it('is never shared by two documents, even if case is ignored', () => {
		const documents = fc.uniqueArray(fc.tuple(nasty, nasty), {
			minLength: 2,
			maxLength: 30,
			// null and "" are both absent: such documents are the same.
			selector: ([number, uuid]) => JSON.stringify([number ?? '', uuid ?? '']),
		});
		fc.assert(
			fc.property(documents, (pairs) => {
				const names = pairs.map(([number, uuid]) => nameOf(number, uuid).toLowerCase());
				expect(new Set(names).size).toBe(pairs.length);
			}),
			{
				numRuns: 300,
				examples: [
					[
						[
							['a', 'B'],
							['A', 'b'],
							['a/', 'B'],
							['a-', 'B'],
						],
					],
				],
			},
		);
	});
});

describe("an operator's own file name", () => {
	it.each([
		['invoice-1.xml', 'invoice-1.xml'],
		['invoice-1', 'invoice-1.xml'],
		['Balance_2023.06.XML', 'Balance_2023.06.xml'],
	])('stays as it is when it is safe: %s', (name, expected) => {
		expect(ownFileName(name)).toBe(expected);
	});

	it('is made safe, and stays the same if it is made safe again', () => {
		fc.assert(
			fc.property(nasty.map(String), (name) => {
				const safe = ownFileName(name);
				expectSafe(safe.replace(/\.{2,}/g, '.'));
				expect(safe).not.toMatch(/^\.|\/|\\/);
				expect(ownFileName(safe)).toBe(safe);
			}),
			{ numRuns: 1000 },
		);
	});

	it('differs from names that differ only in unsafe characters', () => {
		const names = ['a/b', 'a\\b', 'a b', 'a-b', 'a:b', '../a-b', 'a-b ', 'ä-b', 'a-b.'];
		expect(new Set(names.map(ownFileName)).size).toBe(names.length);
	});
});

describe('the file names of a run', () => {
	it('are refused if two documents would share one', () => {
		const names = new FileNames();
		names.claim('Invoice.xml', 'Document "1"', 'r1');
		expect(() => names.claim('invoice.XML', 'Document "2"', 'r2')).toThrow(
			'Document "2" would get the file name "invoice.XML", which Document "1" already has',
		);
	});

	it('may repeat for the same document', () => {
		const names = new FileNames();
		names.claim('a.xml', 'Document "1"', 'r1');
		expect(names.claim('a.xml', 'Document "1"', 'r1')).toBe('a.xml');
	});
});
