import type { InvoiceHeader, Party } from '../invoice';

/** A rule that the invoice breaks, for the operator. */
export interface Violation {
	/** The official rule's id, e.g. `BR-CO-10`. */
	rule: string;
	/** Where it is corrected: a parameter of the node, or a field of the document. */
	field: string;
	/** What is wrong, in the business terms of EN 16931. */
	problem: string;
	/** What to do. */
	fix: string;
}

/** A group of rules: what an invoice, or its header, breaks of them. */
export type HeaderRules = (header: InvoiceHeader) => Violation[];

/** A term that is not there. */
export function missing(rule: string, term: string, field: string, fix?: string): Violation {
	return { rule, field, problem: `${term} is missing`, fix: fix ?? `Fill in ${field}.` };
}

/**
 * A term that is not there, though a custom attribute of the partner may hold it.
 *
 * @param absent code names of those that the operator names and the partner lacks
 */
export function missingAttribute(
	rule: string,
	term: string,
	field: string,
	...absent: Array<string | undefined>
): Violation {
	const names = absent.flatMap((name) => (name === undefined ? [] : JSON.stringify(name)));
	const violation = missing(rule, term, field);
	if (names.length === 0) return violation;
	return {
		...violation,
		problem: `${violation.problem}: the partner has no custom attribute ${names.join(' or ')}`,
		fix: `Add it to the partner in the source system, or fill in ${field}.`,
	};
}

/** The violations of conditions that are true. */
export function whereTrue(...found: Array<[boolean, Violation]>): Violation[] {
	return found.filter(([broken]) => broken).map(([, violation]) => violation);
}

/** Where each term of a party is corrected: in the node's section, or in the document. */
export function partyField(party: Party, term: keyof typeof DOCUMENT_FIELDS): string {
	return party.source === 'settings' ? `Seller → ${FORM_NAMES[term]}` : DOCUMENT_FIELDS[term];
}

const FORM_NAMES = {
	name: 'Name',
	city: 'City',
	postalCode: 'Postal Code',
	country: 'Country',
	vatId: 'VAT ID',
	legalId: 'Legal ID',
	legalIdScheme: 'Legal ID Scheme',
	endpointId: 'Endpoint ID',
	endpointScheme: 'Endpoint Scheme',
	contactName: 'Contact Name',
	contactPhone: 'Contact Phone',
	contactEmail: 'Contact E-Mail',
};

const DOCUMENT_FIELDS = {
	name: 'bizPartner.name',
	city: 'bizPartner.city',
	postalCode: 'bizPartner.post',
	country: 'bizPartnerCountry',
	vatId: 'bizPartner.vatNumber',
	legalId: 'bizPartner.vatNumber',
	legalIdScheme: 'bizPartner.vatNumber',
	endpointId: 'Buyer → Endpoint ID or Endpoint Attribute',
	endpointScheme: 'Buyer → Endpoint Scheme or Endpoint Scheme Attribute',
	contactName: 'bizPartner.attn',
	contactPhone: 'Buyer → Contact Phone',
	contactEmail: 'Buyer → Contact E-Mail',
};
