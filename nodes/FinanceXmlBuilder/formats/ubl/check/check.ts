import { OperatorError } from '../../../../common/errors';
import type { Invoice, InvoiceHeader } from '../invoice';
import type { Profile } from '../profile';
import { checkLines } from './lines';
import { checkParties } from './parties';
import { checkPayment } from './payment';
import { checkPeppol } from './peppol';
import { checkTerms } from './terms';
import { checkAmounts, checkTotals } from './totals';
import { checkVat } from './vat';
import type { HeaderRules, Violation } from './violation';
import { checkXrechnung } from './xrechnung';

/** What an error names one by one; a preview lists them all. */
const MOST_NAMED = 8;

const HEADER: HeaderRules[] = [
	checkTerms,
	checkParties,
	checkVat,
	checkAmounts,
	checkPayment,
	checkPeppol,
	checkXrechnung,
];

/** What is known before there are lines: terms, parties, VAT category, amounts, payment, the profile's demands. */
export function checkHeader(header: InvoiceHeader): Violation[] {
	return HEADER.flatMap((rules) => rules(header));
}

/** The lines and the sums over them. */
export function checkFigures(invoice: Invoice): Violation[] {
	return [...checkLines(invoice), ...checkTotals(invoice)];
}

/** The error that names what is missing or wrong, and below it what to do about each. */
export function refusal(label: string, { name }: Profile, violations: Violation[]): OperatorError {
	const named = violations.slice(0, MOST_NAMED);
	const more = violations.length - named.length;
	const rest = more > 0 ? `; and ${more} more` : '';
	return new OperatorError(
		`${label} is no valid invoice of ${name}: ${named
			.map(({ problem, rule }) => `${problem} (${rule})`)
			.join('; ')}${rest}`,
		{
			description: [
				...named.map(({ field, fix }) => `${field}: ${fix}`),
				'Set "Output" to "Preview" to see every violation. No file was made.',
			].join('\n'),
		},
	);
}
