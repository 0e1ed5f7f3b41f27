import { isHeldToGermanRules } from '../germany';
import type { InvoiceHeader } from '../invoice';
import { unfilledMeans } from './payment';
import { type Violation, missing, missingAttribute, partyField, whereTrue } from './violation';

/** UNTDID 4461: payment cards. */
const PAYMENT_CARDS = ['48', '54', '55'];

/** A cash discount as a line of BT-20. */
const CASH_DISCOUNT = /^#SKONTO#TAGE=\d+#PROZENT=\d+\.\d{2}(#BASISBETRAG=-?\d+\.\d{2})?#$/;

/**
 * What Germany asks for: XRechnung 3.0 of every invoice, Peppol BIS Billing of those within Germany, in rules of
 * the same numbers.
 */
export function checkXrechnung(header: InvoiceHeader): Violation[] {
	if (!isHeldToGermanRules(header)) return [];
	const { profile, payment, buyerReference, seller, buyer, terms, absent } = header;
	const rule = profile.xrechnung
		? (number: number) => `BR-DE-${number}`
		: (number: number) => `DE-R-${String(number).padStart(3, '0')}`;
	const contact = seller.contactName || seller.contactPhone || seller.contactEmail;
	return whereTrue(
		[!payment, missing(rule(1), 'BG-16 Payment instructions', 'Payment → IBAN or Means Code')],
		[
			!buyerReference,
			missingAttribute(
				rule(15),
				'BT-10 Buyer reference (Leitweg-ID)',
				'Buyer → Reference or Reference Attribute',
				absent.buyerReference,
			),
		],
		[!contact, missing(rule(2), 'BG-6 Seller contact', partyField(seller, 'contactName'))],
		[!seller.city, missing(rule(3), 'BT-37 Seller city', partyField(seller, 'city'))],
		[
			!seller.postalCode,
			missing(rule(4), 'BT-38 Seller postal code', partyField(seller, 'postalCode')),
		],
		[
			!!contact && !seller.contactName,
			missing(rule(5), 'BT-41 Seller contact name', partyField(seller, 'contactName')),
		],
		[
			!!contact && !seller.contactPhone,
			missing(rule(6), 'BT-42 Seller contact phone', partyField(seller, 'contactPhone')),
		],
		[
			!!contact && !seller.contactEmail,
			missing(rule(7), 'BT-43 Seller contact e-mail', partyField(seller, 'contactEmail')),
		],
		[!buyer.city, missing(rule(8), 'BT-52 Buyer city', partyField(buyer, 'city'))],
		[
			!buyer.postalCode,
			missing(rule(9), 'BT-53 Buyer postal code', partyField(buyer, 'postalCode')),
		],
		[
			terms !== undefined && !hasWellFormedDiscounts(terms),
			{
				rule: rule(18),
				field: 'Payment → Terms',
				problem: 'BT-20 Payment terms have a line with # that is no cash discount (Skonto)',
				fix: 'Write each cash discount on a line of its own, e.g. #SKONTO#TAGE=14#PROZENT=2.00#, and begin no other line with #.',
			},
		],
		[
			payment !== undefined && PAYMENT_CARDS.includes(payment.meansCode),
			unfilledMeans(`${rule(24)}${profile.xrechnung ? '-a' : '-1'}`, payment?.meansCode),
		],
	);
}

/** Every line that begins with # is a cash discount, and what is marked with # ends with its line. */
function hasWellFormedDiscounts(terms: string): boolean {
	const discounts = terms.split('\n').filter((line) => line.startsWith('#'));
	if (discounts.length === 0) return true;
	const afterLast = terms.split(/#.+#/).at(-1) ?? '';
	return discounts.every((line) => CASH_DISCOUNT.test(line)) && /^\s*\n/.test(afterLast);
}
