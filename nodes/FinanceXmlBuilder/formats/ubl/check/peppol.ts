import type { InvoiceHeader, Party } from '../invoice';
import { CHECKED_SCHEMES } from './checkDigits';
import { type Violation, missing, partyField, whereTrue } from './violation';

/** Schemes that EN 16931 takes and Peppol BIS Billing does not (PEPPOL-EN16931-CL008). */
const NOT_IN_PEPPOL = [
	...['EM', 'AN', 'AQ', 'AS', 'AU'],
	...['0219', '0220', '0242', '0244', '0245', '0246', '0248'],
];

/** What Peppol BIS Billing 3.0 asks for beyond EN 16931, and what XRechnung takes over of it. */
export function checkPeppol(header: InvoiceHeader): Violation[] {
	const { profile, seller, buyer } = header;
	if (!profile.peppol && !profile.xrechnung) return [];
	return [
		...checkEndpoint(seller, 'PEPPOL-EN16931-R020', 'BT-34 Seller electronic address'),
		...checkEndpoint(buyer, 'PEPPOL-EN16931-R010', 'BT-49 Buyer electronic address'),
		...(profile.peppol ? checkBilling(header) : []),
	];
}

function checkEndpoint(party: Party, rule: string, term: string): Violation[] {
	return whereTrue([!party.endpointId, missing(rule, term, partyField(party, 'endpointId'))]);
}

function checkBilling({ kind, buyerReference, orderReference, seller, buyer }: InvoiceHeader) {
	return [
		...whereTrue(
			[
				!buyerReference && !orderReference,
				missing(
					'PEPPOL-EN16931-R003',
					'BT-10 Buyer reference or BT-13 Order reference',
					'Buyer → Reference or Invoice → Order Reference',
				),
			],
			[
				kind.typeCode === '389',
				{
					rule: 'PEPPOL-EN16931-P0100',
					field: 'Invoice → Self-Billing Type',
					problem: 'BT-3 Invoice type 389 is not part of Peppol BIS Billing',
					fix: 'Peppol has a profile of its own for self-billing. Set Self-Billing Type to 381, or the profile to EN 16931.',
				},
			],
		),
		...[seller, buyer].flatMap(checkScheme),
	];
}

function checkScheme(party: Party): Violation[] {
	const { endpointId, endpointScheme, legalId, legalIdScheme } = party;
	return [
		...whereTrue([
			endpointScheme !== undefined && NOT_IN_PEPPOL.includes(endpointScheme),
			{
				rule: 'PEPPOL-EN16931-CL008',
				field: partyField(party, 'endpointScheme'),
				problem: `${JSON.stringify(endpointScheme)} is no scheme of the Peppol network`,
				fix: 'Give the scheme of the Peppol participant, e.g. 0088 (GLN) or 9930 (German VAT ID).',
			},
		]),
		...checkNumber(endpointScheme, endpointId, partyField(party, 'endpointId')),
		...checkNumber(legalIdScheme, legalId, partyField(party, 'legalId')),
	];
}

function checkNumber(
	scheme: string | undefined,
	id: string | undefined,
	field: string,
): Violation[] {
	const checked = CHECKED_SCHEMES[scheme ?? ''];
	if (!checked || id === undefined || checked.isValid(id)) return [];
	const { rule, name } = checked;
	return [
		{
			rule,
			field,
			problem: `${JSON.stringify(id)} is no ${name}, though its scheme is ${scheme}`,
			fix: 'Check its digits, or correct the scheme.',
		},
	];
}
