import Big from 'big.js';
import { decimalOrNone, decimalText } from '../../common/money';
import type { LedgerDocument } from './plannedDocument';
import type { FileFate } from './listedFiles';
import { fileNameOf } from './sentences';
import type { DeliveryRow } from '../store/ledgerStore';

export const RESULTS = [
	'delivered',
	'inferred',
	'missing',
	'changed',
	'cancelled',
	'unknown',
	'damaged',
	'beforeGoLive',
] as const;
export type Result = (typeof RESULTS)[number];

/** One line of the table. Amounts are exact decimal text; a text may be empty. */
export interface AuditLine {
	result: Result;
	documentNumber: string;
	documentDate: string;
	partner: string;
	currency: string;
	total: string;
	deliveredTotal: string;
	/** Delivered minus document; a document that is cancelled or older than the ledger counts as zero. */
	offBy: string;
	state: string;
	fileName: string;
	file: FileFate | '';
	deliveredAt: string;
	acknowledged: 'yes' | 'no' | '';
	note: string;
}

/** A line and its share of the sums, which may be in two currencies. */
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
	/** The ERP's revision: the one delivered last. */
	delivered?: DeliveryRow;
	/** The row with the state and file of the line. */
	shown?: DeliveryRow;
	file: FileFate | '';
	/** Whether the ERP should have the document. */
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
	const documentAmount = document && amount(document.amount, document.currency);
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
			documentDate: document?.documentDate || shown?.documentDate || '',
			partner: document?.partner || shown?.partner || '',
			currency: document?.currency || shown?.currency || '',
			total: textOf(documentAmount),
			deliveredTotal: textOf(deliveredAmount),
			offBy: offBy(due, held, isDue && !due, delivered !== undefined && !deliveredAmount),
			state: shown?.state ?? '',
			fileName: shown ? fileNameOf(shown) : '',
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

/** Empty if an amount is unknown, or the currencies differ. */
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
