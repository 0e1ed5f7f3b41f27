import { PEPPOL_CODES, RELEASES } from '../../codes/codeLists';
import type { RuleSet } from '../ruleSet';
import { checkPeppol, checkPeppolLines, PEPPOL_REQUIRES } from './peppolRules';

const OTHER_TYPE =
	'Peppol has a separate profile for self-billing: set the profile to Peppol BIS Self-Billing, or Self-Billing Type to 381.';

export const peppolBilling: RuleSet = {
	release: RELEASES.peppol,
	requires: PEPPOL_REQUIRES,
	checkHeader: (header) => checkPeppol(header, PEPPOL_CODES, OTHER_TYPE),
	checkFigures: checkPeppolLines,
};
