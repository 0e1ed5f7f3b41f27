import Big from 'big.js';
import { decimalOrNone, decimalText } from '../../common/money';
import type { LedgerDocument } from './document';
import type { FileFate } from './listedFiles';
import type { LedgerRow } from './row';

export const RESULTS = [
	'delivered',
	'missing',
	'changed',
	'cancelled',
	'unknown',
	'damaged',
	'beforeGoLive',
] as const;
export type Result = (typeof RESULTS)[number];

/** One line of the table. Amounts are exact decimal text; a text is empty where there is nothing to say. */
export interface AuditLine {
	result: Result;
	documentNumber: string;
	documentDate: string;
	partner: string;
	currency: string;
	total: string;
	deliveredTotal: string;
	/** Delivered minus document; a document that is cancelled, or older than the ledger, counts nothing. */
	offBy: string;
	state: string;
	fileName: string;
	file: FileFate | '';
	deliveredAt: string;
	acknowledged: 'yes' | 'no' | '';
	note: string;
}

/** A line and what it adds to the sums, which may be in two currencies. */
export interface Audited {
	line: AuditLine;
	isDocument: boolean;
	documentAmount?: Amount;
	deliveredAmount?: Amount;
}

export interface Amount {
	currency: string;
	value: Big;
}

export interface Finding {
	result: Result;
	document?: LedgerDocument;
	/** What the ERP holds: the revision that was delivered last. */
	delivered?: LedgerRow;
	/** The row whose state and file the line shows. */
	shown?: LedgerRow;
	file: FileFate | '';
	/** Whether the document is one that the ERP should hold. */
	isDue: boolean;
	notes: string[];
}

/** The line of a document, of ledger rows without one, or of both. */
export function lineOf({
	result,
	document,
	delivered,
	shown,
	file,
	isDue,
	notes,
}: Finding): Audited {
	const documentAmount = document && amount(document.total, document.currency);
	const deliveredAmount = delivered && amount(decimalOrNone(delivered.total), delivered.currency);
	const due = isDue ? documentAmount : undefined;
	const held = delivered?.event === 'cancellation' ? undefined : deliveredAmount;
	return {
		isDocument: document !== undefined,
		documentAmount: due,
		deliveredAmount: held,
		line: {
			result,
			documentNumber: document?.documentNumber || shown?.documentNumber || '',
			documentDate: document?.date || shown?.documentDate || '',
			partner: document?.partner || shown?.partner || '',
			currency: document?.currency || shown?.currency || '',
			total: textOf(documentAmount),
			deliveredTotal: textOf(deliveredAmount),
			offBy: offBy(due, held, isDue && !due, delivered !== undefined && !deliveredAmount),
			state: shown?.state ?? '',
			fileName: shown?.fileName ?? '',
			file,
			deliveredAt: delivered?.deliveredAt ?? '',
			acknowledged: delivered ? (delivered.state === 'acknowledged' ? 'yes' : 'no') : '',
			note: notes.join(' '),
		},
	};
}

function amount(value: Big | undefined, currency: string): Amount | undefined {
	return value && { value, currency };
}

function textOf(one: Amount | undefined): string {
	return one ? decimalText(one.value) : '';
}

/** Empty where an amount is unknown, or the two are in different currencies. */
function offBy(
	due: Amount | undefined,
	held: Amount | undefined,
	dueIsUnknown: boolean,
	heldIsUnknown: boolean,
): string {
	if (dueIsUnknown || heldIsUnknown) return '';
	if (due && held && due.currency !== held.currency) return '';
	const zero = new Big(0);
	return decimalText((held?.value ?? zero).minus(due?.value ?? zero));
}
