import type Big from 'big.js';
import type { BusinessDocument } from '../../businessDocument';
import type { Kind, Payment } from './invoice';
import type { UblSettings } from './settings';
import { customAttribute, textOf } from './text';

/** UNTDID 4461: a credit transfer, and "not defined". */
const CREDIT_TRANSFER = '30';
const NOT_DEFINED = '1';

/** UNTDID 4461: what needs an account (BR-61). */
export const CREDIT_TRANSFERS = [CREDIT_TRANSFER, '58'];

/**
 * How the invoice is paid (BG-16). The account is that of whoever is paid: the issuer's, or the partner's, from
 * a custom attribute, where the issuer pays. In a credit note the due date stands among the payment means, which
 * are then written without more.
 */
export function paymentOf(
	document: BusinessDocument,
	settings: UblSettings,
	kind: Kind,
	payable: Big | undefined,
): Payment | undefined {
	const { payment } = settings;
	const reference = payment.reference ?? textOf(document.documentNumber);
	if (issuerPays(kind, payable)) {
		return { reference, ...toPartner(document, settings) };
	}
	const { iban, accountName, bic } = payment;
	const dueDateNeedsIt = kind.root === 'CreditNote' && textOf(document.dueDate) !== undefined;
	const meansCode =
		payment.meansCode ?? (iban ? CREDIT_TRANSFER : dueDateNeedsIt ? NOT_DEFINED : undefined);
	if (meansCode === undefined) return undefined;
	return { reference, meansCode, iban: withoutSpaces(iban), accountName, bic };
}

/** By its type, 381 or 389, or because the amount due is negative. */
function issuerPays({ sign }: Kind, payable: Big | undefined): boolean {
	return sign === -1 || payable?.lt(0) === true;
}

/** A transfer to an account that nobody knows is none: how the partner is paid is then not defined. */
function toPartner(
	document: BusinessDocument,
	{ payment: { meansCode }, buyer }: UblSettings,
): Pick<Payment, 'meansCode' | 'iban'> {
	const iban = withoutSpaces(customAttribute(document, buyer.ibanAttribute));
	if (iban !== undefined) return { meansCode: meansCode ?? CREDIT_TRANSFER, iban };
	const isTransfer = meansCode === undefined || CREDIT_TRANSFERS.includes(meansCode);
	return { meansCode: isTransfer ? NOT_DEFINED : meansCode };
}

function withoutSpaces(iban: string | undefined): string | undefined {
	return iban?.replace(/\s/g, '');
}
