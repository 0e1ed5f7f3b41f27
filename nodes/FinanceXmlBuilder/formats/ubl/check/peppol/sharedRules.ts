import { roundedText } from '../../../../../common/money';
import type { Invoice, InvoiceHeader, Line } from '../../invoice';
import type { Requirement } from '../ruleSet';
import { unfilledMeans, type Violation, whereTrue } from '../violation';

/** UNTDID 4461: direct debits, which need a mandate. */
const DIRECT_DEBITS = ['49', '59'];

/** Electronic addresses of both parties. */
export const ADDRESSES: readonly Requirement[] = [
	{ rule: 'PEPPOL-EN16931-R020', terms: ['BT-34'] },
	{ rule: 'BR-62', terms: ['BT-34-1'] },
	{ rule: 'PEPPOL-EN16931-R010', terms: ['BT-49'] },
	{ rule: 'BR-63', terms: ['BT-49-1'] },
];

/** The header rules that XRechnung shares with Peppol BIS Billing. */
export function checkSharedHeader({ payment, totals, vat }: InvoiceHeader): Violation[] {
	const { accounting } = vat;
	const { tax } = totals;
	return whereTrue(
		[
			payment !== undefined && DIRECT_DEBITS.includes(payment.meansCode),
			unfilledMeans('PEPPOL-EN16931-R061', payment?.meansCode),
		],
		[
			tax !== undefined && accounting?.amount?.times(tax).lt(0) === true,
			{
				rule: 'PEPPOL-EN16931-R055',
				field: 'domesticAmountVat',
				problem: `BT-111 VAT in ${accounting?.currency} does not have the sign of BT-110 VAT ${tax && roundedText(tax, 2)}`,
				fix: 'Correct domesticAmountNoVat and domesticAmountVat in the source system, or set "Second Currency" to "None".',
			},
		],
	);
}

/** The periods of the lines must be within that of the invoice. */
export function checkPeriods({ lines, period }: Invoice): Violation[] {
	return lines.flatMap((line) => checkPeriod(line, period));
}

function checkPeriod(line: Line, period: Invoice['period']): Violation[] {
	const { start, end } = line.period ?? {};
	return whereTrue(
		[
			start !== undefined && period?.start !== undefined && start < period.start,
			{
				rule: 'PEPPOL-EN16931-R110',
				field: line.source,
				problem: `BT-134 Start ${start} of line ${line.id} is before that of the invoice, ${period?.start}`,
				fix: 'Correct the period of the document in the source system, or set "Line Period" to "No".',
			},
		],
		[
			end !== undefined && period?.end !== undefined && end > period.end,
			{
				rule: 'PEPPOL-EN16931-R111',
				field: line.source,
				problem: `BT-135 End ${end} of line ${line.id} is after that of the invoice, ${period?.end}`,
				fix: 'Correct the period of the document in the source system, or set "Line Period" to "No".',
			},
		],
	);
}
