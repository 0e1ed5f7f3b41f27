import type { Attribute, Content, Element } from '../../../xml/tree';
import type { BelgianTerms, Invoice, Kind, Note, Payment } from '../invoice';
import { attribute, each, fixed, group, type Scope, text } from './elements';
import { lineElements } from './lineElements';
import { partyElement } from './partyElements';
import { monetaryTotal, roundingElement, taxTotals } from './totalsElements';

/** BG-24: a file beside the invoice, or in it. */
export interface Attachment {
	/** BT-122 */
	id: string;
	/** BT-123 */
	description: string;
}

/** The source: the invoice, and the file that it names. */
export interface WrittenInvoice extends Invoice {
	attachment?: Attachment;
}

/**
 * The tree of an Invoice or a CreditNote of UBL 2.1 in one currency, in the order of its schema.
 *
 * @param isEmbedded whether it contains the file: the content then takes the place of the rows, and the part before it
 * needs only the header
 */
export function rootElement(
	root: Kind['root'],
	currency: string,
	isEmbedded: boolean,
): Element<Scope> {
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
			...documents(root, isEmbedded),
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

function identification(root: Kind['root']): Array<Content<Scope>> {
	const isInvoice = root === 'Invoice';
	return [
		text<Invoice>(
			'cbc:CustomizationID',
			'BT-24',
			({ specification }) => specification.customizationId,
		),
		text<Invoice>('cbc:ProfileID', 'BT-23', (invoice) => invoice.businessProcess),
		text<Invoice>('cbc:ID', 'documentNumber', ({ id }) => id),
		text<Invoice>('cbc:IssueDate', 'documentDate', ({ issueDate }) => issueDate),
		text<Invoice>('cbc:IssueTime', 'issue time', ({ issueTime }) => issueTime),
		...(isInvoice ? [text<Invoice>('cbc:DueDate', 'dueDate', ({ dueDate }) => dueDate)] : []),
		text<Invoice>(`cbc:${root}TypeCode`, 'BT-3', ({ kind }) => kind.typeCode),
		each<Invoice, Note>(
			'notes',
			({ notes }) => notes,
			text<Note>('cbc:Note', 'BT-22', ({ subject, text: note }) =>
				subject === undefined ? note : `#${subject}#${note}`,
			),
		),
		text<Invoice>('cbc:DocumentCurrencyCode', 'currencyCode', (invoice) => invoice.currency),
		text<Invoice>(
			'cbc:TaxCurrencyCode',
			'domesticCurrencyCode',
			({ vat }) => vat.accounting?.currency,
		),
		text<Invoice>('cbc:AccountingCost', 'BT-19', (invoice) => invoice.accountingReference),
		text<Invoice>('cbc:BuyerReference', 'BT-10', (invoice) => invoice.buyerReference),
	];
}

function references(): Array<Element<Scope>> {
	return [
		group(
			'cac:InvoicePeriod',
			text<Invoice>('cbc:StartDate', 'periodStart', ({ period }) => period?.start),
			text<Invoice>('cbc:EndDate', 'periodEnd', ({ period }) => period?.end),
			text<Invoice>('cbc:DescriptionCode', 'BT-8', ({ taxPointCode }) => taxPointCode),
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
			'cac:ContractDocumentReference',
			text<Invoice>('cbc:ID', 'BT-12', ({ contractReference }) => contractReference),
		),
	];
}

/** UNTDID 1001: a credit note has no element for the project, which is a document of this type there. */
const PROJECT_DOCUMENT = '50';

/** The documents that the invoice names: Belgium's, its traffic file, and the project that it is of. */
function documents(root: Kind['root'], isEmbedded: boolean): Array<Content<Scope>> {
	const project = text<Invoice>('cbc:ID', 'BT-11', (invoice) => invoice.projectReference);
	const file = isEmbedded ? embeddedFile() : fileBeside();
	return root === 'Invoice'
		? [belgianDocuments(), file, group('cac:ProjectReference', project)]
		: [
				belgianDocuments(),
				each<Invoice, Invoice>(
					'project',
					(invoice) => (invoice.projectReference === undefined ? undefined : invoice),
					group(
						'cac:AdditionalDocumentReference',
						project,
						fixed('cbc:DocumentTypeCode', PROJECT_DOCUMENT),
						// UBL.BE requires a description of every document.
						text<Invoice>('cbc:DocumentDescription', 'BT-123', ({ belgium }) =>
							belgium ? 'Project' : undefined,
						),
					),
				),
				file,
			];
}

function belgianDocuments(): Content<Scope> {
	type Document = BelgianTerms['documents'][number];
	return each<Invoice, Document>('documents', ({ belgium }) => belgium?.documents, {
		kind: 'element',
		name: 'cac:AdditionalDocumentReference',
		content: [
			text<Document>('cbc:ID', 'BT-122', ({ id }) => id),
			text<Document>('cbc:DocumentDescription', 'BT-123', ({ description }) => description),
		],
	});
}

function fileBeside(): Element<Scope> {
	return group('cac:AdditionalDocumentReference', ...fileIdentity());
}

/** BT-125, in base64; never completely in memory. */
function embeddedFile(): Element<Scope> {
	return {
		kind: 'element',
		name: 'cac:AdditionalDocumentReference',
		content: [
			...fileIdentity(),
			{
				kind: 'element',
				name: 'cac:Attachment',
				content: [
					{
						kind: 'element',
						name: 'cbc:EmbeddedDocumentBinaryObject',
						attributes: [
							{ name: 'mimeCode', value: 'text/csv' },
							attribute<WrittenInvoice>('filename', ({ attachment }) => attachment?.id),
						],
						content: [{ kind: 'rows', content: [] }],
					},
				],
			},
		],
	};
}

function fileIdentity(): Array<Element<Scope>> {
	return [
		text<WrittenInvoice>('cbc:ID', 'BT-122', ({ attachment }) => attachment?.id),
		text<WrittenInvoice>(
			'cbc:DocumentDescription',
			'BT-123',
			({ attachment }) => attachment?.description,
		),
	];
}

/** A credit note has no due date element; the due date is here. */
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
