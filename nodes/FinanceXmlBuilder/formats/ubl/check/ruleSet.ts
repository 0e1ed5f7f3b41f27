import type { Invoice, InvoiceHeader, Party } from '../invoice';
import type { Violation } from './violation';
import type { Term } from './terms';

/** Seller and buyer, or their known countries. */
export interface Parties {
	seller: Pick<Party, 'country' | 'vatId'>;
	buyer: Pick<Party, 'country' | 'vatId'>;
}

/** A required term. */
export interface Requirement {
	/** The official rule's id. */
	rule: string;
	/** Alternatives, any of which is enough. */
	terms: readonly Term[];
	/** If only some invoices require it. */
	when?: { of: string; holds: (header: InvoiceHeader) => boolean };
}

/**
 * Rules that are published and released together: one file each, listed in the profiles that use it (`profile.ts`).
 */
export interface RuleSet {
	/** Its official name, and the implemented release. */
	release: string;
	/** If it does not apply to every invoice of the profile, e.g. national rules for sellers in one country. */
	holds?: (parties: Parties) => boolean;
	/** Terms that it requires, for the check and for the form. */
	requires?: readonly Requirement[];
	/** Checks that need no lines. */
	checkHeader?: (header: InvoiceHeader) => Violation[];
	/** The lines and the sums over them. */
	checkFigures?: (invoice: Invoice) => Violation[];
}

/** The rule sets of a profile that apply to an invoice between these parties. */
export function holding(
	{ ruleSets }: { ruleSets: readonly RuleSet[] },
	parties: Parties,
): readonly RuleSet[] {
	const known = { ...parties, seller: withCountry(parties.seller) };
	return ruleSets.filter(({ holds }) => holds?.(known) ?? true);
}

/** If a seller's country is missing, its VAT ID's country counts, so that all missing terms are named at once. */
function withCountry(seller: Parties['seller']): Parties['seller'] {
	const prefix = seller.vatId?.slice(0, 2);
	return { ...seller, country: seller.country ?? (prefix === 'EL' ? 'GR' : prefix) };
}
