import fc from 'fast-check';
import {
	STATUS_FIELDS,
	documentLabel,
	revisionOf,
} from '../../../nodes/FinanceXmlBuilder/businessDocument';
import { DOCUMENTS, POSTPAID_SMS } from '../../fixtures/documents';

describe('the revision of a document', () => {
	it('is short and differs by document', () => {
		const revisions = Object.values(DOCUMENTS).map(revisionOf);
		for (const revision of revisions) expect(revision).toMatch(/^[0-9a-f]{12}$/);
		expect(new Set(revisions).size).toBe(revisions.length);
	});

	it('is released: it never changes for the same document', () => {
		expect(revisionOf({ documentUuid: 'u', total: 0.1, items: [{ b: 1, a: null }] })).toBe(
			'5a394c4fd672',
		);
	});

	it.each([...STATUS_FIELDS])('does not depend on %s', (field) => {
		expect(revisionOf({ ...POSTPAID_SMS, [field]: 'changed' })).toBe(revisionOf(POSTPAID_SMS));
	});

	it.each(['documentUuid', 'documentNumber', 'total', 'dueDate', 'status', 'tomorrow'])(
		'depends on %s',
		(field) => {
			expect(revisionOf({ ...POSTPAID_SMS, [field]: 'changed' })).not.toBe(
				revisionOf(POSTPAID_SMS),
			);
		},
	);

	it('does not depend on the order of fields, nor on how absence is written', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (document) => {
				const reversed = Object.fromEntries(Object.entries(document).reverse());
				const absent = { ...reversed, ...('zzz' in document ? {} : { zzz: null }) };
				expect(revisionOf(absent)).toBe(revisionOf(document));
			}),
		);
		expect(revisionOf({ a: '', b: [{ c: null }] })).toBe(revisionOf({ b: [{}] }));
	});

	it('depends on the order of items', () => {
		expect(revisionOf({ items: [1, 2] })).not.toBe(revisionOf({ items: [2, 1] }));
	});
});

describe('what a document is called', () => {
	it.each([
		[{ documentNumber: '1/2', documentUuid: 'u' }, 'Document "1/2" (u)'],
		[{ documentUuid: 'u' }, 'Document "u"'],
		[{ documentNumber: '', documentUuid: null }, 'The input item'],
		[{ documentNumber: { a: 1 } }, 'The input item'],
		[{ documentNumber: '"a\n' }, 'Document "\\"a\\n"'],
		[{ documentNumber: '9'.repeat(99) }, `Document "${'9'.repeat(60)}…"`],
	])('%j', (document, label) => {
		expect(documentLabel(document)).toBe(label);
	});
});
