import type { Absent, InvoiceHeader } from '../invoice';
import { companyExample, type CompanyField } from './examples';
import { partyField, type PartyTerm } from './violation';

/** A business term that rules may require: its name, its field, an example. */
interface TermFacts {
	/** For operators, without its number. */
	name: string;
	/** Undefined if the invoice lacks it. */
	of: (header: InvoiceHeader) => string | undefined;
	/** The field of the form, or of the document. */
	field: (header: InvoiceHeader) => string;
	/** An example for companies in these countries. */
	example: (countries: { seller?: string; buyer?: string }) => string;
	/** The custom attribute for it, if the partner lacks that. */
	absent?: (header: InvoiceHeader) => string | undefined;
}

function ofSeller(name: string, key: PartyTerm, example: CompanyField | { text: string }) {
	return ofParty('seller', name, key, example);
}

function ofBuyer(name: string, key: PartyTerm, example: CompanyField | { text: string }) {
	return ofParty('buyer', name, key, example);
}

function ofParty(
	role: 'seller' | 'buyer',
	name: string,
	key: PartyTerm,
	example: CompanyField | { text: string },
): TermFacts {
	return {
		name: `${role === 'seller' ? 'Seller' : 'Buyer'} ${name}`,
		of: (header) => header[role][key],
		field: (header) => partyField(header[role], key),
		example: (countries) =>
			typeof example === 'string' ? companyExample(example, countries[role]) : example.text,
		// The partner sells in a self-billed invoice.
		absent: (header) => (header[role].source === 'document' ? header.absent[key] : undefined),
	};
}

function ofInvoice(
	name: string,
	field: string,
	example: string,
	of: (header: InvoiceHeader) => string | undefined,
	absent?: keyof Absent,
): TermFacts {
	return {
		name,
		of,
		field: () => field,
		example: () => example,
		absent: absent && ((header) => header.absent[absent]),
	};
}

/** A note with a subject (BT-21), in UBL part of the note's text as `#PMT#`. */
function ofNote(subject: string, example: string): TermFacts {
	return ofInvoice(
		`Note ${subject}`,
		`Invoice → Note ${subject}`,
		example,
		({ notes }) =>
			notes.find((note) => note.subject === subject || note.text.includes(`#${subject}#`))?.text,
	);
}

