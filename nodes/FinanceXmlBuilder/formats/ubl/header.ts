import { OperatorError } from '../../../common/errors';
import type { BusinessDocument } from '../../businessDocument';
import { amountOrNone, totalsOf } from './amounts';
import { belgianReason, belgianTerms } from './belgianTerms';
import { breakdownPercent } from './breakdownPercent';
import type { InvoiceHeader, Kind } from './invoice';
import { kindOf } from './kind';
import { partiesOf } from './invoiceParties';
import { paymentOf } from './invoicePayment';
import { businessProcessOf } from './processes/businessProcess';
import { type Profile, PROFILES } from './profile';
import type { InvoiceSettings, UblSettings } from './ublSettings';
import { customAttribute, dateOf, textOf, timeOf } from './documentText';
import { vatOf } from './invoiceVat';

/**
 * The invoice without its lines. Missing terms stay undefined, for the check to report.
 *
 * @param label names a field of the document in errors
 * @throws OperatorError if an amount is invalid, or contradicts the document's kind
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
				'HORISEN writes self-billing documents with negative amounts: the owner pays. It is unclear who pays whom here, so no file was made. Correct the document, or bill it by hand.',
		});
	}
	const profile: Profile = PROFILES[settings.profile];
	const kind = kindOf(document, settings);
	const given = vatOf(document, settings, kind, label);
	const id = textOf(document.documentNumber);
	const belgium = profile.isBelgian
		? belgianTerms({ id, kind, vat: given }, settings.vat.categoryName)
		: undefined;
	const vat = belgium ? { ...given, ...belgianReason(given, belgium.categoryName) } : given;
	const totals = totalsOf(document, kind.sign, invoice.paidAmount, label);
	const start = dateOf(document.periodStart);
	const end = dateOf(document.periodEnd);
	const attribute = (name: string | undefined) => customAttribute(document, name);
	const absentOnly = (name: string | undefined) =>
		attribute(name) === undefined ? name : undefined;
	const parties = partiesOf(document, settings, kind, vat.category);
	const issueDate = dateOf(document.documentDate);
	const dueDate = dateOf(document.dueDate);
	const billed = { kind, totals, issueDate, dueDate };
	return {
		specification: profile,
		businessProcess: businessProcessOf(profile.businessProcess, invoice.businessProcess, billed),
		kind,
		id,
		issueDate,
		issueTime: timeOf(invoice.issueTime),
		dueDate,
		taxPointCode: invoice.taxPointCode,
		notes: invoice.notes,
		currency: textOf(document.currencyCode),
		buyerReference: buyer.reference ?? attribute(buyer.referenceAttribute),
		period: start || end ? { start, end } : undefined,
		deliveryDate: dateOf(document.deliveryDate),
		orderReference: invoice.orderReference ?? attribute(invoice.orderReferenceAttribute),
		contractReference: invoice.contractReference ?? attribute(invoice.contractReferenceAttribute),
		projectReference: invoice.projectReference ?? attribute(invoice.projectReferenceAttribute),
		accountingReference:
			invoice.accountingReference ?? attribute(invoice.accountingReferenceAttribute),
		classification: invoice.classification,
		precedingInvoice: precedingInvoiceOf(document, settings, kind),
		operator: operatorOf(invoice),
		belgium,
		absent: {
			buyerReference: absentOnly(buyer.referenceAttribute),
			orderReference: absentOnly(invoice.orderReferenceAttribute),
			precedingInvoice: absentOnly(invoice.precedingInvoiceAttribute),
			endpointId: absentOnly(buyer.endpointAttribute),
			endpointScheme: absentOnly(buyer.endpointSchemeAttribute),
			legalId: absentOnly(buyer.legalIdAttribute),
			legalIdScheme: absentOnly(buyer.legalIdSchemeAttribute),
			identifier: absentOnly(buyer.identifierAttribute),
			subdivision: absentOnly(buyer.subdivisionAttribute),
		},
		...parties,
		payment: paymentOf(document, settings, kind, totals.payable, parties.seller.country),
		terms: payment.terms,
		vat: { ...vat, breakdownPercent: breakdownPercent(profile, parties, vat) },
		totals,
	};
}

function operatorOf({
	operatorName: name,
	operatorOib: oib,
}: InvoiceSettings): InvoiceHeader['operator'] {
	return name || oib ? { name, oib } : undefined;
}

/** The custom attribute belongs to the partner, so all its documents have it: only credit notes use it. */
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
