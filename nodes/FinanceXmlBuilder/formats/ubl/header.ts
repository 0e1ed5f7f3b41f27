import { toDecimal } from '../../../common/money';
import type { BusinessDocument } from '../../businessDocument';
import { totalsOf } from './amounts';
import type { InvoiceHeader } from './invoice';
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
 * @throws OperatorError where an amount is none
 */
export function headerOf(
	document: BusinessDocument,
	settings: UblSettings,
	label: (field: string) => string,
): InvoiceHeader {
	const { invoice, buyer, payment } = settings;
	const net = toDecimal(document.amountNoVat, label('amountNoVat'));
	const kind = kindOf(document, settings, net);
	const vat = vatOf(document, settings, kind, label);
	const start = dateOf(document.periodStart);
	const end = dateOf(document.periodEnd);
	return {
		profile: PROFILES[settings.profile],
		kind,
		id: textOf(document.documentNumber),
		issueDate: dateOf(document.documentDate),
		dueDate: dateOf(document.dueDate),
		note: invoice.note,
		currency: textOf(document.currencyCode),
		buyerReference: buyer.reference ?? customAttribute(document, buyer.referenceAttribute),
		period: start || end ? { start, end } : undefined,
		deliveryDate: dateOf(document.deliveryDate),
		orderReference:
			invoice.orderReference ?? customAttribute(document, invoice.orderReferenceAttribute),
		precedingInvoice:
			invoice.precedingInvoiceNumber || invoice.precedingInvoiceDate
				? { id: invoice.precedingInvoiceNumber, issueDate: invoice.precedingInvoiceDate }
				: undefined,
		...partiesOf(document, settings, kind, vat.category),
		payment: paymentOf(document, settings, kind),
		terms: payment.terms,
		vat,
		totals: totalsOf(document, kind.sign, label),
	};
}
