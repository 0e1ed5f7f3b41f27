import { createHash } from 'node:crypto';
import { OperatorError } from '../../common/errors';
import type { Filter } from '../shared/filters/query';
import type { Row } from '../shared/page';

/** What about a document can change, as the form offers it. */
export type Watched = 'status' | 'payment' | 'dispute' | 'total';

/** The fields of HORISEN Finance Documents behind each; their own times are left out, as they tell no change more. */
const FIELDS: Record<Watched, readonly string[]> = {
	status: ['status'],
	payment: ['paymentStatus', 'totalPaid', 'totalUnpaid'],
	dispute: ['disputeStatus'],
	total: ['amountNoVat', 'vat', 'amountVat', 'total'],
};

/** Characters of the mark of one watched thing: 30 bits. */
const MARK_LENGTH = 5;

/** Stands where nothing is remembered; no mark holds this character. */
const UNKNOWN = '?'.repeat(MARK_LENGTH);

/** A short hash of a document: one mark for each watched thing, in their order. */
export function marksOf(document: Row, watch: readonly Watched[]): string {
	return watch.map((watched) => markOf(FIELDS[watched].map((field) => document[field]))).join('');
}

/** Marks that were made for one list of watched things, put in order for another; what is new in it is unknown. */
export function marksFor(
	watch: readonly Watched[],
	marks: string,
	made: readonly Watched[],
): string {
	return watch
		.map((watched) => (made.includes(watched) ? markAt(marks, made.indexOf(watched)) : UNKNOWN))
		.join('');
}

/** What differs between the marks of then and now. */
export function changedBetween(then: string, now: string, watch: readonly Watched[]): Watched[] {
	return watch.filter((_, index) => {
		const before = markAt(then, index);
		return before !== UNKNOWN && before !== markAt(now, index);
	});
}

/**
 * A document that a change takes out of the filter, or brings in, would change unseen.
 *
 * @throws OperatorError where a filter is on a watched field
 */
export function refuseFiltersOn(watch: readonly Watched[], filters: readonly Filter[]): void {
	for (const watched of watch) {
		const filter = filters.find(({ attribute }) => FIELDS[watched].includes(attribute));
		if (!filter) continue;
		throw new OperatorError(
			`The filter on "${filter.attribute}" would hide changes of the ${watched}, which is watched`,
			{
				description: `HORISEN lists only documents that meet the filter now. Remove the filter and look at the field in the workflow, or take the ${watched} out of Watch.`,
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
