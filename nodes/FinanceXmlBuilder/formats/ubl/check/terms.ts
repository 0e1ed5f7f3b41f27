import { CURRENCIES } from '../codes/currencies';
import type { InvoiceHeader } from '../invoice';
import { type Violation, missing, whereTrue } from './violation';

/** Number, dates, type, currency, period and references of the invoice. */
export function checkTerms(header: InvoiceHeader): Violation[] {
	const { id, issueDate, kind, currency, precedingInvoice } = header;
	return [
		...whereTrue(
			[!id, missing('BR-02', 'BT-1 Invoice number', 'documentNumber')],
			[!issueDate, missing('BR-03', 'BT-2 Issue date', 'documentDate')],
			[
				!kind.typeCode,
				missing(
					'BR-04',
					'BT-3 Invoice type of a self-billing document',
					'Invoice → Self-Billing Type',
					'Set Self-Billing Type to 381 (credit note) or 389 (self-billed invoice): how your company and its partner agreed to bill.',
				),
			],
			[!currency, missing('BR-05', 'BT-5 Currency', 'currencyCode')],
			[
				precedingInvoice !== undefined && !precedingInvoice.id,
				missing('BR-55', 'BT-25 Preceding invoice number', 'Invoice → Preceding Invoice Number'),
			],
		),
		...checkCurrencies(header),
		...checkDates(header),
	];
}

function checkCurrencies({ currency, vat }: InvoiceHeader): Violation[] {
	const unknown = (rule: string, term: string, field: string, code: string): Violation => ({
		rule,
		field,
		problem: `${term} ${JSON.stringify(code)} is no currency of ISO 4217`,
		fix: `Correct ${field} in the source system.`,
	});
	const second = vat.accounting?.currency;
	return [
		...(currency && !CURRENCIES.has(currency)
			? [unknown('BR-CL-04', 'BT-5', 'currencyCode', currency)]
			: []),
		...(second && !CURRENCIES.has(second)
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
				problem: `${JSON.stringify(date)} is no date`,
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

/** A day that there is, as the schema's `xs:date` takes it. */
function isDate(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
