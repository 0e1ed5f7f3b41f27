import type Big from 'big.js';
import { addedFields } from '../../common/addedFields';
import { decimalOrNone, decimalText } from '../../common/money';
import { revisionOf } from '../../common/revision';
import { storableText } from '../../common/storableText';
import { isAbsent, isRecord, mayHaveLostDigits } from '../../common/value';
import type { DocumentLabel } from '../store/ledgerStore';

/** What makes a document's revision; a new revision is a new delivery. */
export type RevisionBy =
	/** All fields except the ignored ones. */
	| 'content'
	/** One field, e.g. a version or a checksum. */
	| 'field'
	/** Nothing: a document never changes. */
	| 'none';

/** How to read a document, as the operator set it. Fields may be nested: `bizPartner.name`. */
export interface DocumentReading {
	/** The documents' source: keys of different sources are kept apart. */
	source: string;
	/** The field that identifies documents in the ledger. */
	keyField: string;
	/** Distinguishes documents with the same key; empty: the key does. */
	identityField: string;
	revisionBy: RevisionBy;
	revisionField: string;
	/** Fields that change by themselves after a document was issued. */
	ignoredFields: readonly string[];
	numberField: string;
	dateField: string;
	partnerField: string;
	amountField: string;
	currencyField: string;
	cancelledField: string;
	/** Empty: no document is cancelled. */
	cancelledValue: string;
	exportedField: string;
	/** Its value once the source knows of the delivery; empty: the source never knows. */
	exportedValue: string;
}

/** The ledger's view of a document. Missing texts are empty. */
export interface LedgerDocument extends DocumentLabel {
	source: string;
	/** Empty if there is none, or it may be another document's. */
	key: string;
	/** The key is a number that may have lost digits. */
	hasLostDigits?: true;
	revision: string;
	amount?: Big;
	isCancelled: boolean;
	/** The source says that it was delivered before. */
	isExported: boolean;
}

/** The longest texts, in characters, that the indexes of every database can hold. */
export const LONGEST_KEY = 500;
export const LONGEST_REVISION = 200;
const LONGEST_NUMBER = 500;

/** The only revision of documents that never change. */
const ONLY_REVISION = '1';

export function readDocument(
	json: Record<string, unknown>,
	reading: DocumentReading,
): LedgerDocument {
	const { keyField, identityField, cancelledField, cancelledValue } = reading;
	const text = (field: string) => plain(valueAt(json, field));
	const amount = decimalOrNone(valueAt(json, reading.amountField));
	const hasLostDigits = mayHaveLostDigits(valueAt(json, keyField));
	return {
		source: reading.source,
		key: hasLostDigits ? '' : text(keyField),
		...(hasLostDigits ? { hasLostDigits } : {}),
		revision: readRevision(json, reading),
		documentId: identityField === '' && hasLostDigits ? '' : text(identityField || keyField),
		documentNumber: shortened(text(reading.numberField), LONGEST_NUMBER),
		documentDate: dayOf(text(reading.dateField)),
		partner: text(reading.partnerField),
		currency: text(reading.currencyField),
		total: amount ? decimalText(amount) : '',
		amount,
		isCancelled: cancelledValue !== '' && text(cancelledField) === cancelledValue,
		isExported:
			reading.exportedValue !== '' && text(reading.exportedField) === reading.exportedValue,
	};
}

/** Whether an item holds a document: n8n's Always Output Data gives an item without any field. */
export function isDocument(json: Record<string, unknown>): boolean {
	return Object.keys(json).length > 0;
}

/** A document's name for people: its number, or its key. */
export function nameOf({ documentNumber, documentId }: DocumentLabel): string {
	return JSON.stringify(documentNumber || documentId);
}

/** The beginning of a text that is too long, for people. */
export function shortened(text: string, most: number): string {
	return text.length <= most ? text : storableText(`${text.slice(0, most - 1)}…`);
}

function readRevision(
	json: Record<string, unknown>,
	{ revisionBy, revisionField, ignoredFields }: DocumentReading,
): string {
	if (revisionBy === 'none') return ONLY_REVISION;
	if (revisionBy === 'field') return plain(valueAt(json, revisionField));
	return revisionOf(json, [...ignoredFields, ...addedFields(json)]);
}

/** The value of a field, which may be nested; a field whose name contains the dot takes precedence. */
function valueAt(json: Record<string, unknown>, field: string): unknown {
	if (field === '' || field in json) return json[field];
	return field
		.split('.')
		.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), json);
}

function plain(value: unknown): string {
	if (isAbsent(value) || typeof value === 'object') return '';
	// As the ledger returns it: if a key came back changed, its document would be delivered again.
	return storableText(String(value).trim());
}

/** A month counts from its first day. */
function dayOf(text: string): string {
	if (/^\d{4}-\d{2}$/.test(text)) return `${text}-01`;
	return /^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, 10) : '';
}
