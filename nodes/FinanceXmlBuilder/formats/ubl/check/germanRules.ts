import type { InvoiceHeader } from '../invoice';
import type { Requirement } from './ruleSet';
import { unfilledMeans, type Violation, whereTrue } from './violation';

/** UNTDID 4461: payment cards. */
const PAYMENT_CARDS = ['48', '54', '55'];

/** A cash discount as a line of BT-20. */
const CASH_DISCOUNT = /^#SKONTO#TAGE=\d+#PROZENT=\d+\.\d{2}(#BASISBETRAG=-?\d+\.\d{2})?#$/;

/** How a release numbers Germany's rules: `BR-DE-1` or `DE-R-001`. */
export type RuleNumber = (number: number) => string;

/** Germany's requirements, in XRechnung and in Peppol BIS Billing, with the same rule numbers. */
export function germanRequires(rule: RuleNumber): readonly Requirement[] {
	return [
		{ rule: rule(1), terms: ['BT-81'] },
		{ rule: rule(15), terms: ['BT-10'] },
		{ rule: rule(3), terms: ['BT-37'] },
		{ rule: rule(4), terms: ['BT-38'] },
		{ rule: rule(5), terms: ['BT-41'] },
		{ rule: rule(6), terms: ['BT-42'] },
		{ rule: rule(7), terms: ['BT-43'] },
		{ rule: rule(8), terms: ['BT-52'] },
		{ rule: rule(9), terms: ['BT-53'] },
	];
}

/** @param cardRule rule for payment cards */
export function checkGermany(
	{ payment, terms }: InvoiceHeader,
	rule: RuleNumber,
	cardRule: string,
): Violation[] {
	return whereTrue(
		[
			terms !== undefined && !hasWellFormedDiscounts(terms),
			{
				rule: rule(18),
				field: 'Payment → Terms',
				problem: 'BT-20 Payment terms have a line with # that is not a cash discount (Skonto)',
				fix: 'Write each cash discount on a separate line, e.g. #SKONTO#TAGE=14#PROZENT=2.00#. Do not begin any other line with #.',
			},
		],
		[
			payment !== undefined && PAYMENT_CARDS.includes(payment.meansCode),
			unfilledMeans(cardRule, payment?.meansCode),
		],
	);
}

/** Every line that begins with # must be a cash discount, and text marked with # ends with its line. */
function hasWellFormedDiscounts(terms: string): boolean {
	const discounts = terms.split('\n').filter((line) => line.startsWith('#'));
	if (discounts.length === 0) return true;
	const afterLast = terms.split(/#.+#/).at(-1) ?? '';
	return discounts.every((line) => CASH_DISCOUNT.test(line)) && /^\s*\n/.test(afterLast);
}
