import { readTrafficSummary } from '../../../../nodes/common/traffic';
import { checkAgainstSummary } from '../../../../nodes/FinanceXmlBuilder/traffic/checkRows';
import { CUSTOMER_SUMMARY } from '../../../fixtures/documents';

describe('a traffic summary', () => {
	it.each([
		[
			{ rowCount: 1, totalAmount: '10.5524', messageCount: '100050' },
			'a number of 1, but 2 was fetched',
		],
		[
			{ rowCount: 2, totalAmount: '10', messageCount: '100050' },
			'a total amount of 10, but 10.5524 was fetched',
		],
		[
			{ rowCount: 2, totalAmount: '10.5524', messageCount: '1' },
			'a message count of 1, but 100050 was fetched',
		],
		[{ rowCount: 2, messageCount: '100050' }, 'a total amount of (none), but 10.5524'],
	])('does not fit %j', (totals, message) => {
		const summary = readTrafficSummary(CUSTOMER_SUMMARY)!;
		expect(() => checkAgainstSummary(totals, summary, 'Document "1"')).toThrow(message);
	});

	it('fits the same amounts, however they are written', () => {
		const summary = readTrafficSummary(CUSTOMER_SUMMARY)!;
		const totals = { rowCount: 2, totalAmount: '10.55240', messageCount: '100050' };
		expect(() => checkAgainstSummary(totals, summary, 'Document "1"')).not.toThrow();
	});
});
