import type Big from 'big.js';
import { addedFields } from '../../common/addedFields';
import { decimalOrNone } from '../../common/money';
import { revisionOf } from '../../common/revision';
import { isAbsent, isRecord } from '../../common/value';

/** How a document is read, as the operator set it. */
export interface DocumentReading {
	/** The field by which documents are remembered. */
	keyField: string;
	/** What changes by itself after a document was issued. */
	ignoredFields: readonly string[];
	dateField: string;
	cancelledField: string;
	/** Empty: no document is cancelled. */
	cancelledValue: string;
}

/** What the ledger needs to know of a document. Texts are empty where the document has none. */
export interface LedgerDocument {
	key: string;
	revision: string;
	documentUuid: string;
	documentNumber: string;
	partner: string;
	/** The day as the document writes it, `YYYY-MM-DD`. */
	date: string;
	currency: string;
	total?: Big;
	isCancelled: boolean;
}

export function readDocument(
	json: Record<string, unknown>,
	{ keyField, ignoredFields, dateField, cancelledField, cancelledValue }: DocumentReading,
): LedgerDocument {
	return {
		key: plain(json[keyField]),
		revision: revisionOf(json, [...ignoredFields, ...addedFields(json)]),
		documentUuid: plain(json.documentUuid),
		documentNumber: plain(json.documentNumber),
		partner: isRecord(json.bizPartner) ? plain(json.bizPartner.name) : '',
		date: dayOf(plain(json[dateField])),
		currency: plain(json.currencyCode),
		total: decimalOrNone(json.total),
		isCancelled: cancelledValue !== '' && plain(json[cancelledField]) === cancelledValue,
	};
}

/** Whether an item holds a document: n8n's Always Output Data gives an item without any field. */
export function isDocument(json: Record<string, unknown>): boolean {
	return Object.keys(json).length > 0;
}

function plain(value: unknown): string {
	if (isAbsent(value) || typeof value === 'object') return '';
	return String(value).trim();
}

function dayOf(text: string): string {
	return /^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, 10) : '';
}
