import { OperatorError } from '../../common/errors';

/** The filters of the list as the form gives them: text, or what an expression makes. */
export type FileFilters = Record<
	| 'companyId'
	| 'bpType'
	| 'billingPeriod'
	| 'invoiceType'
	| 'fileType'
	| 'createdOn'
	| 'createdAfter'
	| 'createdBefore',
	unknown
>;

export const INVOICE_TYPES = ['conference', 'services', 'voice'];
export const FILE_TYPES = ['CDR', 'INV'];
export const BP_TYPES = ['DR', 'IR', 'VAD'];

const DAY_MS = 86_400_000;

/**
 * The query of the list, without a question mark; empty filters are left out. What Rainbow would ignore
 * without a word is refused: a range beside an exact date, a partner type beside a company.
 *
 * @throws OperatorError naming the field that cannot be taken
 */
export function writeFileFilters(filters: FileFilters): string {
	const companyId = textOf(filters.companyId, 'Company ID');
	const bpType = oneOf(filters.bpType, BP_TYPES, 'Business Partner Type');
	const createdOn = dayOf(filters.createdOn, 'Created On');
	const createdAfter = dayOf(filters.createdAfter, 'Created After');
	const createdBefore = dayOf(filters.createdBefore, 'Created Before');
	refuseIgnored({ companyId, bpType, createdOn, createdAfter, createdBefore });
	refuseEmptyRange(createdAfter, createdBefore);
	const query = new URLSearchParams();
	const parts = {
		companyId,
		billingPeriod: periodOf(filters.billingPeriod),
		invoiceType: oneOf(filters.invoiceType, INVOICE_TYPES, 'Invoice Type'),
		fileType: oneOf(filters.fileType, FILE_TYPES, 'File Type'),
		invoiceCreationDate: createdOn,
		fromInvoiceCreationDate: createdAfter,
		toInvoiceCreationDate: createdBefore,
		bpType,
	};
	for (const [name, value] of Object.entries(parts)) if (value !== '') query.set(name, value);
	return query.toString();
}

interface Exclusive {
	companyId: string;
	bpType: string;
	createdOn: string;
	createdAfter: string;
	createdBefore: string;
}

function refuseIgnored(filters: Exclusive): void {
	const { companyId, bpType, createdOn, createdAfter, createdBefore } = filters;
	if (createdOn && (createdAfter || createdBefore)) {
		throw new OperatorError('Created On cannot stand beside Created After or Created Before', {
			description:
				'Rainbow would ignore the range. Use the exact date or the range, and leave the other empty.',
		});
	}
	if (companyId && bpType) {
		throw new OperatorError('Business Partner Type cannot stand beside a Company ID', {
			description: 'Rainbow would ignore the type. Leave one of the two empty.',
		});
	}
}

/** Both ends are exclusive: between a day and the next there is none. */
function refuseEmptyRange(after: string, before: string): void {
	if (after === '' || before === '' || Date.parse(before) - Date.parse(after) > DAY_MS) return;
	throw new OperatorError(`No day lies after ${after} and before ${before}`, {
		description:
			'Both dates are exclusive. For the files of one day use Created On; for a month, the last day of the month before and the first of the next.',
	});
}

function periodOf(value: unknown): string {
	const period = textOf(value, 'Billing Period');
	if (period === '' || /^\d{4}-(0[1-9]|1[0-2])$/.test(period)) return period;
	throw new OperatorError(`Billing Period is not a month: ${JSON.stringify(period)}`, {
		description: 'Billing periods are written YYYY-MM, e.g. 2017-08.',
	});
}

function oneOf(value: unknown, known: string[], label: string): string {
	const text = textOf(value, label);
	if (text === '' || known.includes(text)) return text;
	throw new OperatorError(`${label} is not one that Rainbow knows: ${JSON.stringify(text)}`, {
		description: `Rainbow knows ${known.join(', ')}. Leave it empty for any.`,
	});
}

/** The calendar date `YYYY-MM-DD` of a value, as it is written: no time zone moves it. */
function dayOf(value: unknown, label: string): string {
	const text = textOf(value, label);
	const day = /^(\d{4}-\d{2}-\d{2})([T ].*)?$/.exec(text)?.[1];
	if (text === '' || (day !== undefined && isCalendarDate(day))) return day ?? '';
	throw new OperatorError(`${label} is not a date: ${JSON.stringify(text)}`, {
		description: 'Dates are written YYYY-MM-DD, e.g. 2017-10-31.',
	});
}

function isCalendarDate(day: string): boolean {
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function textOf(value: unknown, label: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number') return String(value);
	if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
	const iso = (value as { toISO?: () => unknown }).toISO?.();
	if (typeof iso === 'string') return iso;
	throw new OperatorError(`${label} is not a single value`, {
		description: 'An expression here must give text or a date.',
	});
}
