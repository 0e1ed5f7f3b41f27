import { createHash } from 'node:crypto';
import { isAbsent, isRecord, withoutFields } from './value';

const LENGTH = 12;

/**
 * A short hash over a document's business fields, in an order that does not depend on the input's. What
 * files leave out as absent does not count either, so a field that turns from `null` to `""` is no revision.
 *
 * @param ignoredFields what changes by itself after a document was issued, at its top level
 */
export function revisionOf(
	document: Record<string, unknown>,
	ignoredFields: readonly string[],
): string {
	return createHash('sha256')
		.update(canonicalJson(withoutFields(document, ignoredFields)))
		.digest('hex')
		.slice(0, LENGTH);
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
