import type { Attribute, Element } from '../../../xml/tree';
import type { Invoice, Kind, Payment } from '../invoice';
import { each, group, type Scope, text } from './elements';
import { lineElements } from './line';
import { partyElement } from './party';
import { monetaryTotal, roundingElement, taxTotals } from './totals';

/** BG-24: a file beside the invoice. */
export interface Attachment {
	/** BT-122 */
	id: string;
	/** BT-123 */
	description: string;
}

/** What is written: the invoice, and the file that it names. */
export interface WrittenInvoice extends Invoice {
	attachment?: Attachment;
}

/** The tree of an Invoice or a CreditNote of UBL 2.1 in one currency, in the order of its schema. */
export function rootElement(root: Kind['root'], currency: string): Element<Scope> {
	return {
		kind: 'element',
		name: root,
		attributes: [
			namespace('xmlns', root),
			namespace('xmlns:cac', 'CommonAggregateComponents'),
			namespace('xmlns:cbc', 'CommonBasicComponents'),
		],
		content: [
			...identification(root),
			...references(),
			partyElement('seller'),
			partyElement('buyer'),
			group(
				'cac:Delivery',
				text<Invoice>('cbc:ActualDeliveryDate', 'BT-72', ({ deliveryDate }) => deliveryDate),
			),
			paymentMeans(root),
			group(
				'cac:PaymentTerms',
				text<Invoice>('cbc:Note', 'BT-20', ({ terms }) => terms),
			),
			roundingElement(currency),
			...taxTotals(currency),
			monetaryTotal(currency),
			lineElements(root, currency),
		],
	};
}

function namespace(name: string, schema: string): Attribute<Scope> {
	return { name, value: `urn:oasis:names:specification:ubl:schema:xsd:${schema}-2` };
}

function identification(root: Kind['root']): Array<Element<Scope>> {
	const isInvoice = root === 'Invoice';
	return [
		text<Invoice>('cbc:CustomizationID', 'BT-24', ({ profile }) => profile.customizationId),
		text<Invoice>('cbc:ProfileID', 'BT-23', ({ profile }) => profile.profileId),
		text<Invoice>('cbc:ID', 'documentNumber', ({ id }) => id),
		text<Invoice>('cbc:IssueDate', 'documentDate', ({ issueDate }) => issueDate),
		...(isInvoice ? [text<Invoice>('cbc:DueDate', 'dueDate', ({ dueDate }) => dueDate)] : []),
		text<Invoice>(`cbc:${root}TypeCode`, 'BT-3', ({ kind }) => kind.typeCode),
		text<Invoice>('cbc:Note', 'BT-22', ({ note }) => note),
		text<Invoice>('cbc:DocumentCurrencyCode', 'currencyCode', (invoice) => invoice.currency),
		text<Invoice>(
			'cbc:TaxCurrencyCode',
			'domesticCurrencyCode',
			({ vat }) => vat.accounting?.currency,
		),
		text<Invoice>('cbc:BuyerReference', 'BT-10', (invoice) => invoice.buyerReference),
	];
}

function references(): Array<Element<Scope>> {
	return [
		group(
			'cac:InvoicePeriod',
			text<Invoice>('cbc:StartDate', 'periodStart', ({ period }) => period?.start),
			text<Invoice>('cbc:EndDate', 'periodEnd', ({ period }) => period?.end),
		),
		group(
			'cac:OrderReference',
			text<Invoice>('cbc:ID', 'BT-13', ({ orderReference }) => orderReference),
		),
		group(
			'cac:BillingReference',
			group(
				'cac:InvoiceDocumentReference',
				text<Invoice>('cbc:ID', 'BT-25', ({ precedingInvoice }) => precedingInvoice?.id),
				text<Invoice>('cbc:IssueDate', 'BT-26', (invoice) => invoice.precedingInvoice?.issueDate),
			),
		),
		group(
			'cac:AdditionalDocumentReference',
			text<WrittenInvoice>('cbc:ID', 'BT-122', ({ attachment }) => attachment?.id),
			text<WrittenInvoice>(
				'cbc:DocumentDescription',
				'BT-123',
				({ attachment }) => attachment?.description,
			),
		),
	];
}

/** A credit note has no due date of its own; it stands here. */
function paymentMeans(root: Kind['root']) {
	type Scoped = Payment & { dueDate?: string };
	return each<Invoice, Scoped>(
		'payment',
		({ payment, dueDate }) =>
			payment && { ...payment, dueDate: root === 'CreditNote' ? dueDate : undefined },
		{
			kind: 'element',
			name: 'cac:PaymentMeans',
			content: [
				text<Scoped>('cbc:PaymentMeansCode', 'BT-81', ({ meansCode }) => meansCode),
				text<Scoped>('cbc:PaymentDueDate', 'dueDate', ({ dueDate }) => dueDate),
				text<Scoped>('cbc:PaymentID', 'BT-83', ({ reference }) => reference),
				group(
					'cac:PayeeFinancialAccount',
					text<Scoped>('cbc:ID', 'BT-84', ({ iban }) => iban),
					text<Scoped>('cbc:Name', 'BT-85', ({ accountName }) => accountName),
					group(
						'cac:FinancialInstitutionBranch',
						text<Scoped>('cbc:ID', 'BT-86', ({ bic }) => bic),
					),
				),
			],
		},
	);
}
