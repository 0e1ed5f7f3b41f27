import { runCodeNode } from './codeNode';

const FILE = 'horisen-einvoices-to-erp.json';

const INVOICE = {
	documentUuid: 'uuid-A',
	documentNumber: 'A',
	fileName: 'A.xml',
	bytes: 100,
	sha256: 'abc',
	reconciliation: { status: 'matched' },
};
const TRAFFIC = { trafficFile: { fileName: 'A.ndjson', bytes: 700 } };
const PART = { name: '.A.xml.part', size: 100 };

describe('Compare Sizes', () => {
	const compare = (file: object, ...onServer: Array<{ name: string; size: number }>) =>
		runCodeNode(FILE, 'Compare Sizes', {
			input: onServer,
			outputs: {
				Settings: [{ remoteDirectory: '/erp/inbox', keyField: 'documentUuid' }],
				'Next Documents': [{ documentUuid: 'uuid-A' }],
				'Upload Temporary File': [{ ...INVOICE, ...file }],
			},
		})[0];

	it('lets an invoice get its final name where its traffic is there, whole', () => {
		expect(compare(TRAFFIC, PART, { name: 'A.ndjson', size: 700 })).toMatchObject({
			verdict: 'rename',
		});
		expect(compare({}, PART)).toMatchObject({ verdict: 'rename' });
	});

	it.each([
		['short', [{ name: 'A.ndjson', size: 600 }], 'Only 600 of 700 bytes of A.ndjson'],
		['missing', [], 'Only 0 of 700 bytes of A.ndjson'],
	])('does not deliver an invoice whose traffic is %s', (_, onServer, reason) => {
		expect(compare(TRAFFIC, PART, ...onServer)).toMatchObject({
			verdict: 'failed',
			reason: expect.stringContaining(reason) as string,
		});
	});
});
