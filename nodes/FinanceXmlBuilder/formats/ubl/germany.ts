import type { InvoiceHeader } from './invoice';

/** Whether Germany's rules hold: of XRechnung always, of Peppol BIS Billing for invoices within Germany. */
export function isHeldToGermanRules({
	profile,
	seller,
	buyer,
}: Pick<InvoiceHeader, 'profile' | 'seller' | 'buyer'>): boolean {
	return profile.xrechnung || (profile.peppol && seller.country === 'DE' && buyer.country === 'DE');
}
