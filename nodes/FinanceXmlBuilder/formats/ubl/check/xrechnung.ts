import type { InvoiceHeader } from '../invoice';
import { type Violation, missing, partyField, whereTrue } from './violation';

/**
 * What Germany asks for: XRechnung 3.0 of every invoice, Peppol BIS Billing of those within Germany, in rules of
 * the same numbers.
 */
export function checkXrechnung(header: InvoiceHeader): Violation[] {
	const { profile, payment, buyerReference, seller, buyer } = header;
	const withinGermany = seller.country === 'DE' && buyer.country === 'DE';
	if (!profile.xrechnung && !(profile.peppol && withinGermany)) return [];
	const rule = profile.xrechnung
		? (number: number) => `BR-DE-${number}`
		: (number: number) => `DE-R-${String(number).padStart(3, '0')}`;
	const contact = seller.contactName || seller.contactPhone || seller.contactEmail;
	return whereTrue(
		[!payment, missing(rule(1), 'BG-16 Payment instructions', 'Payment → IBAN or Means Code')],
		[
			!buyerReference,
			missing(
				rule(15),
				'BT-10 Buyer reference (Leitweg-ID)',
				'Buyer → Reference or Reference Attribute',
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
	);
}
