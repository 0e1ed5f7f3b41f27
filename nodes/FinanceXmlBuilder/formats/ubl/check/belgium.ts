import { BELGIUM_CODES, EN16931_CODES, RELEASES } from '../codes/codeLists';
import type { InvoiceHeader } from '../invoice';
import { DUE_DATE_OR_TERMS, standard } from './en16931/en16931';
import { CHECKED_SCHEMES, type CheckedSchemes, checkNumbers } from './peppol/checkDigits';
import { denmark } from './peppol/denmark';
import { greece } from './peppol/greece';
import { italy } from './peppol/italy';
import { norway } from './peppol/norway';
import { ADDRESSES, checkPeriods, checkSharedHeader } from './peppol/sharedRules';
import { sweden } from './peppol/sweden';
import type { RuleSet } from './ruleSet';
import { type Violation, whereTrue } from './violation';

/** Of the standard, what UBL.BE leaves out: the law of its time let VAT be rounded line by line. */
const LEFT_OUT = ['BR-S-09', 'BR-CO-17'];

const copy = standard(RELEASES.belgium, BELGIUM_CODES);

/** EN 16931, as UBL.BE has a copy of it. */
export const belgianStandard: RuleSet = {
	...copy,
	checkFigures: (invoice) => (copy.checkFigures?.(invoice) ?? []).filter(isHeld),
};

function isHeld({ rule }: Violation): boolean {
	return !LEFT_OUT.includes(rule);
}

/** UBL.BE: the Peppol BIS Billing of its time plus Belgium's own rules. */
export const belgium: RuleSet = {
	release: RELEASES.belgium,
	requires: [
		...ADDRESSES,
		{ rule: 'PEPPOL-EN16931-R003', terms: ['BT-10', 'BT-13'] },
		DUE_DATE_OR_TERMS,
		{
			rule: 'ubl-BE-10',
			terms: ['BT-118-BE'],
			when: {
				of: 'VAT with several possible names',
				holds: ({ belgium: terms }) => terms?.categoryName === undefined,
			},
		},
	],
	checkHeader: (header) => [
		...checkSharedHeader(header),
		...checkType(header),
		...checkNotes(header),
		...checkCurrencies(header),
		...checkVat(header),
		...[header.seller, header.buyer].flatMap((party) => checkNumbers(party, SCHEMES)),
	],
	checkFigures: checkPeriods,
};

/** Rules of Peppol for sellers in other countries as UBL.BE repeats them, without those that came later or only warn. */
export const belgianNational: readonly RuleSet[] = [
	asReleased(denmark, 'DK-R-017', 'DK-R-003'),
	asReleased(greece),
	asReleased(italy),
	asReleased(norway),
	asReleased(sweden, 'SE-R-013'),
];

function asReleased(ruleSet: RuleSet, ...without: string[]): RuleSet {
	return {
		...ruleSet,
		release: RELEASES.belgium,
		checkHeader: (header) =>
			(ruleSet.checkHeader?.(header) ?? []).filter(({ rule }) => !without.includes(rule)),
	};
}

function checkType({ kind: { root, typeCode } }: InvoiceHeader): Violation[] {
	const { invoiceTypes } = BELGIUM_CODES;
	return whereTrue([
		root === 'Invoice' && typeCode !== undefined && !invoiceTypes.has(typeCode),
		{
			rule: 'PEPPOL-EN16931-P0100',
			field: 'Invoice → Self-Billing Type',
			problem: `BT-3 Invoice type ${typeCode} is not part of UBL.BE`,
			fix: 'Set the profile to Peppol BIS Self-Billing, or Self-Billing Type to 381.',
		},
	]);
}

function checkNotes({ notes }: InvoiceHeader): Violation[] {
	return whereTrue([
		notes.length > 1,
		{
			rule: 'PEPPOL-EN16931-R002',
			field: 'Invoice → Notes',
			problem: `BG-1 There are ${notes.length} notes, but UBL.BE allows one`,
			fix: 'Write them as one note.',
		},
	]);
}

/**
 * UBL.BE has Peppol's list in addition to the standard's, without the currencies that came later. What is no currency at
 * all breaks the standard already.
 */
function checkCurrencies({ currency, vat: { accounting } }: InvoiceHeader): Violation[] {
	const { peppolCurrencies } = BELGIUM_CODES;
	const used: Array<[string, string, string | undefined]> = [
		['BT-5', 'currencyCode', currency],
		['BT-6', 'domesticCurrencyCode', accounting?.currency],
	];
	return used.flatMap(([term, field, code]) =>
		whereTrue([
			code !== undefined && EN16931_CODES.currencies.has(code) && !peppolCurrencies.has(code),
			{
				rule: 'PEPPOL-EN16931-CL007',
				field,
				problem: `${term} ${JSON.stringify(code)} is not a currency of UBL.BE`,
				fix: "Set the profile to Peppol BIS Billing 3.0, which has today's currencies.",
			},
		]),
	);
}

function checkVat({ vat: { reason, reasonCode }, belgium: terms }: InvoiceHeader): Violation[] {
	const { categoryNames, reasonCodes, reasons } = BELGIUM_CODES;
	const name = terms?.categoryName;
	const fix = 'Leave it empty: it then follows from VAT → Category Name.';
	return whereTrue(
		[
			name !== undefined && !categoryNames.has(name),
			{
				rule: 'ubl-BE-10',
				field: 'VAT → Category Name',
				problem: `BT-118-BE VAT category name ${JSON.stringify(name)} is not one of UBL.BE's`,
				fix: `Choose one of ${[...categoryNames].join(', ')}.`,
			},
		],
		[
			reasonCode !== undefined && !reasonCodes.has(reasonCode),
			{
				rule: 'ubl-BE-11',
				field: 'VAT → Exemption Reason Code',
				problem: `BT-121 ${JSON.stringify(reasonCode)} is not an exemption reason code of UBL.BE`,
				fix: `${fix} Or give one of ${[...reasonCodes].join(', ')}.`,
			},
		],
		[
			reason !== undefined && !reasons.has(reason),
			{
				rule: 'ubl-BE-12',
				field: 'VAT → Exemption Reason',
				problem: `BT-120 ${JSON.stringify(reason)} is not an exemption reason of UBL.BE`,
				fix: `${fix} Or give one of ${[...reasons].join('; ')}.`,
			},
		],
	);
}

/** Schemes whose numbers are checked. A Danish one has its letters, which Peppol no longer asks for. */
const SCHEMES: CheckedSchemes = {
	'0088': CHECKED_SCHEMES['0088'],
	'0192': CHECKED_SCHEMES['0192'],
	'0184': {
		rule: 'PEPPOL-COMMON-R042',
		name: 'Danish CVR number with its letters, e.g. DK13585628',
		isValid: (id) => /^DK\d{8}$/.test(id),
	},
};
