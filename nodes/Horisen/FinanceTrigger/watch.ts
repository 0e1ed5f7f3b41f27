import { createHash } from 'node:crypto';
import { OperatorError } from '../../common/errors';
import type { Filter } from '../shared/filters/query';
import type { Row } from '../../common/http/page';

/** The changes that the form offers. */
export type Watched = 'status' | 'payment' | 'dispute' | 'total';

/** The fields of HORISEN Finance Documents behind each, without their time stamps, which add no information. */
const FIELDS: Record<Watched, readonly string[]> = {
	status: ['status'],
	payment: ['paymentStatus', 'totalPaid', 'totalUnpaid'],
	dispute: ['disputeStatus'],
	total: ['amountNoVat', 'vat', 'amountVat', 'total'],
};

/** Characters in a mark: 30 bits. */
const MARK_LENGTH = 5;

/** Placeholder for an unknown mark; no mark contains this character. */
const UNKNOWN = '?'.repeat(MARK_LENGTH);

/** A short hash of a document: one mark for each watched thing, in order. */
export function marksOf(document: Row, watch: readonly Watched[]): string {
	return watch.map((watched) => markOf(FIELDS[watched].map((field) => document[field]))).join('');
}

/** Converts marks from one list of watched things to another; new things are unknown. */
export function marksFor(
	watch: readonly Watched[],
	marks: string,
	made: readonly Watched[],
): string {
	return watch
		.map((watched) => (made.includes(watched) ? markAt(marks, made.indexOf(watched)) : UNKNOWN))
		.join('');
}

/** The differences between old and new marks. */
export function changedBetween(then: string, now: string, watch: readonly Watched[]): Watched[] {
	return watch.filter((_, index) => {
		const before = markAt(then, index);
		return before !== UNKNOWN && before !== markAt(now, index);
	});
}

/**
 * Refuses filters on watched fields: a change that moves a document out of the filter, or into it, would go unnoticed.
 *
 * @throws OperatorError if a filter is on a watched field
 */
export function refuseFiltersOn(watch: readonly Watched[], filters: readonly Filter[]): void {
	for (const watched of watch) {
		const filter = filters.find(({ attribute }) => FIELDS[watched].includes(attribute));
		if (!filter) continue;
		throw new OperatorError(
			`The filter on "${filter.attribute}" would hide changes of the ${watched}, which is watched`,
			{
				description: `HORISEN lists only documents that match the filter now. Remove the filter and check the field in the workflow, or remove the ${watched} from Watch.`,
			},
		);
	}
}

function markOf(values: unknown[]): string {
	const text = JSON.stringify(values.map((value) => value ?? null));
	return createHash('sha256').update(text).digest('base64url').slice(0, MARK_LENGTH);
}

function markAt(marks: string, index: number): string {
	return marks.slice(index * MARK_LENGTH, (index + 1) * MARK_LENGTH);
}
