import { ENDPOINT_SCHEMES } from '../codes/endpointSchemes';
import { IDENTIFIER_SCHEMES } from '../codes/identifierSchemes';
import { countryCode } from '../countries';
import type { InvoiceHeader, Party } from '../invoice';
import { prefixedVatId } from '../vatIds';
import { type Violation, missing, partyField, whereTrue } from './violation';

interface Role {
	name: string;
	terms: { name: string; country: string; vatId: string; endpoint: string };
	rules: { name: string; country: string; scheme: string };
}

const SELLER: Role = {
	name: 'Seller',
	terms: { name: 'BT-27', country: 'BT-40', vatId: 'BT-31', endpoint: 'BT-34' },
	rules: { name: 'BR-06', country: 'BR-09', scheme: 'BR-62' },
};

const BUYER: Role = {
	name: 'Buyer',
	terms: { name: 'BT-44', country: 'BT-55', vatId: 'BT-48', endpoint: 'BT-49' },
	rules: { name: 'BR-07', country: 'BR-11', scheme: 'BR-63' },
};

/** Names, countries, identifiers and electronic addresses of both parties. */
export function checkParties({ seller, buyer, vat }: InvoiceHeader): Violation[] {
	return [
		...checkParty(seller, SELLER),
		...whereTrue([
			!seller.vatId && !seller.legalId,
			missing(
				'BR-CO-26',
				'BT-31 Seller VAT ID or BT-30 Seller legal ID',
				[...new Set([partyField(seller, 'vatId'), partyField(seller, 'legalId')])].join(' or '),
				vat.category === 'O'
					? 'Fill in Legal ID: an invoice outside the scope of VAT names no VAT id.'
					: undefined,
			),
		]),
		...checkParty(buyer, BUYER),
	];
}

function checkParty(party: Party, { name, terms, rules }: Role): Violation[] {
	const { country, vatId, legalIdScheme, endpointId, endpointScheme } = party;
	return whereTrue(
		[!party.name, missing(rules.name, `${terms.name} ${name} name`, partyField(party, 'name'))],
		[
			!country,
			missing(rules.country, `${terms.country} ${name} country`, partyField(party, 'country')),
		],
		[
			country !== undefined && countryCode(country, new Map()) !== country,
			{
				rule: 'BR-CL-14',
				field: partyField(party, 'country'),
				problem: `${terms.country} ${name} country ${JSON.stringify(country)} is no code of ISO 3166-1`,
				fix: 'Give the two-letter code; for a number of your platform\'s own add it to "Country Codes".',
			},
		],
		[
			vatId !== undefined && prefixedVatId(vatId) !== vatId,
			{
				rule: 'BR-CO-09',
				field: partyField(party, 'vatId'),
				problem: `${terms.vatId} ${name} VAT ID ${JSON.stringify(vatId)} has no prefix of a country`,
				fix: 'Put the two letters of the country before it (EL for Greece), or give it as Tax ID or Legal ID.',
			},
		],
		[
			legalIdScheme !== undefined && !IDENTIFIER_SCHEMES.has(legalIdScheme),
			{
				rule: 'BR-CL-11',
				field: partyField(party, 'legalIdScheme'),
				problem: `${JSON.stringify(legalIdScheme)} is no identifier scheme of ISO 6523`,
				fix: 'Give the four digits of the scheme, e.g. 0088 for GLN, or leave it empty.',
			},
		],
		[
			endpointId !== undefined && endpointScheme === undefined,
			missing(
				rules.scheme,
				`The scheme of ${terms.endpoint} ${name} electronic address`,
				partyField(party, 'endpointScheme'),
			),
		],
		[
			endpointScheme !== undefined && !ENDPOINT_SCHEMES.has(endpointScheme),
			{
				rule: 'BR-CL-25',
				field: partyField(party, 'endpointScheme'),
				problem: `${JSON.stringify(endpointScheme)} is no scheme of electronic addresses (EAS)`,
				fix: 'Give a code of the list, e.g. 0088 (GLN), 9930 (German VAT ID), EM (e-mail).',
			},
		],
	);
}
