import { decimalText } from '../../../../common/money';
import { CROATIA_CODES, RELEASES } from '../codes/codeLists';
import type { InvoiceHeader, Line, Party } from '../invoice';
import type { RuleSet } from './ruleSet';
import { partyField, type Violation, whereTrue } from './violation';

/** Of UNTDID 7143: CPA, whose Croatian form is KPD. */
const KPD = 'CG';

/** Prepayments and credit notes, whose lines need no activity. */
const WITHOUT_ACTIVITY = ['386', '381'];

/** Fiskalizacija 2.0. */
export const croatia: RuleSet = {
	release: RELEASES.croatia,
	requires: [
		{ rule: 'HR-BR-2', terms: ['HR-BT-2'] },
		{ rule: 'HR-BR-37', terms: ['HR-BT-4'] },
		{ rule: 'HR-BR-9', terms: ['HR-BT-5'] },
		...(['BT-158', 'BT-158-1'] as const).map((term) => ({
			rule: 'HR-BR-25',
			terms: [term],
			when: { of: 'invoices but prepayments and credit notes', holds: needsActivity },
		})),
		{ rule: 'HR-BR-7', terms: ['BT-34'] },
		{ rule: 'BR-62', terms: ['BT-34-1'] },
		{ rule: 'HR-BR-10', terms: ['BT-49'] },
		{ rule: 'BR-63', terms: ['BT-49-1'] },
		{
			rule: 'HR-BR-S-1',
			terms: ['BT-48'],
			when: {
				of: 'what is subject to VAT',
				holds: ({ vat }) => ['S', 'Z', 'E', 'AE'].includes(vat.category ?? ''),
			},
		},
		{
			rule: 'HR-BR-4',
			terms: ['BT-9'],
			when: {
				of: 'invoices with an amount due',
				holds: ({ kind, totals: { payable } }) =>
					(kind.root === 'Invoice' ? payable?.gt(0) : payable?.lt(0)) === true,
			},
		},
		{
			rule: 'HR-BR-6',
			terms: ['BT-26'],
			when: {
				of: 'invoices that name a preceding one',
				holds: ({ precedingInvoice }) => precedingInvoice !== undefined,
			},
		},
	],
	checkHeader: (header) => [
		...checkTerms(header),
		...checkDates(header),
		...checkCategory(header),
		...checkActivity(header),
		...checkOib(header.seller, 'HR-BR-54', 'BT-31'),
		...checkOib(header.buyer, 'HR-BR-53', 'BT-48'),
	],
	checkFigures: (invoice) => invoice.lines.flatMap(checkLine),
};

function checkTerms({ id, issueTime, operator, businessProcess = '' }: InvoiceHeader): Violation[] {
	return whereTrue(
		[
			!/^P([1-9]|1[0-2]|99:.*)$/.test(businessProcess),
			{
				rule: 'HR-BR-34',
				field: 'Invoice → Business Process in Croatia',
				problem: `BT-23 Business process ${JSON.stringify(businessProcess)} is not P1 to P12, or P99: followed by the buyer's mark`,
				fix: 'Choose one of them, or "By the Document".',
			},
		],
		[
			businessProcess.length > 200,
			{
				rule: 'HR-BR-42',
				field: 'Invoice → Business Process in Croatia',
				problem: `BT-23 Business process has ${businessProcess.length} characters, but HR CIUS allows 200`,
				fix: 'Shorten the mark of the buyer after P99:.',
			},
		],
		[
			id !== undefined && /\s/.test(id),
			{
				rule: 'HR-BR-1',
				field: 'documentNumber',
				problem: `BT-1 Invoice number ${JSON.stringify(id)} has a blank`,
				fix: 'Correct documentNumber in the source system: Croatia allows no blanks in it.',
			},
		],
		[
			issueTime !== undefined && !/^\d{2}:\d{2}:\d{2}$/.test(issueTime),
			{
				rule: 'HR-BR-2',
				field: 'Invoice → Issue Time',
				problem: `HR-BT-2 Issue time ${JSON.stringify(issueTime)} is not a time`,
				fix: 'Give it as hours, minutes and seconds, e.g. 12:00:00.',
			},
		],
		[
			operator?.oib !== undefined && !isOib(operator.oib),
			{
				rule: 'HR-BR-9',
				field: 'Invoice → Operator OIB',
				problem: `HR-BT-5 Operator OIB ${JSON.stringify(operator?.oib)} is not valid`,
				fix: 'Fill in the eleven digits of the person who made the invoice, e.g. 94577403194.',
			},
		],
	);
}

