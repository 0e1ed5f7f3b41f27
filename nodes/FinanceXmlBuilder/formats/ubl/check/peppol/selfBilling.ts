import { RELEASES, SELF_BILLING_CODES } from '../../codes/codeLists';
import type { RuleSet } from '../ruleSet';
import { checkPeppol, checkPeppolLines, PEPPOL_REQUIRES } from './peppolRules';

const OTHER_TYPE =
	'This profile is only for self-billing documents, with Self-Billing Type 389. Set the profile to Peppol BIS Billing 3.0 for the others.';

export const peppolSelfBilling: RuleSet = {
	release: RELEASES.peppolSelfBilling,
	requires: PEPPOL_REQUIRES,
	checkHeader: (header) => checkPeppol(header, SELF_BILLING_CODES, OTHER_TYPE),
	checkFigures: checkPeppolLines,
};
