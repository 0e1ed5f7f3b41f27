import { OperatorError } from '../../../../common/errors';
import type { Invoice, InvoiceHeader } from '../invoice';
import { checkRequired } from './requirements';
import type { RuleSet } from './ruleSet';
import type { Violation } from './violation';

/** Number of violations in an error; a preview lists all. */
const MOST_NAMED = 8;

/** The checks that need no lines: terms, parties, VAT category, amounts, payment, the profile's requirements. */
export function checkHeader(header: InvoiceHeader, ruleSets: readonly RuleSet[]): Violation[] {
	return [
		...checkRequired(header, ruleSets),
		...ruleSets.flatMap((ruleSet) => ruleSet.checkHeader?.(header) ?? []),
	];
}

/** The lines and the sums over them. */
export function checkFigures(invoice: Invoice, ruleSets: readonly RuleSet[]): Violation[] {
	return ruleSets.flatMap((ruleSet) => ruleSet.checkFigures?.(invoice) ?? []);
}

/** The names and releases of the rules that the check applies. */
export function releasesOf(ruleSets: readonly RuleSet[]): string[] {
	return [...new Set(ruleSets.map(({ release }) => release))];
}

/** The error that names each problem, and below it the fixes. */
export function refusal(
	label: string,
	{ specification: { name } }: InvoiceHeader,
	ruleSets: readonly RuleSet[],
	violations: Violation[],
): OperatorError {
	const named = violations.slice(0, MOST_NAMED);
	const more = violations.length - named.length;
	const rest = more > 0 ? `; and ${more} more` : '';
	return new OperatorError(
		`${label} is not a valid invoice of ${name}: ${named
			.map(({ problem, rule }) => `${problem} (${rule})`)
			.join('; ')}${rest}`,
		{
			description: [
				...named.map(({ field, fix }) => `${field}: ${fix}`),
				`Checked against ${releasesOf(ruleSets).join(' and ')}. Set "Output" to "Preview" to see every violation. No file was made.`,
			].join('\n'),
		},
	);
}
