import { OperatorError } from '../../common/errors';
import { plainText } from '../../common/formValue';
import { addDays, type Period } from '../../common/period';

/** The filters of the list, from the form or an expression. */
export type FileFilters = Record<
	'companyId' | 'bpType' | 'billingPeriod' | 'invoiceType' | 'fileType',
	unknown
>;

const INVOICE_TYPES = ['conference', 'services', 'voice'];
const FILE_TYPES = ['CDR', 'INV'];
const BP_TYPES = ['DR', 'IR', 'VAD'];

/**
 * The query of the list, without a question mark; empty filters are left out. It refuses a partner type beside a
 * company, which Rainbow would silently ignore. Rainbow excludes both boundary days of the creation dates, so the query
 * uses the day before and the day after.
 *
 * @param created days of creation, both included
 * @throws OperatorError naming the invalid field
 */
export function writeFileFilters(filters: FileFilters, created: Period): string {
	const companyId = plainText(filters.companyId, 'Company ID');
	const bpType = oneOf(filters.bpType, BP_TYPES, 'Business Partner Type');
	if (companyId && bpType) {
		throw new OperatorError('Business Partner Type cannot be used with a Company ID', {
			description: 'Rainbow would ignore the type. Leave one of the two empty.',
		});
	}
	const query = new URLSearchParams();
	const parts = {
		companyId,
		billingPeriod: billingPeriodOf(filters.billingPeriod),
		invoiceType: oneOf(filters.invoiceType, INVOICE_TYPES, 'Invoice Type'),
		fileType: oneOf(filters.fileType, FILE_TYPES, 'File Type'),
		fromInvoiceCreationDate: created.from && addDays(created.from, -1),
		toInvoiceCreationDate: created.to && addDays(created.to, 1),
		bpType,
	};
	for (const [name, value] of Object.entries(parts)) if (value !== '') query.set(name, value);
	return query.toString();
}

function billingPeriodOf(value: unknown): string {
	const period = plainText(value, 'Billing Period');
	if (period === '' || /^\d{4}-(0[1-9]|1[0-2])$/.test(period)) return period;
	throw new OperatorError(`Billing Period is not a month: ${JSON.stringify(period)}`, {
		description: 'Billing periods are written YYYY-MM, e.g. 2017-08.',
	});
}

function oneOf(value: unknown, known: string[], label: string): string {
	const text = plainText(value, label);
	if (text === '' || known.includes(text)) return text;
	throw new OperatorError(`${label} is not one that Rainbow knows: ${JSON.stringify(text)}`, {
		description: `Rainbow knows ${known.join(', ')}. Leave it empty for any.`,
	});
}
