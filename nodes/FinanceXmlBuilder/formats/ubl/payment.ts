import type { BusinessDocument } from '../../businessDocument';
import type { Kind, Payment } from './invoice';
import type { UblSettings } from './settings';
import { customAttribute, textOf } from './text';

/** UNTDID 4461: a credit transfer, and "not defined". */
const CREDIT_TRANSFER = '30';
const NOT_DEFINED = '1';

/**
 * How the invoice is paid (BG-16). The issuer's account is never named where the issuer pays: in a self-billed
 * invoice it is the partner's, from a custom attribute. In a credit note the due date stands among the payment
 * means, which are then written without more.
 */
export function paymentOf(
	document: BusinessDocument,
	settings: UblSettings,
	{ root, selfBilled }: Kind,
): Payment | undefined {
	const { payment, buyer } = settings;
	const iban = selfBilled ? customAttribute(document, buyer.ibanAttribute) : payment.iban;
	const dueDateNeedsIt = root === 'CreditNote' && textOf(document.dueDate) !== undefined;
	const meansCode =
		payment.meansCode ?? (iban ? CREDIT_TRANSFER : dueDateNeedsIt ? NOT_DEFINED : undefined);
	if (meansCode === undefined) return undefined;
	return {
		meansCode,
		reference: payment.reference ?? textOf(document.documentNumber),
		iban: iban?.replace(/\s/g, ''),
		...(selfBilled ? {} : { accountName: payment.accountName, bic: payment.bic }),
	};
}
