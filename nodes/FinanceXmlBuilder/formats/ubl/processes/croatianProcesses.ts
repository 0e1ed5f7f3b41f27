import type { Kind } from '../invoice';
import type { BusinessProcesses } from './businessProcess';

/** By the kind of invoice; all others are billed by period, on a contract. */
const BY_TYPE: Partial<Record<NonNullable<Kind['typeCode']>, string>> = {
	381: 'P9',
	386: 'P4',
	389: 'P12',
};

/** Business processes of HR CIUS, its table HR-TB-1. */
export const croatiaProcesses: BusinessProcesses = {
	field: 'croatianProcess',
	displayName: 'Business Process in Croatia',
	codes: {
		P1: 'Deliveries by Orders, on a Contract',
		P2: 'By Period, on a Contract',
		P3: 'Delivery by a Single Order',
		P4: 'Prepayment',
		P5: 'Payment on the Spot',
		P6: 'Payment Before Delivery, by an Order',
		P7: 'With References to Despatch Advices',
		P8: 'With References to Despatch and Receiving Advices',
		P9: 'Credit Notes and Negative Invoices',
		P10: 'Corrective Invoices',
		P11: 'Partial and Final Invoices',
		P12: 'Self-Billing',
	},
	otherwise: {
		says: 'P9 for credit notes and negative invoices, P4 for prepayments, P12 for self-billing, otherwise P2',
		of: ({ kind: { typeCode }, totals: { payable } }) =>
			(typeCode && BY_TYPE[typeCode]) ?? (payable?.lt(0) ? 'P9' : 'P2'),
	},
};
