import { createHash } from 'node:crypto';
import { isAbsent, isRecord } from './xml/value';

/** A document as an item holds it: HORISEN's, or any JSON for the custom format. */
export type BusinessDocument = Record<string, unknown>;

/**
 * Fields of a HORISEN document that change by themselves after it was issued, partly by our own
 * acknowledgement. They are no reason to deliver a document again.
 */
export const STATUS_FIELDS: readonly string[] = [
	'syncStatus',
	'syncStatusDt',
	'statusDt',
	'paymentStatus',
	'paymentStatusDate',
	'totalPaid',
	'totalUnpaid',
	'disputeStatus',
	'docsDeliveryStatus',
	'docsDeliveryStatusDate',
];

const REVISION_LENGTH = 12;
const LONGEST_LABEL = 60;

/** A copy of the document without the named fields. */
export function withoutFields(
	document: BusinessDocument,
	fields: readonly string[],
): BusinessDocument {
	return Object.fromEntries(Object.entries(document).filter(([field]) => !fields.includes(field)));
}

/**
 * A short hash over a document's business fields, in an order that does not depend on the input's. What the
 * XML leaves out as absent does not count either, so a field that turns from `null` to `""` is no revision.
 */
export function revisionOf(document: BusinessDocument): string {
	return createHash('sha256')
		.update(canonicalJson(withoutFields(document, STATUS_FIELDS)))
		.digest('hex')
		.slice(0, REVISION_LENGTH);
}

/** What a document is called in errors: `Document "300919-1" (5d0c…)`, or `The input item`. */
export function documentLabel({ documentNumber, documentUuid }: BusinessDocument): string {
	const [number, uuid] = [shortText(documentNumber), shortText(documentUuid)];
	if (number && uuid) return `Document ${JSON.stringify(number)} (${uuid})`;
	return number || uuid ? `Document ${JSON.stringify(number || uuid)}` : 'The input item';
}

function shortText(value: unknown): string {
	if (isAbsent(value) || typeof value === 'object') return '';
	const text = String(value);
	return text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL)}…` : text;
}

function canonicalJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
	if (!isRecord(value)) return JSON.stringify(value) ?? 'null';
	const fields = Object.keys(value)
		.filter((field) => !isAbsent(value[field]))
		.sort()
		.map((field) => `${JSON.stringify(field)}:${canonicalJson(value[field])}`);
	return `{${fields.join(',')}}`;
}
