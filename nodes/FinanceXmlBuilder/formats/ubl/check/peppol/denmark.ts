import { PEPPOL_CODES, RELEASES } from '../../codes/codeLists';
import type { InvoiceHeader, Party, Payment } from '../../invoice';
import type { RuleSet } from '../ruleSet';
import { partyField, type Violation, whereTrue } from '../violation';
import { checkLegalScheme, checkMeans, isWithin } from './nationalRules';

/** CVR numbers. */
const CVR = '0184';

/** Of UNSPSC, which is `TST`. */
const UNSPSC_VERSIONS = ['19.05.01', '19.0501', '26.08.01', '26.0801'];

/** Rules for sellers in Denmark. */
export const denmark: RuleSet = {
	release: RELEASES.peppol,
	holds: ({ seller }) => seller.country === 'DK',
	requires: [
		{ rule: 'DK-R-002', terms: ['BT-30'] },
		{ rule: 'DK-R-014', terms: ['BT-30-1'] },
	],
	checkHeader: (header) => [
		...(header.seller.legalIdScheme === undefined
			? []
			: checkLegalScheme('DK-R-014', header.seller, 'BT-30', [CVR])),
		...(isWithin('DK', header) ? checkWithinDenmark(header) : []),
	],
};

function checkWithinDenmark(header: InvoiceHeader): Violation[] {
	const { kind, totals, seller, buyer } = header;
	return [
		...whereTrue([
			kind.root === 'CreditNote' && totals.payable?.lt(0) === true,
			{
				rule: 'DK-R-016',
				field: 'total',
				problem: 'BT-115 Amount due of a credit note is negative',
				fix: 'A Danish credit note has a positive amount due. Correct total in the source system.',
			},
		]),
		...[seller, buyer].flatMap(checkIdentifier),
		...checkLegalScheme('DK-R-017', buyer, 'BT-47', [CVR]),
		...checkClassification(header),
		...(kind.root === 'Invoice' ? checkPaymentMeans(header) : []),
	];
}

function checkIdentifier(party: Party): Violation[] {
	return whereTrue([
		party.identifier !== undefined && party.identifierScheme === undefined,
		{
			rule: 'DK-R-013',
			field: partyField(party, 'identifierScheme'),
			problem: `Identifier ${JSON.stringify(party.identifier)} has no scheme`,
			fix: `Fill in ${partyField(party, 'identifierScheme')}, e.g. ${CVR} for a CVR number, or leave the identifier empty.`,
		},
	]);
}

function checkPaymentMeans(header: InvoiceHeader): Violation[] {
	return [
		...checkMeans(
			'DK-R-005',
			header,
			PEPPOL_CODES.danishPaymentMeans,
			'Set Payment → Means Code to 58 (SEPA credit transfer) or 42 (Danish account and registration number); 30 is not valid in Denmark.',
		),
		...(header.payment ? checkAccount(header.payment) : []),
	];
}

/** The card of an FIK or giro payment comes before its reference: `71#…`. */
function checkAccount({ meansCode, iban = '', bic, reference = '' }: Payment): Violation[] {
	const card = reference.slice(0, 3);
	const { length } = reference;
	return whereTrue(
		[
			['31', '42'].includes(meansCode) && (iban === '' || bic === undefined),
			{
				rule: 'DK-R-006',
				field: 'Payment → IBAN, and Payment → BIC',
				problem: `BT-84 Account or BT-86 its registration number is missing, for payment means ${meansCode}`,
				fix: 'Fill in the account number as Payment → IBAN, e.g. 0440116243, and the registration number as BIC, e.g. 0040.',
			},
		],
		[
			meansCode === '50' && !(['01#', '04#', '15#'].includes(card) && /^\d{7,8}$/.test(iban)),
			{
				rule: 'DK-R-008',
				field: 'Payment → Reference, and Payment → IBAN',
				problem: 'BT-83 Reference has no giro card 01#, 04# or 15#, or BT-84 is not a giro account',
				fix: 'Fill in Payment → Reference, e.g. 01#, and as IBAN the 7 or 8 digits of the giro account.',
			},
		],
		[
			meansCode === '50' && ['04#', '15#'].includes(card) && length !== 19,
			{
				rule: 'DK-R-009',
				field: 'Payment → Reference',
				problem: `BT-83 Reference ${JSON.stringify(reference)} lacks the 16 digits of its payment after ${card}`,
				fix: 'Fill in Payment → Reference, e.g. 04#1234567890123456.',
			},
		],
		[
			meansCode === '93' && !(['71#', '73#', '75#'].includes(card) && iban.length === 8),
			{
				rule: 'DK-R-010',
				field: 'Payment → Reference, and Payment → IBAN',
				problem:
					'BT-83 Reference has no FIK card 71#, 73# or 75#, or BT-84 is not a creditor number',
				fix: 'Fill in Payment → Reference, e.g. 73#, and as IBAN the 8 digits of the creditor number.',
			},
		],
		[
			meansCode === '93' && ['71#', '75#'].includes(card) && length !== 18 && length !== 19,
			{
				rule: 'DK-R-011',
				field: 'Payment → Reference',
				problem: `BT-83 Reference ${JSON.stringify(reference)} lacks the 15 or 16 digits of its payment after ${card}`,
				fix: 'Fill in Payment → Reference, e.g. 71#123456789012345.',
			},
		],
	);
}

function checkClassification({ classification }: InvoiceHeader): Violation[] {
	return whereTrue([
		classification?.list === 'TST' && !UNSPSC_VERSIONS.includes(classification.version ?? ''),
		{
			rule: 'DK-R-003',
			field: 'Invoice → Classification Version',
			problem: `BT-158 Classification is of UNSPSC ${classification?.version ?? 'without a version'}`,
			fix: `Fill in Invoice → Classification Version: ${UNSPSC_VERSIONS.join(' or ')}.`,
		},
	]);
}
