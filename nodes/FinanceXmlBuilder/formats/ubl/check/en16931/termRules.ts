import type { CodeLists } from '../../codes/codeLists';
import type { InvoiceHeader } from '../../invoice';
import { type Violation, missing, whereTrue } from '../violation';

/** Number, dates, type, currency, period and references of the invoice. */
export function checkTerms(header: InvoiceHeader, codes: CodeLists): Violation[] {
	const { kind, precedingInvoice } = header;
	return [
		...whereTrue(
			[
				!kind.typeCode,
				missing(
					'BR-04',
					'BT-3 Invoice type of a self-billing document',
					'Invoice → Self-Billing Type',
					'Set Self-Billing Type to 381 (credit note) or 389 (self-billed invoice), as your company and its partner agreed. Peppol BIS Self-Billing has only 389; Peppol BIS Billing, SEF and UBL.BE have only 381.',
				),
			],
			[
				precedingInvoice !== undefined && !precedingInvoice.id,
				missing('BR-55', 'BT-25 Preceding invoice number', 'Invoice → Preceding Invoice Number'),
			],
		),
		...checkCodes(header, codes),
		...checkCurrencies(header, codes),
		...checkDates(header),
	];
}

/** Codes of notes, in UBL part of their text as `#PMT#`, and of the date on which VAT is due. */
function checkCodes(
	{ notes, taxPointCode, classification }: InvoiceHeader,
	{ noteSubjects, vatPointDates, itemClassifications }: CodeLists,
): Violation[] {
	const subjects = notes.map(({ subject, text }) => subject ?? /^[^#]*#([^#]{3})#/.exec(text)?.[1]);
	return whereTrue(
		...subjects.map((subject): [boolean, Violation] => [
			subject !== undefined && !noteSubjects.has(subject),
			{
				rule: 'BR-CL-08',
				field: 'Invoice → Notes',
				problem: `BT-21 Subject ${JSON.stringify(subject)} of a note is not a code of UNTDID 4451`,
				fix: 'Give a code of the list, e.g. AAI for general information, or none. Do not put # around three letters of the text.',
			},
		]),
		[
			taxPointCode !== undefined && !vatPointDates.has(taxPointCode),
			{
				rule: 'BR-CL-06',
				field: 'Invoice → VAT Point Date Code',
				problem: `BT-8 VAT point date code ${JSON.stringify(taxPointCode)} is not valid`,
				fix: 'Set it to 3 (date of the invoice), 35 (of delivery) or 432 (of payment).',
			},
		],
		[
			classification !== undefined && !itemClassifications.has(classification.list),
			{
				rule: classification?.list ? 'BR-CL-13' : 'BR-65',
				field: 'Invoice → Classification List',
				problem: `BT-158 Classification is from the list ${JSON.stringify(classification?.list)}, which is not a code of UNTDID 7143`,
				fix: 'Give a code of the list, e.g. CG for CPA, MP for UNSPSC, STI for CPV.',
			},
		],
	);
}

function checkCurrencies({ currency, vat }: InvoiceHeader, { currencies }: CodeLists): Violation[] {
	const unknown = (rule: string, term: string, field: string, code: string): Violation => ({
		rule,
		field,
		problem: `${term} ${JSON.stringify(code)} is not a currency of ISO 4217`,
		fix: `Correct ${field} in the source system.`,
	});
	const second = vat.accounting?.currency;
	return [
		...(currency && !currencies.has(currency)
			? [unknown('BR-CL-04', 'BT-5', 'currencyCode', currency)]
			: []),
		...(second && !currencies.has(second)
			? [unknown('BR-CL-05', 'BT-6', 'domesticCurrencyCode', second)]
			: []),
	];
}

function checkDates(header: InvoiceHeader): Violation[] {
	const { issueDate, dueDate, deliveryDate, period, precedingInvoice } = header;
	const dates: Array<[string, string | undefined]> = [
		['documentDate', issueDate],
		['dueDate', dueDate],
		['deliveryDate', deliveryDate],
		['periodStart', period?.start],
		['periodEnd', period?.end],
		['Invoice → Preceding Invoice Date', precedingInvoice?.issueDate],
	];
	const { start, end } = period ?? {};
	return [
		...dates
			.filter(([, date]) => date !== undefined && !isDate(date))
			.map(([field, date]) => ({
				rule: 'XSD',
				field,
				problem: `${JSON.stringify(date)} is not a date`,
				fix: `Give ${field} as YYYY-MM-DD.`,
			})),
		...whereTrue([
			start !== undefined && end !== undefined && isDate(start) && isDate(end) && end < start,
			{
				rule: 'BR-29',
				field: 'periodEnd',
				problem: `BT-74 Period end ${end} is before BT-73 Period start ${start}`,
				fix: 'Correct periodStart and periodEnd in the source system.',
			},
		]),
	];
}

/** Whether a day exists, as the schema's `xs:date` requires. */
function isDate(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
