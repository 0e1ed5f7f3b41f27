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
