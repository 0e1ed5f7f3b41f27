import Big from 'big.js';
import { reconcile } from '../../../nodes/FinanceXmlBuilder/reconciliation';
import { PART_PAYMENT, POSTPAID_SMS, SELF_BILLING } from '../../fixtures/documents';

const CENT = new Big('0.01');
const NO_ROWS = { reason: 'No traffic report belongs to this document.' };

const of = (items: unknown[], amountNoVat: unknown, more = {}) => ({
	amountNoVat,
	items: items.map((totalNoVat) => ({ totalNoVat })),
	...more,
});

describe('reconciliation', () => {
	it('matches rows, items and document within the tolerance', () => {
		expect(reconcile(POSTPAID_SMS, { totalAmount: '10.5524' }, CENT)).toEqual({
			status: 'matched',
			tolerance: '0.01',
			rowsTotal: '10.5524',
			itemsTotal: '10.5524',
			documentNet: '10.55',
			rowsVsItems: { status: 'matched', difference: '0' },
			itemsVsDocument: { status: 'matched', difference: '0.0024' },
		});
	});

	it('is exact: 0.1 + 0.2 is 0.3', () => {
		const exact = reconcile(of([0.1, 0.2], 0.3), { totalAmount: '0.3' }, new Big(0));
		expect(exact.status).toBe('matched');
		expect(exact.itemsTotal).toBe('0.3');
	});

	it.each([
		['0.31', 'matched', '0.01'],
		['0.29', 'matched', '-0.01'],
		['0.3100001', 'difference', '0.0100001'],
		['0.2899999', 'difference', '-0.0100001'],
	])('compares rows of %s with 0.3: %s', (totalAmount, status, difference) => {
		const result = reconcile(of([0.1, 0.2], 0.3), { totalAmount }, CENT);
		expect(result.rowsVsItems).toEqual({ status, difference });
		expect(result.status).toBe(status);
	});

	it('says that items and document differ even if there are no rows', () => {
		const result = reconcile(of([1, 2], 5), NO_ROWS, CENT);
		expect(result.status).toBe('difference');
		expect(result.rowsVsItems).toEqual({ status: 'notApplicable', ...NO_ROWS });
		expect(result.itemsVsDocument).toEqual({ status: 'difference', difference: '-2' });
	});

	it('is not applicable without rows, and says why', () => {
		const result = reconcile(PART_PAYMENT, NO_ROWS, CENT);
		expect(result).toMatchObject({ status: 'notApplicable', ...NO_ROWS });
		expect(result.itemsVsDocument).toEqual({ status: 'matched', difference: '0.002' });
	});

	it.each([
		[{ amountNoVat: 1 }, 'The document has no items.'],
		[{ amountNoVat: 1, items: [] }, 'The document has no items.'],
		[of([1, null], 1), 'Item 2 of the document has no totalNoVat.'],
		[{ amountNoVat: 1, items: ['x'] }, 'Item 1 of the document has no totalNoVat.'],
		[of([1], 'x'), 'The document has no amountNoVat.'],
	])('compares nothing that is missing: %j', (document, reason) => {
		const result = reconcile(document, { totalAmount: '1' }, CENT);
		expect(result.status).toBe('notApplicable');
		expect(result.itemsVsDocument).toEqual({ status: 'notApplicable', reason });
	});

	describe('of a self-billing document', () => {
		it('compares rows with their sign reversed, and says so', () => {
			const result = reconcile(SELF_BILLING, { totalAmount: '10.54' }, CENT);
			expect(result).toMatchObject({
				status: 'matched',
				rowsTotal: '10.54',
				itemsTotal: '-10.55',
				rowsVsItems: { status: 'matched', difference: '0.01' },
				rowsSignReversed: true,
			});
		});

		it('compares negative rows as they are', () => {
			const result = reconcile(SELF_BILLING, { totalAmount: '-10.55' }, CENT);
			expect(result.status).toBe('matched');
			expect(result.rowsSignReversed).toBeUndefined();
		});

		it('does not hide a difference', () => {
			const result = reconcile(SELF_BILLING, { totalAmount: '11' }, CENT);
			expect(result.rowsVsItems).toEqual({ status: 'difference', difference: '-0.45' });
		});
	});

	it('does not forgive a wrong sign on any other document', () => {
		const result = reconcile(POSTPAID_SMS, { totalAmount: '-10.5524' }, CENT);
		expect(result.rowsVsItems).toEqual({ status: 'difference', difference: '-21.1048' });
	});
});
