import { runCodeNode } from './codeNode';

const FILE = 'horisen-invoices-to-erp.json';
const SETTINGS = [{ remoteDirectory: '/erp/inbox', keyField: 'documentUuid' }];

const documentOf = (name: string) => ({
	documentUuid: `uuid-${name}`,
	id: 1,
	documentNumber: name,
	bizPartner: { name: 'Partner' },
});

const fileOf = (name: string, bytes: number) => ({
	documentUuid: `uuid-${name}`,
	documentNumber: name,
	fileName: `${name}.xml`,
	bytes,
	sha256: 'abc',
	reconciliation: { status: 'matched' },
});

describe('Compare Sizes', () => {
	const compare = (onServer: Array<{ name: string; size: number }>) =>
		runCodeNode(FILE, 'Compare Sizes', {
			input: onServer,
			outputs: {
				Settings: SETTINGS,
				'Next Documents': [documentOf('A')],
				'Upload Temporary File': [fileOf('A', 100)],
			},
		})[0];

	it('lets a file of our size get its final name', () => {
		expect(compare([{ name: '.A.xml.part', size: 100 }])).toMatchObject({
			verdict: 'rename',
			key: 'uuid-A',
			temporaryPath: '/erp/inbox/.A.xml.part',
			finalPath: '/erp/inbox/A.xml',
		});
	});

	it.each([
		['a short file', [{ name: '.A.xml.part', size: 60 }], 'Only 60 of 100 bytes'],
		['a file that is not there', [], 'Only 0 of 100 bytes'],
	])('fails %s, as a full disk leaves it', (_, onServer, reason) => {
		expect(compare(onServer)).toMatchObject({
			verdict: 'failed',
			reason: expect.stringContaining(reason),
		});
	});

	it('counts a file of our name and size as delivered, and one of another size as a conflict', () => {
		const arrived = { name: '.A.xml.part', size: 100 };
		expect(compare([arrived, { name: 'A.xml', size: 100 }])).toMatchObject({ verdict: 'present' });
		expect(compare([arrived, { name: 'A.xml', size: 99 }])).toMatchObject({
			verdict: 'failed',
			reason: expect.stringMatching(/already there with 99 bytes, ours has 100/),
		});
	});
});

describe('Batch Report', () => {
	const report = (input: Array<Record<string, unknown>>, ...names: string[]) =>
		runCodeNode(FILE, 'Batch Report', {
			input,
			outputs: { Settings: SETTINGS, 'Next Documents': names.map(documentOf) },
		});

	it('has one line for each document, each with its own reason', () => {
		const lines = report(
			[
				{ ...fileOf('A', 1), state: 'delivered', reconciliation: 'matched' },
				{ ...documentOf('B'), error: 'HORISEN refuses', details: 'Ask for the privilege' },
				{ ...documentOf('C'), error: 'The amount is missing' },
				documentOf('D'),
			],
			...['A', 'B', 'C', 'D'],
		);
		expect(lines.map(({ documentNumber, outcome, reason }) => [documentNumber, outcome, reason])).toEqual([
			['A', 'delivered', undefined],
			['B', 'failed', 'HORISEN refuses. Ask for the privilege'],
			['C', 'failed', 'The amount is missing'],
			['D', 'skipped', 'Its documentUuid is in the ledger: it was delivered before.'],
		]);
	});

	it('gives an error of the connection to every document that has no other outcome', () => {
		const refused = 'getConnection: connect ECONNREFUSED 127.0.0.1:22';
		const lines = report([{ ...documentOf('A'), error: refused }], 'A', 'B');
		for (const line of lines) {
			expect(line).toMatchObject({
				outcome: 'failed',
				reason: expect.stringContaining('The SFTP server cannot be reached'),
			});
		}
	});

	it('loses no document of which no step reports anything', () => {
		expect(report([], 'A')).toEqual([expect.objectContaining({ outcome: 'failed' })]);
	});
});
