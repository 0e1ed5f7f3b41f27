import { RELEASES, SERBIA_CODES } from '../codes/codeLists';
import type { InvoiceHeader, Party } from '../invoice';
import type { Requirement, RuleSet } from './ruleSet';
import type { Term } from './terms';
import { partyField, type Violation, whereTrue } from './violation';

/** PIB, the tax number, as an electronic address. */
const PIB = '9948';

const always = (rule: string, term: Term): Requirement => ({ rule, terms: [term] });

/** Outside the scope of VAT, EN 16931 allows no tax numbers: SEF then refuses the category itself. */
const withinScope = (rule: string, term: Term): Requirement => ({
	...always(rule, term),
	when: { of: 'invoices within the scope of VAT', holds: ({ vat }) => vat.category !== 'O' },
});

/**
 * SRBDT, the rules of SEF. If several rules have the same context, Schematron runs only the first, which omits a third
 * of the published rules. SEF requires them, so all are implemented here.
 */
export const serbia: RuleSet = {
	release: RELEASES.serbia,
	requires: [
		always('RSR-05', 'BT-8'),
		withinScope('RSR-09', 'BT-31'),
		withinScope('RSR-10', 'BT-32'),
		always('RSR-13', 'BT-34'),
		always('RSR-14', 'BT-34-1'),
		always('RSR-16', 'BT-37'),
		always('RSR-17', 'BT-47'),
		withinScope('RSR-20', 'BT-48'),
		always('RSR-22', 'BT-49'),
		always('RSR-23', 'BT-49-1'),
		always('RSR-25', 'BT-52'),
		always('RSR-26', 'BT-53'),
		{
			rule: 'RSR-07',
			terms: ['BT-26'],
			when: {
				of: 'invoices that name a preceding one',
				holds: ({ precedingInvoice }) => precedingInvoice !== undefined,
			},
		},
		{
			rule: 'RSR-08',
			terms: ['BT-9'],
			when: {
				of: 'invoices whose VAT is due by the date of payment',
				holds: ({ taxPointCode }) => taxPointCode === '432',
			},
		},
		{
			rule: 'RSR-33',
			terms: ['BT-72'],
			when: {
				of: 'invoices whose VAT is due by the date of delivery',
				holds: ({ taxPointCode }) => taxPointCode === '35',
			},
		},
	],
	checkHeader: (header) => [
		...checkKind(header),
		...checkTaxNumber(header.seller, 'RSR-11', 'BT-31'),
		...checkTaxNumber(header.buyer, 'RSR-21', 'BT-48'),
		...checkAddress(header.seller, 'RSR-14', 'RSR-15', 'BT-34'),
		...checkAddress(header.buyer, 'RSR-23', 'RSR-24', 'BT-49'),
		...checkRegistration(header.buyer),
	],
};

const OTHER_CATEGORY =
	'Ask your tax adviser which of AE, E and Z it is for a buyer in Serbia, and set it.';

function checkKind({ kind, vat }: InvoiceHeader): Violation[] {
	const { typeCode } = kind;
	return whereTrue(
		[
			vat.category === 'G',
			{
				rule: 'RSR-35',
				field: 'VAT → Category at 0 %',
				problem: 'BT-118 VAT category G is not part of SEF',
				fix: OTHER_CATEGORY,
			},
		],
		[
			vat.category === 'O',
			{
				rule: 'RSR-09',
				field: 'VAT → Category at 0 %',
				problem: 'BT-118 VAT category O allows no tax numbers, but SEF requires them',
				fix: OTHER_CATEGORY,
			},
		],
		[
			typeCode !== undefined &&
				kind.root === 'Invoice' &&
				!SERBIA_CODES.nationalTypes.has(typeCode),
			{
				rule: 'RSR-03',
				field: 'Invoice → Self-Billing Type',
				problem: `BT-3 Invoice type ${typeCode} is not part of SEF`,
				fix: 'SEF has no self-billed invoices. Set Self-Billing Type to 381 (credit note).',
			},
		],
	);
}

function pibOf(vatId: string | undefined): string | undefined {
	return /^RS(\d{9}|\d{13})$/.exec(vatId ?? '')?.[1];
}

function checkTaxNumber(party: Party, rule: string, term: string): Violation[] {
	const { vatId } = party;
	return whereTrue([
		vatId !== undefined && pibOf(vatId) === undefined,
		{
			rule,
			field: partyField(party, 'vatId'),
			problem: `${term} VAT ID ${JSON.stringify(vatId)} is not a PIB of Serbia`,
			fix: `Fill in ${partyField(party, 'vatId')}: RS and the 9 or 13 digits of the PIB, e.g. RS100000008. SEF is for invoices between companies of Serbia.`,
		},
	]);
}

function checkAddress(party: Party, schemeRule: string, rule: string, term: string): Violation[] {
	const { endpointId, endpointScheme, vatId } = party;
	return whereTrue(
		[
			endpointScheme !== undefined && endpointScheme !== PIB,
			{
				rule: schemeRule,
				field: partyField(party, 'endpointScheme'),
				problem: `${term} Electronic address has the scheme ${endpointScheme}`,
				fix: `Set the scheme to ${PIB}: in SEF the electronic address is the PIB.`,
			},
		],
		[
			endpointId !== undefined && vatId !== undefined && `RS${endpointId}` !== vatId,
			{
				rule,
				field: partyField(party, 'endpointId'),
				problem: `${term} Electronic address ${JSON.stringify(endpointId)} is not the PIB of ${vatId}`,
				fix: `Fill in ${partyField(party, 'endpointId')}: ${PIB}:${pibOf(vatId) ?? ' and the digits of the PIB'}.`,
			},
		],
	);
}

function checkRegistration(buyer: Party): Violation[] {
	const { legalId, legalIdScheme } = buyer;
	return whereTrue(
		[
			legalId !== undefined && legalIdScheme !== undefined,
			{
				rule: 'RSR-18',
				field: partyField(buyer, 'legalIdScheme'),
				problem: `BT-47 Buyer legal ID has the scheme ${legalIdScheme}`,
				fix: `Fill in ${partyField(buyer, 'legalId')} with the number alone, and leave ${partyField(buyer, 'legalIdScheme')} empty.`,
			},
		],
		[
			legalId !== undefined && !/^(\d{8}|\d{13})$/.test(legalId),
			{
				rule: 'RSR-19',
				field: partyField(buyer, 'legalId'),
				problem: `BT-47 Buyer legal ID ${JSON.stringify(legalId)} is not a registration number of Serbia`,
				fix: `Fill in ${partyField(buyer, 'legalId')}: the 8 or 13 digits of the matični broj, e.g. 17000005.`,
			},
		],
	);
}
