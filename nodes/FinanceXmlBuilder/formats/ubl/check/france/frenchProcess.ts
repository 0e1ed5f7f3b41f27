import { FRANCE_CODES } from '../../codes/codeLists';
import type { InvoiceHeader } from '../../invoice';
import { type Violation, whereTrue } from '../violation';

const FIELD = 'Invoice → Business Process in France';

/** The digit of a code: already paid, and final invoices after a prepayment. */
const PAID_BEFORE = '2';
const AFTER_PREPAYMENT = '4';

/** Invoices of several sellers, and of both directions. */
const OF_SEVERAL = ['8', '9'];

const PREPAYMENT = '386';

/** Whether the invoice says that it is already paid. */
export function isPaidBefore(businessProcess: string | undefined): boolean {
	return businessProcess?.[1] === PAID_BEFORE;
}

/** BT-23, and the terms that must agree with it. */
export function checkProcess({
	businessProcess = '',
	kind,
	totals,
	dueDate,
}: InvoiceHeader): Violation[] {
	const { paid, taxInclusive, payable } = totals;
	const [, digit] = businessProcess;
	const isPaid = isPaidBefore(businessProcess);
	return whereTrue(
		[
			!FRANCE_CODES.businessProcesses.has(businessProcess),
			{
				rule: 'BR-FR-08_BT-23',
				field: FIELD,
				problem: `BT-23 Business process ${JSON.stringify(businessProcess)} is not valid in France`,
				fix: 'Choose one of the list, or "By the Document".',
			},
		],
		[
			OF_SEVERAL.includes(digit),
			{
				rule: 'BR-FR-MV-01_EXT-FR-FE-163',
				field: FIELD,
				problem: `BT-23 Business process ${businessProcess} is for invoices of several sellers or of both directions, whose terms this node does not write`,
				fix: 'Choose another, e.g. S1 for services.',
			},
		],
		[
			digit === AFTER_PREPAYMENT && kind.typeCode === PREPAYMENT,
			{
				rule: 'BR-FR-CO-08_BT-23',
				field: FIELD,
				problem: `BT-23 Business process ${businessProcess} is for a final invoice, but BT-3 says a prepayment`,
				fix: 'Choose S1, or set "Prepayment Type" to 380.',
			},
		],
		[
			isPaid && (!paid || taxInclusive?.eq(paid) === false),
			{
				rule: 'BR-FR-CO-09_BT-23-1',
				field: FIELD,
				problem: `BT-113 Paid amount is not the whole of BT-112, though BT-23 Business process ${businessProcess} says that the invoice is paid`,
				fix: 'Choose S1 for services that are not paid in full, or set "Paid Amount" to "As the Document Says".',
			},
		],
		[
			isPaid && payable?.eq(0) === false,
			{
				rule: 'BR-FR-CO-09_BT-23-2',
				field: FIELD,
				problem: `BT-115 Amount due is not zero, though BT-23 Business process ${businessProcess} says that the invoice is paid`,
				fix: 'Choose S1 for services that are not paid in full.',
			},
		],
		[
			isPaid && dueDate === undefined,
			{
				rule: 'BR-FR-CO-09_BT-23-3',
				field: 'dueDate',
				problem: `BT-9 Due date is missing, which is the day of payment if BT-23 Business process is ${businessProcess}`,
				fix: 'Fill it in in the source system, or choose S1.',
			},
		],
	);
}
