import { isRecord } from '../../../common/value';
import type { BusinessDocument } from '../../businessDocument';
import { countryCode } from './countries';
import type { Kind, Party, VatCategory } from './invoice';
import type { UblSettings } from './settings';
import { customAttribute, textOf } from './text';
import { companyNumber, prefixedVatId, vatIdAmongNumbers } from './vatIds';

/** A participant of Peppol in one text: `0088:7300010000001`. */
const ENDPOINT_WITH_SCHEME = /^(\d{4}|EM|A[NQSU]):(.+)$/;

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
		? { seller: partner, buyer: { ...issuer, taxId: undefined } }
		: { seller: issuer, buyer: partner };
}

function issuerOf({ seller, invoice }: UblSettings): Party {
	const ownVatId = companyNumber(seller.vatId);
	return {
		...seller,
		...endpointOf(seller.endpointId, seller.endpointScheme),
		source: 'settings',
		country: countryCode(seller.country, invoice.countryCodes) ?? seller.country,
		vatId: prefixedVatId(ownVatId) ?? ownVatId,
	};
}

function partnerOf(document: BusinessDocument, { buyer, invoice }: UblSettings): Party {
	const partner = isRecord(document.bizPartner) ? document.bizPartner : {};
	const written = textOf(document.bizPartnerCountry);
	const country = countryCode(written, invoice.countryCodes) ?? written;
	const number = companyNumber(textOf(partner.vatNumber));
	const vatId = vatIdAmongNumbers(number, country);
	const attribute = (name: string | undefined) => customAttribute(document, name);
	return {
		...endpointOf(
			buyer.endpointId ?? attribute(buyer.endpointAttribute),
			buyer.endpointScheme ?? attribute(buyer.endpointSchemeAttribute),
		),
		source: 'document',
		name: textOf(partner.name),
		street: textOf(partner.address),
		city: textOf(partner.city),
		postalCode: textOf(partner.post),
		country,
		vatId,
		legalId: vatId === undefined ? number : undefined,
		contactName: textOf(partner.attn),
		contactEmail: buyer.contactEmail,
		contactPhone: buyer.contactPhone,
	};
}

/** BR-O-02: an invoice that VAT does not apply to names no VAT ids; they become legal ids. */
function withoutVatId(party: Party): Party {
	return { ...party, vatId: undefined, taxId: undefined, legalId: party.legalId ?? party.vatId };
}

function endpointOf(
	id: string | undefined,
	scheme: string | undefined,
): Pick<Party, 'endpointId' | 'endpointScheme'> {
	const parts = scheme === undefined ? ENDPOINT_WITH_SCHEME.exec(id ?? '') : null;
	return parts
		? { endpointScheme: parts[1], endpointId: parts[2] }
		: { endpointScheme: scheme, endpointId: id };
}
