import { noTraffic, readTrafficSummary } from '../../../nodes/common/traffic';
import { CUSTOMER_SUMMARY } from '../../fixtures/documents';

describe('a traffic summary', () => {
	it('is read from the field that HORISEN Traffic Report wrote', () => {
		expect(readTrafficSummary(CUSTOMER_SUMMARY)).toEqual(CUSTOMER_SUMMARY);
		expect(readTrafficSummary({ kind: 'none', reason: 'Prepaid.', rowCount: 0 })).toEqual({
			kind: 'none',
			reason: 'Prepaid.',
			rowCount: 0,
			totalAmount: '0',
			messageCount: '0',
		});
	});

	it.each([undefined, null, 'x', 5, [], {}, { kind: 'car' }, { kind: 'customer' }])(
		'is not read from a field with another meaning: %j',
		(value) => {
			expect(readTrafficSummary(value)).toBeUndefined();
		},
	);

	it('of a document without traffic says why, if that is known', () => {
		const summary = noTraffic('Prepaid.');
		expect(readTrafficSummary(summary)).toEqual(summary);
		expect(noTraffic(undefined)).not.toHaveProperty('reason');
	});
});
