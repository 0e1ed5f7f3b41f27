/**
 * Top-level fields of a document (with HORISEN's names) that change by themselves after it was issued, partly by our
 * own acknowledgement. They are no reason to deliver a document again, and appear in a file only on request.
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
