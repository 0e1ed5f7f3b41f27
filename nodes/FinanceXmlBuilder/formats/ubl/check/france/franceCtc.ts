import type Big from 'big.js';
import { decimalText } from '../../../../../common/money';
import { FRANCE_CODES, RELEASES } from '../../codes/codeLists';
import type { InvoiceHeader, Line } from '../../invoice';
import type { RuleSet } from '../ruleSet';
import { type Violation, whereTrue } from '../violation';
import { checkNotes, NOTES } from './frenchNotes';
import { checkParty, checkSiren } from './frenchParties';
import { checkProcess, isPaidBefore } from './frenchProcess';

/** The reform of 2026: exchange through the platforms (flux 2). */
export const franceCtc: RuleSet = {
	release: RELEASES.france,
	requires: [
		{ rule: 'BR-FR-10', terms: ['BT-30'] },
		{ rule: 'BR-FR-10', terms: ['BT-30-1'] },
		{ rule: 'BR-FR-13', terms: ['BT-34'] },
		{ rule: 'BR-62', terms: ['BT-34-1'] },
		{ rule: 'BR-FR-12', terms: ['BT-49'] },
		{ rule: 'BR-63', terms: ['BT-49-1'] },
		...NOTES.map((subject, index) => ({
			rule: `BR-FR-05_BT-22-${index + 1}`,
			terms: [`BT-22-${subject}` as const],
		})),
		...(['BT-25', 'BT-26'] as const).map((term) => ({
			rule: 'BR-FR-CO-05',
			terms: [term],
			when: {
				of: 'credit notes',
				holds: ({ kind }: InvoiceHeader) => kind.root === 'CreditNote',
			},
		})),
	],
	checkHeader: (header) => [
		...checkNumber('BR-FR-01_BT-1', 'BT-1 Invoice number', 'documentNumber', header.id),
		...checkNumber(
			'BR-FR-01_BT-25',
			'BT-25 Preceding invoice number',
			'Invoice → Preceding Invoice Number',
			header.precedingInvoice?.id,
		),
		...checkProcess(header),
		...checkDates(header),
		...checkNotes(header),
		...checkSiren(header),
		...[header.seller, header.buyer].flatMap(checkParty),
		...checkRate(header),
		...checkCurrency(header),
	],
	checkFigures: (invoice) => invoice.lines.flatMap(checkLine),
};

function checkNumber(rule: string, term: string, field: string, id: string | undefined) {
	return whereTrue([
		id !== undefined && (id.length > 35 || !/^[A-Za-z0-9+\-_/]+$/.test(id)),
		{
			rule,
			field,
			problem: `${term} ${JSON.stringify(id)} has more than 35 characters, or characters other than letters, digits and + - _ /`,
			fix: `Correct ${field}: the French platforms allow no others.`,
		},
	]);
}

/** Dates of this century; the due date must not be before the invoice, unless it is already paid. */
function checkDates({ kind, issueDate, dueDate, ...header }: InvoiceHeader): Violation[] {
	const dates: Array<[term: string, field: string, date: string | undefined]> = [
		['BT-2', 'documentDate', issueDate],
		['BT-9', 'dueDate', kind.root === 'Invoice' ? dueDate : undefined],
		['BT-26', 'Invoice → Preceding Invoice Date', header.precedingInvoice?.issueDate],
		['BT-72', 'deliveryDate', header.deliveryDate],
		['BT-73', 'periodStart', header.period?.start],
		['BT-74', 'periodEnd', header.period?.end],
	];
	return whereTrue(
		...dates.map(([term, field, date]): [boolean, Violation] => [
			date !== undefined && !date.startsWith('20'),
			{
				rule: `BR-FR-03_${term}`,
				field,
				problem: `${term} ${date} is not a date of this century`,
				fix: `Correct ${field}.`,
			},
		]),
		[
			kind.root === 'Invoice' &&
				kind.typeCode !== '386' &&
				!isPaidBefore(header.businessProcess) &&
				dueDate !== undefined &&
				issueDate !== undefined &&
				dueDate < issueDate,
			{
				rule: 'BR-FR-CO-07_BT-9',
				field: 'dueDate',
				problem: `BT-9 Due date ${dueDate} is before the issue date ${issueDate}`,
				fix: 'Correct dueDate in the source system.',
			},
		],
	);
}

function checkRate({ vat: { category, percent } }: InvoiceHeader): Violation[] {
	return whereTrue([
		category !== 'O' && percent !== undefined && !FRANCE_CODES.vatRates.has(decimalText(percent)),
		{
			rule: 'BR-FR-16_BT-119',
			field: 'vatPercent',
			problem: `BT-119 VAT rate of ${percent && decimalText(percent)} % does not exist in France`,
			fix: 'France has 20, 10, 5.5 and 2.1 %. Correct vatPercent in the source system.',
		},
	]);
}

function checkCurrency({ currency, vat }: InvoiceHeader): Violation[] {
	return whereTrue([
		currency !== undefined && currency !== 'EUR' && vat.accounting?.currency !== 'EUR',
		{
			rule: 'BR-FR-CO-12_BT-5',
			field: 'VAT → Second Currency',
			problem: `BT-6 VAT in EUR is missing, for an invoice in ${currency}`,
			fix: 'Set "Second Currency" to "As the Document Says"; domesticCurrencyCode must be EUR.',
		},
	]);
}

function checkLine(line: Line): Violation[] {
	const { id, quantity, price, baseQuantity = 1, source, fromTraffic } = line;
	const tooLong = (number: Big | undefined, decimals: number) =>
		number !== undefined && !number.eq(number.round(decimals));
	const fix = fromTraffic
		? 'Set "Lines From" to "Items".'
		: 'Set "Price From" to "Total": the line then has the quantity one, at the price of its total.';
	const isShorterPerThousand = baseQuantity === 1 && !tooLong(price?.times(1000), 6);
	return whereTrue(
		[
			tooLong(quantity, 4),
			{
				rule: 'BR-FR-DEC-02_BT-129',
				field: `${source}.quantity`,
				problem: `BT-129 Quantity ${decimalText(quantity)} of line ${id} has more than four decimals`,
				fix,
			},
		],
		[
			tooLong(price, 6),
			{
				rule: 'BR-FR-DEC-03_BT-146',
				field: `${source}.price`,
				problem: `BT-146 Price ${price && decimalText(price)} of line ${id} has more than six decimals`,
				fix: isShorterPerThousand ? `Set "Price For" to "A Thousand". Or: ${fix}` : fix,
			},
		],
	);
}
