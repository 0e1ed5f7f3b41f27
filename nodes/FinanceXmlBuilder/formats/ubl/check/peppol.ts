import type { Absent, InvoiceHeader, Party } from '../invoice';
import { CATEGORY_OF_REASON } from '../codes/exemptionReasons';
import { CHECKED_SCHEMES } from './checkDigits';
import { type Violation, missing, missingAttribute, partyField, whereTrue } from './violation';

/** Schemes that EN 16931 takes and Peppol BIS Billing does not (PEPPOL-EN16931-CL008). */
const SCHEMES_NOT_IN_PEPPOL = [
	...['EM', 'AN', 'AQ', 'AS', 'AU'],
	...['0219', '0220', '0242', '0244', '0245', '0246', '0248'],
];

/** Currencies that EN 16931 takes and Peppol BIS Billing does not (PEPPOL-EN16931-CL007). */
const CURRENCIES_NOT_IN_PEPPOL = ['CNH', 'STD', 'XCG'];

/** What Peppol BIS Billing 3.0 asks for beyond EN 16931, and what XRechnung takes over of it. */
export function checkPeppol(header: InvoiceHeader): Violation[] {
	const { profile, seller, buyer, absent } = header;
	if (!profile.peppol && !profile.xrechnung) return [];
	return [
		...checkEndpoint(seller, 'PEPPOL-EN16931-R020', 'BT-34 Seller electronic address', absent),
		...checkEndpoint(buyer, 'PEPPOL-EN16931-R010', 'BT-49 Buyer electronic address', absent),
		...(profile.peppol ? checkBilling(header) : []),
	];
}

function checkEndpoint(party: Party, rule: string, term: string, absent: Absent): Violation[] {
	const field = partyField(party, 'endpointId');
	return whereTrue([
		!party.endpointId,
		party.source === 'settings'
			? missing(rule, term, field)
			: missingAttribute(rule, term, field, absent.endpoint),
	]);
}

function checkBilling(header: InvoiceHeader): Violation[] {
	const { kind, buyerReference, orderReference, seller, buyer, currency, vat, absent } = header;
	return [
		...whereTrue(
			[
				!buyerReference && !orderReference,
				missingAttribute(
					'PEPPOL-EN16931-R003',
					'BT-10 Buyer reference or BT-13 Order reference',
					'Buyer → Reference or Reference Attribute, or Invoice → Order Reference or Order Reference Attribute',
					absent.buyerReference,
					absent.orderReference,
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
		...checkCurrency('BT-5', 'currencyCode', currency),
		...checkCurrency('BT-6', 'domesticCurrencyCode', vat.accounting?.currency),
		...checkReasonCode(header),
		...[seller, buyer].flatMap(checkScheme),
	];
}

function checkCurrency(term: string, field: string, currency: string | undefined): Violation[] {
	return whereTrue([
		currency !== undefined && CURRENCIES_NOT_IN_PEPPOL.includes(currency),
		{
			rule: 'PEPPOL-EN16931-CL007',
			field,
			problem: `${term} ${JSON.stringify(currency)} is no currency of Peppol BIS Billing`,
			fix:
				term === 'BT-6'
					? 'Set "Second Currency" to "None", or the profile to EN 16931.'
					: 'Set the profile to EN 16931, or bill in another currency.',
		},
	]);
}

/** Some reason codes say the VAT category, too. */
function checkReasonCode({ vat: { category, reasonCode } }: InvoiceHeader): Violation[] {
	const said = CATEGORY_OF_REASON.get(reasonCode?.toUpperCase() ?? '');
	return whereTrue([
		said !== undefined && said.category !== category,
		{
			rule: `PEPPOL-EN16931-${said?.rule}`,
			field: 'VAT → Exemption Reason Code',
			problem: `BT-121 ${reasonCode} is a reason for the VAT category ${said?.category}, not for ${category}`,
			fix: 'Give the code that fits "Category at 0 %", or the reason in words alone.',
		},
	]);
}

function checkScheme(party: Party): Violation[] {
	const { endpointId, endpointScheme, legalId, legalIdScheme } = party;
	return [
		...whereTrue([
			endpointScheme !== undefined && SCHEMES_NOT_IN_PEPPOL.includes(endpointScheme),
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
