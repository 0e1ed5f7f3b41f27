import type { Party } from '../invoice';

/** A rule that the invoice breaks, for the operator. */
export interface Violation {
	/** The official rule's id, e.g. `BR-CO-10`. */
	rule: string;
	/** Where to correct it: a parameter of the node, or a field of the document. */
	field: string;
	/** The problem, in the business terms of EN 16931. */
	problem: string;
	/** What to do. */
	fix: string;
}

/** A missing term. */
export function missing(rule: string, term: string, field: string, fix?: string): Violation {
	return { rule, field, problem: `${term} is missing`, fix: fix ?? `Fill in ${field}.` };
}

/** The violations whose conditions are true. */
export function whereTrue(...found: Array<[boolean, Violation]>): Violation[] {
	return found.filter(([broken]) => broken).map(([, violation]) => violation);
}

/** Payment means that need data which this node lacks. */
export function unfilledMeans(rule: string, meansCode: string | undefined): Violation {
	return {
		rule,
		field: 'Payment → Means Code',
		problem: `BT-81 Payment means ${meansCode} need a mandate or a card`,
		fix: 'Use 58, or 30 if your country allows it, with an IBAN: this node does not write a mandate or card.',
	};
}

/** Where to correct each term of a party: in the node's section, or in the document. */
export function partyField(party: Pick<Party, 'source'>, term: PartyTerm): string {
	return party.source === 'settings' ? `Seller → ${FORM_NAMES[term]}` : DOCUMENT_FIELDS[term];
}

export type PartyTerm = keyof typeof DOCUMENT_FIELDS;

const FORM_NAMES = {
	name: 'Name',
	street: 'Street',
	city: 'City',
	postalCode: 'Postal Code',
	subdivision: 'Subdivision',
	country: 'Country',
	vatId: 'VAT ID',
	taxId: 'Tax ID',
	legalId: 'Legal ID',
	legalIdScheme: 'Legal ID Scheme',
	identifier: 'Identifier',
	identifierScheme: 'Identifier Scheme',
	endpointId: 'Endpoint ID',
	endpointScheme: 'Endpoint Scheme',
	contactName: 'Contact Name',
	contactPhone: 'Contact Phone',
	contactEmail: 'Contact E-Mail',
};

const DOCUMENT_FIELDS = {
	name: 'bizPartner.name',
	street: 'bizPartner.address',
	city: 'bizPartner.city',
	postalCode: 'bizPartner.post',
	subdivision: 'Buyer → Subdivision or Subdivision Attribute',
	country: 'bizPartnerCountry',
	vatId: 'bizPartner.vatNumber',
	taxId: 'bizPartner.vatNumber',
	legalId: 'Buyer → Legal ID or Legal ID Attribute',
	legalIdScheme: 'Buyer → Legal ID Scheme or Legal ID Scheme Attribute',
	identifier: 'Buyer → Identifier or Identifier Attribute',
	identifierScheme: 'Buyer → Identifier Scheme or Identifier Scheme Attribute',
	endpointId: 'Buyer → Endpoint ID or Endpoint Attribute',
	endpointScheme: 'Buyer → Endpoint Scheme or Endpoint Scheme Attribute',
	contactName: 'bizPartner.attn',
	contactPhone: 'Buyer → Contact Phone',
	contactEmail: 'Buyer → Contact E-Mail',
};
