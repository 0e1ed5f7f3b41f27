import type Big from 'big.js';
import type { BusinessDocument } from '../../businessDocument';
import type { Kind, Payment } from './invoice';
import { CREDIT_TRANSFER, CREDIT_TRANSFERS, NOT_DEFINED, SEPA_TRANSFER } from './paymentMeans';
import type { UblSettings } from './ublSettings';
import { customAttribute, textOf } from './documentText';

/** Country whose sellers must not use 30 (DK-R-005). */
const COUNTRIES_WITHOUT_30 = ['DK'];

/**
 * The payment of the invoice (BG-16). The account belongs to the payee: the issuer, or the partner (from a custom
 * attribute) if the issuer pays. In a credit note, the due date is part of the payment means, which are written even
 * without further data.
 */
export function paymentOf(
	document: BusinessDocument,
	settings: UblSettings,
	kind: Kind,
	payable: Big | undefined,
	sellerCountry: string | undefined,
): Payment | undefined {
	const { payment } = settings;
	const reference = payment.reference ?? textOf(document.documentNumber);
	const transfer = COUNTRIES_WITHOUT_30.includes(sellerCountry ?? '')
		? SEPA_TRANSFER
		: CREDIT_TRANSFER;
	if (issuerPays(kind, payable)) {
		return { reference, ...toPartner(document, settings, transfer) };
	}
	const { iban, accountName, bic } = payment;
	const dueDateNeedsIt = kind.root === 'CreditNote' && textOf(document.dueDate) !== undefined;
	const meansCode =
		payment.meansCode ?? (iban ? transfer : dueDateNeedsIt ? NOT_DEFINED : undefined);
	if (meansCode === undefined) return undefined;
	return { reference, meansCode, iban: withoutSpaces(iban), accountName, bic };
}

/** Whether the issuer pays: by the type, 381 or 389, or because the amount due is negative. */
function issuerPays({ sign }: Kind, payable: Big | undefined): boolean {
	return sign === -1 || payable?.lt(0) === true;
}

/** Without an account there is no transfer: the payment means are then "not defined". */
function toPartner(
	document: BusinessDocument,
	{ payment: { meansCode }, buyer }: UblSettings,
	transfer: string,
): Pick<Payment, 'meansCode' | 'iban'> {
	const iban = withoutSpaces(customAttribute(document, buyer.ibanAttribute));
	if (iban !== undefined) return { meansCode: meansCode ?? transfer, iban };
	const isTransfer = meansCode === undefined || CREDIT_TRANSFERS.includes(meansCode);
	return { meansCode: isTransfer ? NOT_DEFINED : meansCode };
}

function withoutSpaces(iban: string | undefined): string | undefined {
	return iban?.replace(/\s/g, '');
}
