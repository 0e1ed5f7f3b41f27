import type { CodeLists } from '../../codes/codeLists';
import type { InvoiceHeader, Party } from '../../invoice';
import { type Violation, partyField, whereTrue } from '../violation';

/** Scheme of a creditor identifier (BT-90), which a bank assigns to a seller. */
const BANK_ASSIGNED = 'SEPA';

const SELLER = { name: 'Seller', country: 'BT-40', vatId: 'BT-31' };
const BUYER = { name: 'Buyer', country: 'BT-55', vatId: 'BT-48' };

/** Countries, identifiers and electronic addresses of both parties, if present. */
export function checkParties({ seller, buyer }: InvoiceHeader, codes: CodeLists): Violation[] {
	return [...checkParty(seller, SELLER, codes), ...checkParty(buyer, BUYER, codes)];
}

function checkParty(party: Party, role: typeof SELLER, codes: CodeLists): Violation[] {
	const { country, vatId, legalIdScheme, identifierScheme, endpointScheme } = party;
	return whereTrue(
		[
			country !== undefined && !codes.countries.has(country),
			{
				rule: 'BR-CL-14',
				field: partyField(party, 'country'),
				problem: `${role.country} ${role.name} country ${JSON.stringify(country)} is not a code of ISO 3166-1`,
				fix: 'Give the two-letter code; for a number of your platform, add it to "Country Codes".',
			},
		],
		[
			vatId !== undefined && !codes.vatPrefixes.has(vatId.slice(0, 2)),
			{
				rule: 'BR-CO-09',
				field: partyField(party, 'vatId'),
				problem: `${role.vatId} ${role.name} VAT ID ${JSON.stringify(vatId)} has no country prefix`,
				fix: 'Put the two letters of the country before it (EL for Greece), or give it as Tax ID or Legal ID.',
			},
		],
		[
			identifierScheme !== undefined &&
				!codes.identifierSchemes.has(identifierScheme) &&
				!(role === SELLER && identifierScheme === BANK_ASSIGNED),
			{
				rule: 'BR-CL-10',
				field: partyField(party, 'identifierScheme'),
				problem: `${JSON.stringify(identifierScheme)} is not an identifier scheme of ISO 6523`,
				fix: 'Give the four digits of the scheme, e.g. 0088 for GLN, or leave it empty.',
			},
		],
		[
			legalIdScheme !== undefined &&
				!(codes.legalIdSchemes ?? codes.identifierSchemes).has(legalIdScheme),
			{
				rule: 'BR-CL-11',
				field: partyField(party, 'legalIdScheme'),
				problem: `${JSON.stringify(legalIdScheme)} is not an identifier scheme of ISO 6523`,
				fix: 'Give the four digits of the scheme, e.g. 0088 for GLN, or leave it empty.',
			},
		],
		[
			endpointScheme !== undefined && !codes.endpointSchemes.has(endpointScheme),
			{
				rule: 'BR-CL-25',
				field: partyField(party, 'endpointScheme'),
				problem: `${JSON.stringify(endpointScheme)} is not a scheme of electronic addresses (EAS)`,
				fix: 'Give a code of the list, e.g. 0088 (GLN), 9930 (German VAT ID), EM (e-mail).',
			},
		],
	);
}
