import { PAYMENT_MEANS } from '../codes/paymentMeans';
import type { InvoiceHeader } from '../invoice';
import { CREDIT_TRANSFERS } from '../payment';
import { type Violation, missing, whereTrue } from './violation';

/** UNTDID 4461: direct debits, whose mandate Peppol and XRechnung ask for. */
const DIRECT_DEBITS = ['49', '59'];

export function checkPayment({ payment, profile }: InvoiceHeader): Violation[] {
	if (!payment) return [];
	const { meansCode, iban } = payment;
	return whereTrue(
		[
			!PAYMENT_MEANS.has(meansCode),
			{
				rule: 'BR-CL-16',
				field: 'Payment → Means Code',
				problem: `BT-81 Payment means ${JSON.stringify(meansCode)} is no code of UNTDID 4461`,
				fix: 'Give a code of the list: 30 credit transfer, 58 SEPA credit transfer, 1 not defined.',
			},
		],
		[
			CREDIT_TRANSFERS.includes(meansCode) && !iban,
			missing('BR-61', `BT-84 Payment account, for payment means ${meansCode},`, 'Payment → IBAN'),
		],
		[
			(profile.peppol || profile.xrechnung) && DIRECT_DEBITS.includes(meansCode),
			unfilledMeans('PEPPOL-EN16931-R061', meansCode),
		],
	);
}

/** Means that need more than this node knows. */
export function unfilledMeans(rule: string, meansCode: string | undefined): Violation {
	return {
		rule,
		field: 'Payment → Means Code',
		problem: `BT-81 Payment means ${meansCode} need a mandate or a card`,
		fix: 'Use 30, 58 or 1: this node writes no mandate or card.',
	};
}
