import { runCodeNode } from './codeNode';

const PERIOD = { periodFrom: '2023-06-01', periodTo: '2023-06-30' };
const SUMMARY = {
	result: 'summary',
	currency: 'EUR',
	total: '10',
	deliveredTotal: '7',
	offBy: '-3',
	note: '2 documents: 1 delivered, 1 missing',
};

function message(...lines: Array<Record<string, unknown>>) {
	return runCodeNode('horisen-delivery-audit.json', 'Message', {
		input: [{}],
		outputs: { Audit: [...lines, SUMMARY], Period: [PERIOD] },
	})[0];
}

const line = (result: string, documentNumber = 'N-1', note = 'The ledger does not know it.') => ({
	result,
	documentNumber,
	fileName: 'file.xml',
	note,
});

describe('Message', () => {
	it('names what is wrong and tells the sums', () => {
		expect(message(line('missing'), line('delivered'), line('damaged', ''))).toEqual({
			subject:
				'Delivery audit of 2023-06-01 to 2023-06-30: 2 documents are missing, changed or damaged',
			text: [
				'2 documents: 1 delivered, 1 missing. EUR: documents 10, delivered 7, off by -3.',
				'missing: N-1 (The ledger does not know it); damaged: file.xml (The ledger does not know it).',
			].join('\n'),
			isClean: false,
		});
	});

	it('names ten, and counts the rest', () => {
		const lines = Array.from({ length: 13 }, (_, index) => line('missing', `N-${index}`));
		const { text } = message(...lines);
		expect(text).toContain('missing: N-9 (');
		expect(text).not.toContain('N-10');
		expect(text).toContain('; and 3 more, see the table.');
	});

	it.each([
		[['delivered', 'cancelled', 'beforeGoLive'], 'everything is as it should be'],
		[
			['delivered', 'unknown'],
			'nothing is missing, changed or damaged, but something is unknown',
		],
	])('is clean with %j', (results, subject) => {
		const said = message(...results.map((result) => line(result)));
		expect(said).toMatchObject({
			isClean: true,
			subject: `Delivery audit of 2023-06-01 to 2023-06-30: ${subject}`,
		});
	});
});