/** By their numbers in EN 16931, `-1` for the scheme of an identifier, a subject for a note of it, `-BE` for Belgium's own; `HR-BT` are Croatia's. */
const TERMS = {
	'BT-1': ofInvoice('Invoice number', 'documentNumber', '2026-0117', ({ id }) => id),
	'BT-2': ofInvoice('Issue date', 'documentDate', '2026-06-30', ({ issueDate }) => issueDate),
	'BT-5': ofInvoice('Currency', 'currencyCode', 'EUR', ({ currency }) => currency),
	'BT-8': ofInvoice(
		'VAT point date code',
		'Invoice → VAT Point Date Code',
		'3',
		({ taxPointCode }) => taxPointCode,
	),
	'BT-9': ofInvoice('Due date', 'dueDate', '2026-07-31', ({ dueDate }) => dueDate),
	'BT-10': ofInvoice(
		'Buyer reference',
		'Buyer → Reference or Reference Attribute',
		'04011000-12345-67',
		({ buyerReference }) => buyerReference,
		'buyerReference',
	),
	'BT-13': ofInvoice(
		'Order reference',
		'Invoice → Order Reference or Order Reference Attribute',
		'PO-2026-17',
		({ orderReference }) => orderReference,
		'orderReference',
	),
	'BT-20': ofInvoice('Payment terms', 'Payment → Terms', '30 days net', ({ terms }) => terms),
	'BT-22-PMT': ofNote('PMT', 'Indemnité forfaitaire pour frais de recouvrement : 40 €'),
	'BT-22-PMD': ofNote('PMD', 'Pénalités de retard : trois fois le taux d’intérêt légal'),
	'BT-22-AAB': ofNote('AAB', 'Pas d’escompte pour paiement anticipé'),
	'BT-25': ofInvoice(
		'Preceding invoice number',
		'Invoice → Preceding Invoice Number or Preceding Invoice Attribute',
		'2026-0117',
		({ precedingInvoice }) => precedingInvoice?.id,
		'precedingInvoice',
	),
	'BT-26': ofInvoice(
		'Preceding invoice date',
		'Invoice → Preceding Invoice Date',
		'2026-05-31',
		({ precedingInvoice }) => precedingInvoice?.issueDate,
	),
	'BT-27': ofSeller('name', 'name', { text: 'Example Telecom' }),
	'BT-29': ofSeller('identifier', 'identifier', { text: '7300010000001' }),
	'BT-30': ofSeller('legal ID', 'legalId', 'legalId'),
	'BT-30-1': ofSeller('legal ID scheme', 'legalIdScheme', 'legalIdScheme'),
	'BT-31': ofSeller('VAT ID', 'vatId', 'vatId'),
	'BT-32': ofSeller('tax registration', 'taxId', 'taxId'),
	'BT-34': ofSeller('electronic address', 'endpointId', 'endpointId'),
	'BT-34-1': ofSeller('electronic address scheme', 'endpointScheme', 'endpointScheme'),
	'BT-35': ofSeller('street', 'street', 'street'),
	'BT-37': ofSeller('city', 'city', 'city'),
	'BT-38': ofSeller('postal code', 'postalCode', 'postalCode'),
	'BT-39': ofSeller('subdivision', 'subdivision', 'subdivision'),
	'BT-40': ofSeller('country', 'country', { text: 'CH' }),
	'BT-41': ofSeller('contact name', 'contactName', { text: 'Billing' }),
	'BT-42': ofSeller('contact phone', 'contactPhone', 'contactPhone'),
	'BT-43': ofSeller('contact e-mail', 'contactEmail', { text: 'billing@example.com' }),
	'BT-44': ofBuyer('name', 'name', { text: 'Example Messaging' }),
	'BT-47': ofBuyer('legal ID', 'legalId', 'legalId'),
	'BT-47-1': ofBuyer('legal ID scheme', 'legalIdScheme', 'legalIdScheme'),
	'BT-48': ofBuyer('VAT ID', 'vatId', 'vatId'),
	'BT-49': ofBuyer('electronic address', 'endpointId', 'endpointId'),
	'BT-49-1': ofBuyer('electronic address scheme', 'endpointScheme', 'endpointScheme'),
	'BT-50': ofBuyer('street', 'street', 'street'),
	'BT-52': ofBuyer('city', 'city', 'city'),
	'BT-53': ofBuyer('postal code', 'postalCode', 'postalCode'),
	'BT-54': ofBuyer('subdivision', 'subdivision', 'subdivision'),
	'BT-55': ofBuyer('country', 'country', { text: 'DE' }),
	'BT-72': ofInvoice(
		'Delivery date',
		'deliveryDate',
		'2026-06-30',
		({ deliveryDate }) => deliveryDate,
	),
	'BT-81': {
		name: 'Payment means (BG-16)',
		of: ({ payment }: InvoiceHeader) => payment?.meansCode,
		field: () => 'Payment → IBAN or Means Code',
		example: ({ seller }: { seller?: string }) => companyExample('iban', seller),
	},
	'BT-118-BE': ofInvoice(
		'VAT category name of Belgium',
		'VAT → Category Name',
		'44',
		({ belgium }) => belgium?.categoryName,
	),
	'BT-158': ofInvoice(
		'Classification',
		'Invoice → Classification Code',
		'61.10.11',
		({ classification }) => classification?.code,
	),
	'BT-158-1': ofInvoice(
		'Classification list',
		'Invoice → Classification List',
		'CG',
		({ classification }) => classification?.list || undefined,
	),
	'HR-BT-2': ofInvoice(
		'Issue time',
		'Invoice → Issue Time',
		'12:00:00',
		({ issueTime }) => issueTime,
	),
	'HR-BT-4': ofInvoice(
		'Operator',
		'Invoice → Operator Name',
		'Ana Horvat',
		({ operator }) => operator?.name,
	),
	'HR-BT-5': ofInvoice(
		'Operator OIB',
		'Invoice → Operator OIB',
		'94577403194',
		({ operator }) => operator?.oib,
	),
} satisfies Record<string, TermFacts>;

export type Term = keyof typeof TERMS;

export function termFacts(term: Term): TermFacts {
	return TERMS[term];
}
