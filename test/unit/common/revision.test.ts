import fc from 'fast-check';
import { revisionOf } from '../../../nodes/common/revision';
import { STATUS_FIELDS } from '../../../nodes/common/statusFields';
import { DOCUMENTS, POSTPAID_SMS } from '../../fixtures/documents';

const revision = (document: Record<string, unknown>) => revisionOf(document, STATUS_FIELDS);

describe('the revision of a document', () => {
	it('is short and differs by document', () => {
		const revisions = Object.values(DOCUMENTS).map((document) => revision(document));
		for (const each of revisions) expect(each).toMatch(/^[0-9a-f]{12}$/);
		expect(new Set(revisions).size).toBe(revisions.length);
	});

	it('never changes for the same document, because it is released', () => {
		expect(revision({ documentUuid: 'u', total: 0.1, items: [{ b: 1, a: null }] })).toBe(
			'5a394c4fd672',
		);
	});

	it.each([...STATUS_FIELDS])('does not depend on %s', (field) => {
		expect(revision({ ...POSTPAID_SMS, [field]: 'changed' })).toBe(revision(POSTPAID_SMS));
	});

	it.each(['documentUuid', 'documentNumber', 'total', 'dueDate', 'status', 'tomorrow'])(
		'depends on %s',
		(field) => {
			expect(revision({ ...POSTPAID_SMS, [field]: 'changed' })).not.toBe(revision(POSTPAID_SMS));
		},
	);

	it('does not depend on the order of fields, or on how absence is written', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (document) => {
				const reversed = Object.fromEntries(Object.entries(document).reverse());
				const absent = { ...reversed, ...('zzz' in document ? {} : { zzz: null }) };
				expect(revision(absent)).toBe(revision(document));
			}),
		);
		expect(revision({ a: '', b: [{ c: null }] })).toBe(revision({ b: [{}] }));
	});

	it('depends on the order of items', () => {
		expect(revision({ items: [1, 2] })).not.toBe(revision({ items: [2, 1] }));
	});

	it('ignores the named fields only, at the top level only', () => {
		expect(revisionOf({ a: 1, b: 2 }, ['b'])).toBe(revisionOf({ a: 1 }, []));
		expect(revisionOf({ a: { b: 2 } }, ['b'])).not.toBe(revisionOf({ a: {} }, ['b']));
		expect(revisionOf({ syncStatus: 'exported' }, [])).not.toBe(revisionOf({}, []));
	});
});
