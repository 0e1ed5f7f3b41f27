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
const TRAFFIC_PART = { name: '.A.ndjson.part', size: 700 };

interface Uploaded {
	file?: object;
	trafficFileHash?: string;
	/** What n8n's SFTP node put out at its error output. */
	refused?: object;
}

function compare(
	onServer: Array<{ name: string; size: number }>,
	{ file = TRAFFIC, trafficFileHash = 'none', refused }: Uploaded = {},
) {
	const settings = { remoteDirectory: '/erp/inbox', keyField: 'documentUuid', trafficFileHash };
	return runCodeNode(FILE, 'Compare Sizes', {
		input: onServer,
		outputs: {
			Settings: [settings],
			'Next Documents': [{ documentUuid: 'uuid-A' }],
			'Upload Temporary File': [{ ...INVOICE, ...file }],
			...(refused ? { 'Upload Temporary Traffic File': [refused as Record<string, unknown>] } : {}),
		},
	})[0];
}

describe('Compare Sizes', () => {
	const reason = (text: string) => ({
		verdict: 'failed',
		trafficStep: 'remove',
		reason: expect.stringContaining(text) as string,
	});

	it('lets an invoice and its traffic get their final names where both arrived whole', () => {
		expect(compare([PART, TRAFFIC_PART])).toMatchObject({
			verdict: 'rename',
			trafficStep: 'rename',
			trafficTemporaryPath: '/erp/inbox/.A.ndjson.part',
			trafficFinalPath: '/erp/inbox/A.ndjson',
		});
		expect(compare([PART], { file: {} })).toMatchObject({ verdict: 'rename', trafficStep: 'none' });
	});

	it.each([
		['short', [{ ...TRAFFIC_PART, size: 600 }], 'Only 600 of 700 bytes of A.ndjson'],
		['missing', [], 'Only 0 of 700 bytes of A.ndjson'],
		['there of another size', [TRAFFIC_PART, { name: 'A.ndjson', size: 9 }], 'not overwritten'],
	])('does not deliver an invoice whose traffic is %s', (_, onServer, text) => {
		expect(compare([PART, ...onServer])).toMatchObject(reason(text));
	});

	it('says why the traffic could not be sent', () => {
		for (const document of [{ documentUuid: 'uuid-A' }, {}]) {
			const refused = { ...document, error: 'put: Permission denied /erp/inbox/.A.ndjson.part' };
			expect(compare([PART], { refused })).toMatchObject(
				reason('A.ndjson, the traffic of the invoice, could not be sent: put: Permission denied'),
			);
		}
	});

	it('leaves the traffic file of an invoice alone that is there', () => {
		const there = (size: number) => [PART, TRAFFIC_PART, { name: 'A.xml', size }];
		const traffic = { name: 'A.ndjson', size: 701 };
		expect(compare([...there(100), traffic])).toMatchObject({
			verdict: 'present',
			trafficStep: 'remove',
		});
		expect(compare([...there(99), traffic])).toMatchObject(reason('It was not overwritten'));
	});

	it('goes on with a traffic file of an earlier try, unless the invoice names a hash', () => {
		const onServer = [PART, TRAFFIC_PART, { name: 'A.ndjson', size: 700 }];
		expect(compare(onServer)).toMatchObject({ verdict: 'rename', trafficStep: 'remove' });
		expect(compare(onServer, { trafficFileHash: 'sha256' })).toMatchObject(reason('SHA-256'));
	});
});

describe('Traffic in Place', () => {
	const compared = { ...INVOICE, verdict: 'rename', trafficStep: 'rename' };
	const checked = (item: object, outputs: Record<string, Array<Record<string, unknown>>>) =>
		runCodeNode(FILE, 'Traffic in Place', { input: [{ ...compared, ...item }], outputs })[0];

	it('keeps the name from an invoice whose traffic file did not get its own', () => {
		const refused = { 'Rename Traffic File': [{ documentUuid: 'uuid-A', error: 'rename: Failure' }] };
		expect(checked({}, {})).toMatchObject({ verdict: 'rename' });
		expect(checked({ documentUuid: 'uuid-B' }, refused)).toMatchObject({ verdict: 'rename' });
		expect(checked({ trafficStep: 'remove' }, refused)).toMatchObject({ verdict: 'rename' });
		expect(checked({}, refused)).toMatchObject({
			verdict: 'failed',
			reason: expect.stringContaining('could not get its final name: rename: Failure') as string,
		});
	});
});
