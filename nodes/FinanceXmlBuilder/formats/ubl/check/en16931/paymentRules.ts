import type { CodeLists } from '../../codes/codeLists';
import type { InvoiceHeader } from '../../invoice';
import { CREDIT_TRANSFERS } from '../../paymentMeans';
import { type Violation, missing, whereTrue } from '../violation';

export function checkPayment({ payment }: InvoiceHeader, { paymentMeans }: CodeLists): Violation[] {
	if (!payment) return [];
	const { meansCode, iban } = payment;
	return whereTrue(
		[
			!paymentMeans.has(meansCode),
			{
				rule: 'BR-CL-16',
				field: 'Payment → Means Code',
				problem: `BT-81 Payment means ${JSON.stringify(meansCode)} is not a code of UNTDID 4461`,
				fix: 'Give a code of the list: 30 credit transfer, 58 SEPA credit transfer, 1 not defined.',
			},
		],
		[
			CREDIT_TRANSFERS.includes(meansCode) && !iban,
			missing('BR-61', `BT-84 Payment account, for payment means ${meansCode},`, 'Payment → IBAN'),
		],
	);
}
