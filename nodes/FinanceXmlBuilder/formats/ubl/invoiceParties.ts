import { isRecord } from '../../../common/value';
import type { BusinessDocument } from '../../businessDocument';
import { countryCode } from './countries';
import type { Kind, Party, VatCategory } from './invoice';
import type { UblSettings } from './ublSettings';
import { customAttribute, textOf } from './documentText';
import { companyNumber, prefixedVatId, vatIdAmongNumbers } from './vatIds';

/** An electronic address or company number with its scheme: `0088:7300010000001`. */
const WITH_SCHEME = /^(\d{4}|EM|A[NQSU]):(.+)$/;

/** Seller and buyer. In a self-billed invoice the partner sells and the issuer buys. */
export function partiesOf(
	document: BusinessDocument,
	settings: UblSettings,
	{ selfBilled }: Kind,
	category: VatCategory | undefined,
): { seller: Party; buyer: Party } {
	const [issuer, partner] = [issuerOf(settings), partnerOf(document, settings)].map((party) =>
		category === 'O' ? withoutVatId(party) : party,
	);
	return selfBilled
		? { seller: partner, buyer: { ...issuer, taxId: undefined, legalForm: undefined } }
		: { seller: issuer, buyer: partner };
}

function issuerOf({ seller, invoice }: UblSettings): Party {
	const ownVatId = companyNumber(seller.vatId);
	const endpoint = schemed(seller.endpointId, seller.endpointScheme);
	const legal = schemed(seller.legalId, seller.legalIdScheme);
	const identifier = schemed(seller.identifier, seller.identifierScheme);
	return {
		...seller,
		source: 'settings',
		country: countryCode(seller.country, invoice.countryCodes) ?? seller.country,
		vatId: prefixedVatId(ownVatId) ?? ownVatId,
		legalId: legal.id,
		legalIdScheme: legal.scheme,
		identifier: identifier.id,
		identifierScheme: identifier.scheme,
		endpointId: endpoint.id,
		endpointScheme: endpoint.scheme,
	};
}

function partnerOf(document: BusinessDocument, { buyer, invoice }: UblSettings): Party {
	const partner = isRecord(document.bizPartner) ? document.bizPartner : {};
	const written = textOf(document.bizPartnerCountry);
	const country = countryCode(written, invoice.countryCodes) ?? written;
	const number = companyNumber(textOf(partner.vatNumber));
	const vatId = vatIdAmongNumbers(number, country);
	const attribute = (name: string | undefined) => customAttribute(document, name);
	const endpoint = schemed(
		buyer.endpointId ?? attribute(buyer.endpointAttribute),
		buyer.endpointScheme ?? attribute(buyer.endpointSchemeAttribute),
	);
	const legal = schemed(
		buyer.legalId ??
			attribute(buyer.legalIdAttribute) ??
			(vatId === undefined ? number : undefined),
		buyer.legalIdScheme ?? attribute(buyer.legalIdSchemeAttribute),
	);
	const identifier = schemed(
		buyer.identifier ?? attribute(buyer.identifierAttribute),
		buyer.identifierScheme ?? attribute(buyer.identifierSchemeAttribute),
	);
	return {
		source: 'document',
		name: textOf(partner.name),
		street: textOf(partner.address),
		city: textOf(partner.city),
		postalCode: textOf(partner.post),
		subdivision: buyer.subdivision ?? attribute(buyer.subdivisionAttribute),
		country,
		vatId,
		legalId: legal.id,
		legalIdScheme: legal.scheme,
		identifier: identifier.id,
		identifierScheme: identifier.scheme,
		endpointId: endpoint.id,
		endpointScheme: endpoint.scheme,
		contactName: textOf(partner.attn),
		contactEmail: buyer.contactEmail,
		contactPhone: buyer.contactPhone,
	};
}

/** BR-O-02: an invoice outside the scope of VAT has no VAT ids; they become legal ids. */
function withoutVatId(party: Party): Party {
	const { legalId, legalIdScheme, vatId } = party;
	return {
		...party,
		vatId: undefined,
		taxId: undefined,
		legalId: legalId ?? vatId,
		legalIdScheme: legalId === undefined ? undefined : legalIdScheme,
	};
}

/** A number and its scheme, which may be a prefix; the scheme's own field takes precedence. */
function schemed(
	id: string | undefined,
	scheme: string | undefined,
): { id?: string; scheme?: string } {
	if (id === undefined) return {};
	const [, prefix, number] = WITH_SCHEME.exec(id) ?? [];
	return { scheme: scheme ?? prefix, id: number ?? id };
}
