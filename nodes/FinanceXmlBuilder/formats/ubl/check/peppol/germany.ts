import { checkGermany, germanRequires, type RuleNumber } from '../germanRules';
import { RELEASES } from '../../codes/codeLists';
import type { RuleSet } from '../ruleSet';

const rule: RuleNumber = (number) => `DE-R-${String(number).padStart(3, '0')}`;

/** Rules of Peppol BIS Billing for invoices within Germany. */
export const germany: RuleSet = {
	release: RELEASES.peppol,
	holds: ({ seller, buyer }) => seller.country === 'DE' && buyer.country === 'DE',
	requires: germanRequires(rule),
	checkHeader: (header) => checkGermany(header, rule, `${rule(24)}-1`),
};
