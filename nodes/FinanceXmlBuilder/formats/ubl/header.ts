import { OperatorError } from '../../../common/errors';
import type { BusinessDocument } from '../../businessDocument';
import { amountOrNone, totalsOf } from './amounts';
import type { InvoiceHeader, Kind } from './invoice';
import { kindOf } from './kind';
import { partiesOf } from './parties';
import { paymentOf } from './payment';
import { PROFILES } from './profile';
import type { UblSettings } from './settings';
import { customAttribute, dateOf, textOf } from './text';
import { vatOf } from './vat';

/**
 * Everything of the invoice but its lines. What is missing stays undefined, for the check to name.
 *
 * @param label names a field of the document in errors
 * @throws OperatorError where an amount is none, or says the opposite of the document's kind
 */
export function headerOf(
	document: BusinessDocument,
	settings: UblSettings,
	label: (field: string) => string,
): InvoiceHeader {
	const { invoice, buyer, payment } = settings;
	const net = amountOrNone(document.amountNoVat, label('amountNoVat'));
	if (document.selfBilling === 'yes' && net?.gt(0)) {
		throw new OperatorError(`${label('amountNoVat')} is positive in a self-billing document`, {
			description:
				'HORISEN writes self-billing documents with negative amounts: the owner pays. Who pays whom here cannot be told, so no file was made. Correct the document, or bill it by hand.',
		});
	}
	const kind = kindOf(document, settings);
	const vat = vatOf(document, settings, kind, label);
	const totals = totalsOf(document, kind.sign, label);
	const start = dateOf(document.periodStart);
	const end = dateOf(document.periodEnd);
	const attribute = (name: string | undefined) => customAttribute(document, name);
	const absentOnly = (name: string | undefined) =>
		attribute(name) === undefined ? name : undefined;
	return {
		profile: PROFILES[settings.profile],
		kind,
		id: textOf(document.documentNumber),
		issueDate: dateOf(document.documentDate),
		dueDate: dateOf(document.dueDate),
		note: invoice.note,
		currency: textOf(document.currencyCode),
		buyerReference: buyer.reference ?? attribute(buyer.referenceAttribute),
		period: start || end ? { start, end } : undefined,
		deliveryDate: dateOf(document.deliveryDate),
		orderReference: invoice.orderReference ?? attribute(invoice.orderReferenceAttribute),
		precedingInvoice: precedingInvoiceOf(document, settings, kind),
		absent: {
			buyerReference: absentOnly(buyer.referenceAttribute),
			orderReference: absentOnly(invoice.orderReferenceAttribute),
			endpoint: absentOnly(buyer.endpointAttribute),
		},
		...partiesOf(document, settings, kind, vat.category),
		payment: paymentOf(document, settings, kind, totals.payable),
		terms: payment.terms,
		vat,
		totals,
	};
}

/** The custom attribute is the partner's, so it stands at each of its documents: only credit notes take it. */
function precedingInvoiceOf(
	document: BusinessDocument,
	{ invoice }: UblSettings,
	{ root }: Kind,
): InvoiceHeader['precedingInvoice'] {
	const { precedingInvoiceNumber, precedingInvoiceAttribute, precedingInvoiceDate } = invoice;
	const attribute =
		root === 'CreditNote' ? customAttribute(document, precedingInvoiceAttribute) : undefined;
	const id = precedingInvoiceNumber ?? attribute;
	return id || precedingInvoiceDate ? { id, issueDate: precedingInvoiceDate } : undefined;
}
