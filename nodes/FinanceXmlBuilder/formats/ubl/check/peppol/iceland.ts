import { RELEASES } from '../../codes/codeLists';
import type { InvoiceHeader } from '../../invoice';
import type { RuleSet } from '../ruleSet';
import { type Violation, whereTrue } from '../violation';
import { checkLegalScheme, isWithin } from './nationalRules';

/** Kennitala. */
const KENNITALA = '0196';

/** Claims and transfers, whose account has twelve digits. */
const RULE_OF_MEANS: Readonly<Record<string, string>> = { 9: 'IS-R-006', 42: 'IS-R-007' };

const withinIceland = {
	of: 'invoices within Iceland',
	holds: (header: InvoiceHeader) => isWithin('IS', header),
};

/** Rules for sellers in Iceland. */
export const iceland: RuleSet = {
	release: RELEASES.peppol,
	holds: ({ seller }) => seller.country === 'IS',
	requires: [
		...(['BT-30', 'BT-30-1'] as const).map((term) => ({ rule: 'IS-R-002', terms: [term] })),
		...(['BT-35', 'BT-38'] as const).map((term) => ({ rule: 'IS-R-003', terms: [term] })),
		...(['BT-47', 'BT-47-1'] as const).map((term) => ({
			rule: 'IS-R-004',
			terms: [term],
			when: withinIceland,
		})),
		...(['BT-50', 'BT-53'] as const).map((term) => ({
			rule: 'IS-R-005',
			terms: [term],
			when: withinIceland,
		})),
	],
	checkHeader: (header) => [
		...(header.seller.legalIdScheme === undefined
			? []
			: checkLegalScheme('IS-R-002', header.seller, 'BT-30', [KENNITALA])),
		...(isWithin('IS', header) && header.buyer.legalIdScheme !== undefined
			? checkLegalScheme('IS-R-004', header.buyer, 'BT-47', [KENNITALA])
			: []),
		...checkAccount(header),
	],
};

function checkAccount({ payment }: InvoiceHeader): Violation[] {
	const rule = RULE_OF_MEANS[payment?.meansCode ?? ''];
	return whereTrue([
		rule !== undefined && payment?.iban?.length !== 12,
		{
			rule,
			field: 'Payment → IBAN',
			problem: `BT-84 Account ${JSON.stringify(payment?.iban ?? '')} does not have twelve digits, for payment means ${payment?.meansCode}`,
			fix: 'Fill in the Icelandic account of twelve digits, e.g. 051426001234, or set Payment → Means Code to 30.',
		},
	]);
}
