import { RELEASES } from '../../codes/codeLists';
import type { RuleSet } from '../ruleSet';
import { partyField } from '../violation';
import { supplierCountry } from './nationalRules';

/**
 * Sellers in Greece: each invoice needs a mark from the tax authority's platform myDATA, and a number in six segments
 * that contains it. That needs a separate integration, so they are refused.
 */
export const greece: RuleSet = {
	release: RELEASES.peppol,
	holds: (parties) => ['GR', 'EL'].includes(supplierCountry(parties) ?? ''),
	checkHeader: ({ seller }) => [
		{
			rule: 'GR-R-004-1',
			field: partyField(seller, 'country'),
			problem:
				'A Greek seller needs the mark (M.AR.K) that myDATA gives each invoice, which this node cannot ask for',
			fix: 'Send Greek invoices to Peppol through a provider that reports them to myDATA, or set the profile to EN 16931 for an ERP that does.',
		},
	],
};
