import { checkGermany, germanRequires, type RuleNumber } from './germanRules';
import { ADDRESSES, checkPeriods, checkSharedHeader } from './peppol/sharedRules';
import type { RuleSet } from './ruleSet';

const rule: RuleNumber = (number) => `BR-DE-${number}`;

/** Germany's rules, including those shared with Peppol BIS Billing. */
export const xrechnung: RuleSet = {
	release: 'XRechnung 3.0.2, schematron 2.5.0',
	requires: [...ADDRESSES, ...germanRequires(rule)],
	checkHeader: (header) => [
		...checkSharedHeader(header),
		...checkGermany(header, rule, `${rule(24)}-a`),
	],
	checkFigures: checkPeriods,
};
