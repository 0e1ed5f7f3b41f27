import type { BusinessProcesses } from './businessProcess';

/**
 * How the French platforms are to treat an invoice (rule G1.02 of the external specifications). Invoices of several
 * sellers and of both directions (B8 to M9) are not here: their lines need terms that this node does not write.
 */
export const franceProcesses: BusinessProcesses = {
	field: 'frenchProcess',
	displayName: 'Business Process in France',
	codes: {
		S1: 'Services',
		S2: 'Services, Paid Already',
		S3: 'Services of a Subcontractor, Paid Directly by the Public Buyer',
		S4: 'Services, Final Invoice After a Prepayment',
		S5: 'Services, Sent by a Subcontractor',
		S6: 'Services, Sent by a Co-Contractor',
		S7: 'Services, VAT Reported Already',
		B1: 'Goods',
		B2: 'Goods, Paid Already',
		B4: 'Goods, Final Invoice After a Prepayment',
		B7: 'Goods, VAT Reported Already',
		M1: 'Goods and Services',
		M2: 'Goods and Services, Paid Already',
		M4: 'Goods and Services, Final Invoice After a Prepayment',
	},
	otherwise: {
		says: 'S2 if the invoice is paid in full and is not due later, otherwise S1',
		// Of S2, the due date is the day of payment: a later day is not.
		of: ({ totals: { paid, taxInclusive, payable }, issueDate = '', dueDate }) =>
			dueDate !== undefined &&
			dueDate <= issueDate &&
			payable?.eq(0) &&
			taxInclusive &&
			paid?.eq(taxInclusive)
				? 'S2'
				: 'S1',
	},
};