function checkDates({ issueDate, ...header }: InvoiceHeader): Violation[] {
	const others: Array<[rule: string, field: string, date: string | undefined]> = [
		['HR-BR-41', 'dueDate', header.dueDate],
		['HR-BR-44', 'deliveryDate', header.deliveryDate],
		['HR-BR-45', 'Invoice → Preceding Invoice Date', header.precedingInvoice?.issueDate],
		['HR-BR-49', 'periodStart', header.period?.start],
		['HR-BR-50', 'periodEnd', header.period?.end],
	];
	return whereTrue(
		[
			issueDate !== undefined && (issueDate < '2026-01-01' || issueDate > '2100-01-01'),
			{
				rule: 'HR-BR-40',
				field: 'documentDate',
				problem: `BT-2 Issue date ${issueDate} is before 2026, when Fiskalizacija 2.0 began`,
				fix: 'Set the profile to EN 16931 for documents before 2026.',
			},
		],
		...others.map(([rule, field, date]): [boolean, Violation] => [
			date !== undefined && (date < '1900-01-01' || date >= '2100-01-01'),
			{
				rule,
				field,
				problem: `${date} is not a date from 1900 to 2099`,
				fix: `Correct ${field}.`,
			},
		]),
	);
}

/** Exempt invoices and those outside the scope need Croatia's own VAT breakdown, an extension of UBL. */
function checkCategory({ vat: { category } }: InvoiceHeader): Violation[] {
	return whereTrue([
		category === 'E' || category === 'O',
		{
			rule: category === 'E' ? 'HR-BR-26' : 'HR-BR-16',
			field: 'VAT → Category at 0 %',
			problem: `BT-118 VAT category ${category} needs the extension HRFISK20Data, which this node does not write`,
			fix: 'Make this invoice in your Croatian software, or, if your tax adviser agrees, set "Category at 0 %" to AE, G or Z.',
		},
	]);
}

function needsActivity({ kind }: InvoiceHeader): boolean {
	return !WITHOUT_ACTIVITY.includes(kind.typeCode ?? '');
}

function checkActivity(header: InvoiceHeader): Violation[] {
	const { code = '', list = '' } = header.classification ?? {};
	return whereTrue(
		[
			needsActivity(header) && list !== '' && list !== KPD,
			{
				rule: 'HR-BR-25',
				field: 'Invoice → Classification List',
				problem: `BT-158 Classification is from the list ${list}, not from KPD`,
				fix: `Set Invoice → Classification List to ${KPD}.`,
			},
		],
		[
			list === KPD && !CROATIA_CODES.activities.has(code),
			{
				rule: 'HR-BR-CL-2',
				field: 'Invoice → Classification Code',
				problem: `BT-158 Classification ${JSON.stringify(code)} is not an activity of KPD`,
				fix: 'Fill in Invoice → Classification Code with the six digits of KPD, e.g. 61.10.11.',
			},
		],
	);
}

/** A Croatian company's VAT ID is HR and its OIB; otherwise its tax registration is the OIB. */
function checkOib(party: Party, rule: string, term: string): Violation[] {
	const { country, vatId, taxId } = party;
	const number = vatId ?? taxId;
	return whereTrue(
		[
			country === 'HR' && number !== undefined && !isOib(number.replace(/^HR/, '')),
			{
				rule,
				field: partyField(party, vatId === undefined ? 'taxId' : 'vatId'),
				problem: `${term} VAT ID ${JSON.stringify(number)} is not an OIB`,
				fix: `Fill in ${partyField(party, 'vatId')}: HR and the eleven digits of the OIB, e.g. HR94577403194.`,
			},
		],
		[
			vatId !== undefined && taxId !== undefined,
			{
				rule,
				field: partyField(party, 'taxId'),
				problem: 'BT-32 Seller tax registration is given in addition to the VAT ID',
				fix: `Leave ${partyField(party, 'taxId')} empty: in Croatia, the VAT ID is enough.`,
			},
		],
	);
}

/** ISO 7064, MOD 11,10, over eleven digits. */
function isOib(text: string): boolean {
	if (!/^\d{11}$/.test(text)) return false;
	const digits = [...text].map(Number);
	const rest = digits
		.slice(0, -1)
		.reduce((carried, digit) => (((digit + carried) % 10 || 10) * 2) % 11, 10);
	return (11 - rest) % 10 === digits[10];
}

function checkLine(line: Line): Violation[] {
	const { id, name, quantity, price, period, source } = line;
	return whereTrue(
		[
			(name?.length ?? 0) > 1024,
			{
				rule: 'HR-BR-46',
				field: `${source}.name`,
				problem: `BT-153 Item name of line ${id} has more than 1024 characters`,
				fix: 'Shorten it in the source system.',
			},
		],
		[
			[quantity, price].some((number) => number && !number.eq(number.round(10))),
			{
				rule: 'HR-BR-56',
				field: `${source}.price`,
				problem: `BT-146 Price or BT-129 Quantity of line ${id} has more than ten decimals: ${price && decimalText(price)}, ${decimalText(quantity)}`,
				fix: 'Set "Price From" to "Total".',
			},
		],
		[
			[period?.start, period?.end].some((date) => !!date && (date < '1900' || date >= '2100')),
			{
				rule: 'HR-BR-51',
				field: source,
				problem: `BT-134, BT-135 The period of line ${id} is not within 1900 to 2099`,
				fix: 'Correct it in the source system, or set "Line Period" to "No".',
			},
		],
	);
}
