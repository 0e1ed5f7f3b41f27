import { documentLabel } from '../../../nodes/FinanceXmlBuilder/businessDocument';

describe('the name of a document in messages', () => {
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
