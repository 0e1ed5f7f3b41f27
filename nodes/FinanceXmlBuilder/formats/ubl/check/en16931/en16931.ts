import { type CodeLists, EN16931_CODES, RELEASES } from '../../codes/codeLists';
import type { Requirement, RuleSet } from '../ruleSet';
import { checkLines } from './lineRules';
import { checkParties } from './partyRules';
import { checkPayment } from './paymentRules';
import { checkTerms } from './termRules';
import { checkAmounts, checkTotals } from './totalRules';
import { checkVat } from './vatRules';

const REQUIRES: readonly Requirement[] = [
	{ rule: 'BR-02', terms: ['BT-1'] },
	{ rule: 'BR-03', terms: ['BT-2'] },
	{ rule: 'BR-05', terms: ['BT-5'] },
	{ rule: 'BR-06', terms: ['BT-27'] },
	{ rule: 'BR-09', terms: ['BT-40'] },
	{ rule: 'BR-CO-26', terms: ['BT-31', 'BT-30', 'BT-29'] },
	{
		rule: 'BR-62',
		terms: ['BT-34-1'],
		when: {
			of: 'invoices with an electronic address of the seller',
			holds: ({ seller }) => seller.endpointId !== undefined,
		},
	},
	{ rule: 'BR-07', terms: ['BT-44'] },
	{ rule: 'BR-11', terms: ['BT-55'] },
	{
		rule: 'BR-63',
		terms: ['BT-49-1'],
		when: {
			of: 'invoices with an electronic address of the buyer',
			holds: ({ buyer }) => buyer.endpointId !== undefined,
		},
	},
];

/** The rules of the standard with the code lists of a release: many makers release their own copy. */
export function standard(release: string, codes: CodeLists): RuleSet {
	return {
		release,
		requires: REQUIRES,
		checkHeader: (header) => [
			...checkTerms(header, codes),
			...checkParties(header, codes),
			...checkVat(header, codes),
			...checkAmounts(header),
			...checkPayment(header, codes),
		],
		checkFigures: (invoice) => [...checkLines(invoice, codes), ...checkTotals(invoice)],
	};
}

export const en16931 = standard(RELEASES.en16931, EN16931_CODES);

/** In CEN's rules before 1.3.16, and in others' copies of them. */
export const DUE_DATE_OR_TERMS: Requirement = {
	rule: 'BR-CO-25',
	terms: ['BT-9', 'BT-20'],
	when: {
		of: 'invoices with an amount due',
		holds: ({ kind, totals }) => kind.root === 'Invoice' && totals.payable?.gt(0) === true,
	},
};
