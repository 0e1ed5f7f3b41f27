import { createHash } from 'node:crypto';
import { isAbsent, isRecord, withoutFields } from './value';

const LENGTH = 12;

/**
 * A short hash over a document's business fields, independent of their order. Absent values do not count, as files
 * leave them out: a field that changes from `null` to `""` is not a new revision.
 *
 * @param ignoredFields top-level fields that change by themselves after a document was issued
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
