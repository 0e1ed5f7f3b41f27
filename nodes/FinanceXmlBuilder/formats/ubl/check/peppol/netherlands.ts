import { PEPPOL_CODES, RELEASES } from '../../codes/codeLists';
import type { InvoiceHeader } from '../../invoice';
import type { RuleSet } from '../ruleSet';
import { checkLegalScheme, checkMeans, isWithin } from './nationalRules';

/** KVK and OIN numbers. */
const LEGAL_SCHEMES = ['0106', '0190'];

const withinNetherlands = {
	of: 'invoices within the Netherlands',
	holds: (header: InvoiceHeader) => isWithin('NL', header),
};

/** Rules for sellers in the Netherlands. */
export const netherlands: RuleSet = {
	release: RELEASES.peppol,
	holds: ({ seller }) => seller.country === 'NL',
	requires: [
		{
			rule: 'NL-R-001',
			terms: ['BT-25'],
			when: { of: 'credit notes', holds: ({ kind }) => kind.root === 'CreditNote' },
		},
		...(['BT-35', 'BT-37', 'BT-38'] as const).map((term) => ({ rule: 'NL-R-002', terms: [term] })),
		...(['BT-50', 'BT-52', 'BT-53'] as const).map((term) => ({
			rule: 'NL-R-004',
			terms: [term],
			when: withinNetherlands,
		})),
		{
			rule: 'NL-R-007',
			terms: ['BT-81'],
			when: { of: 'invoices that the customer pays', holds: isPaidByCustomer },
		},
	],
	checkHeader: (header) => [
		...checkLegalScheme('NL-R-003', header.seller, 'BT-30', LEGAL_SCHEMES),
		...(isWithin('NL', header)
			? [
					...checkLegalScheme('NL-R-005', header.buyer, 'BT-47', LEGAL_SCHEMES),
					...checkMeans(
						'NL-R-008',
						header,
						PEPPOL_CODES.dutchPaymentMeans,
						'Set Payment → Means Code to 30 or 58, with an IBAN.',
					),
				]
			: []),
	],
};

function isPaidByCustomer({ kind, totals: { payable } }: InvoiceHeader): boolean {
	return (kind.root === 'Invoice' ? payable?.gt(0) : payable?.lt(0)) === true;
}
