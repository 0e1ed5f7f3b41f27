import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Big from 'big.js';
import { XMLParser } from 'fast-xml-parser';
import { breakdownPercent } from '../../nodes/FinanceXmlBuilder/formats/ubl/breakdownPercent';
import {
	checkFigures,
	checkHeader,
} from '../../nodes/FinanceXmlBuilder/formats/ubl/check/checkInvoice';
import { holding } from '../../nodes/FinanceXmlBuilder/formats/ubl/check/ruleSet';
import type {
	Invoice,
	Kind,
	Line,
	Party,
	Totals,
	Vat,
	VatCategory,
} from '../../nodes/FinanceXmlBuilder/formats/ubl/invoice';
import { businessProcessOf } from '../../nodes/FinanceXmlBuilder/formats/ubl/processes/businessProcess';
import {
	type Profile,
	type ProfileName,
	PROFILES,
} from '../../nodes/FinanceXmlBuilder/formats/ubl/profile';
import { Skeletons } from '../../nodes/FinanceXmlBuilder/formats/ubl/skeletons';
import { Stamping } from '../../nodes/FinanceXmlBuilder/xml/stamping';
import { XmlText } from '../../nodes/FinanceXmlBuilder/xml/text';
import type { Checked } from './corpus';
import { pathOf } from './releases';

/** Folders of the examples that makers of rules publish, and the profile that they are of. */
const FOLDERS: ReadonlyArray<[profile: ProfileName, folder: string]> = [
	['en16931', 'phive-rules-en16931/src/test/resources/external/test-files/1.3.16/ubl'],
	[
		'peppol-bis-3',
		'phive-rules-peppol/src/test/resources/external/test-files/openpeppol/2026.5/billing',
	],
	[
		'peppol-self-billing',
		'phive-rules-peppol/src/test/resources/external/test-files/openpeppol/2026.5',
	],
	['xrechnung-3.0', 'phive-rules-xrechnung/src/test/resources/external/test-files/3.0.2/ubl-inv'],
	['cius-ro', 'phive-rules-cius-ro/src/test/resources/external/test-files/1.0.9'],
	['sef', 'phive-rules-serbia/src/test/resources/external/test-files/1.0.0'],
	['belgium', 'phive-rules-ublbe/src/test/resources/external/test-files/en16931/v1.31'],
];

/** An element as its children by name, always lists, with `@` attributes and `#text`. */
interface Node {
	[name: string]: Node[] | string;
}

/** The example says what the node's invoices cannot: several rates, allowances, other types. */
class NotExpressible extends Error {}

const skeletons = new Skeletons();

/**
 * The official examples, as far as an invoice of the node can say them: read into its terms, checked, and written
 * again for the official rules. What it has no term for is left out.
 */
export function* examples(folder: string, wanted: readonly ProfileName[]): Generator<Checked> {
	for (const [profile, path] of FOLDERS) {
		if (!wanted.includes(profile)) continue;
		for (const file of readdirSync(pathOf(folder, path)).sort()) {
			if (!/\.xml$/i.test(file)) continue;
			const read = readExample(readFileSync(join(pathOf(folder, path), file), 'utf8'), profile);
			if (!read) continue;
			const ruleSets = holding(PROFILES[profile], read);
			const violations = [...checkHeader(read, ruleSets), ...checkFigures(read, ruleSets)];
			const own = violations.map(({ rule }) => rule);
			yield { name: `example ${file}`, profile, xml: written(read), own };
		}
	}
}

function written(invoice: Invoice): string {
	const stamping = new Stamping('Example', new XmlText('replace'));
	return skeletons
		.get(invoice.kind.root, invoice.currency ?? '', false)
		.head.stamp(invoice, stamping);
}

function readExample(xml: string, profile: ProfileName): Invoice | undefined {
	const parser = new XMLParser({
		...{ removeNSPrefix: true, ignoreAttributes: false, attributeNamePrefix: '@' },
		...{ parseTagValue: false, alwaysCreateTextNode: true },
		isArray: (_, __, ___, isAttribute) => !isAttribute,
	});
	const parsed = parser.parse(xml) as Record<string, Node[]>;
	const root = (['Invoice', 'CreditNote'] as const).find((name) => parsed[name]);
	if (!root) return undefined;
	try {
		return invoiceOf(parsed[root][0], root, profile);
	} catch (error) {
		if (error instanceof NotExpressible) return undefined;
		throw error;
	}
}

function at(node: Node | undefined, ...path: string[]): Node | undefined {
	return path.reduce<Node | undefined>((found, name) => all(found, name)[0], node);
}

function all(node: Node | undefined, name: string): Node[] {
	const found = node?.[name];
	return Array.isArray(found) ? found : [];
}

function text(node: Node | undefined, ...path: string[]): string | undefined {
	const found = at(node, ...path)?.['#text'];
	return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}

function attribute(node: Node | undefined, name: string): string | undefined {
	const found = node?.[`@${name}`];
	return typeof found === 'string' ? found : undefined;
}

function amount(node: Node | undefined, ...path: string[]): Big | undefined {
	const found = text(node, ...path);
	return found === undefined ? undefined : new Big(found);
}

function invoiceOf(document: Node, root: Kind['root'], profile: ProfileName): Invoice {
	const subtotals = all(document, 'TaxTotal').flatMap((total) => all(total, 'TaxSubtotal'));
	const many = [subtotals, all(document, 'PaymentMeans')].some((found) => found.length > 1);
	if (many || all(document, 'AllowanceCharge').length > 0) throw new NotExpressible();
	const typeCode = text(document, `${root}TypeCode`);
	const currency = text(document, 'DocumentCurrencyCode');
	const accounting = text(document, 'TaxCurrencyCode');
	const taxOf = (code: string | undefined) =>
		all(document, 'TaxTotal').find(
			(total) => attribute(at(total, 'TaxAmount'), 'currencyID') === code,
		);
	const totals = at(document, 'LegalMonetaryTotal');
	const category = at(subtotals[0], 'TaxCategory');
	const means = at(document, 'PaymentMeans');
	const preceding = at(document, 'BillingReference', 'InvoiceDocumentReference');
	const period = at(document, 'InvoicePeriod');
	const isSelfBilled = typeCode === '389';
	const lines = all(document, root === 'Invoice' ? 'InvoiceLine' : 'CreditNoteLine').map(lineOf);
	const specification: Profile = PROFILES[profile];
	const kind: Kind = { root, typeCode: typeOf(typeCode), selfBilled: isSelfBilled, sign: 1 };
	const parties = {
		seller: partyOf(at(document, 'AccountingSupplierParty', 'Party')),
		buyer: partyOf(at(document, 'AccountingCustomerParty', 'Party')),
	};
	const vat: Vat = {
		category: categoryOf(text(category, 'ID')),
		// Outside the scope there is no rate, which is zero.
		percent: amount(category, 'Percent') ?? new Big(0),
		reason: text(category, 'TaxExemptionReason'),
		reasonCode: text(category, 'TaxExemptionReasonCode'),
		accounting:
			accounting && accounting !== currency
				? { currency: accounting, amount: amount(taxOf(accounting), 'TaxAmount') }
				: undefined,
	};
	const amounts: Totals = {
		taxExclusive: amount(totals, 'TaxExclusiveAmount'),
		tax: amount(taxOf(currency), 'TaxAmount'),
		taxInclusive: amount(totals, 'TaxInclusiveAmount'),
		paid: amount(totals, 'PrepaidAmount'),
		rounding: amount(totals, 'PayableRoundingAmount') ?? new Big(0),
		payable: amount(totals, 'PayableAmount'),
	};
	const dueDate = text(document, 'DueDate') ?? text(means, 'PaymentDueDate');
	return {
		specification,
		businessProcess: businessProcessOf(specification.businessProcess, text(document, 'ProfileID'), {
			kind,
			totals: amounts,
			dueDate,
		}),
		kind,
		id: text(document, 'ID'),
		issueDate: text(document, 'IssueDate'),
		issueTime: text(document, 'IssueTime'),
		dueDate,
		taxPointCode: text(period, 'DescriptionCode'),
		notes: all(document, 'Note').flatMap((note) => {
			const said = text(note);
			return said === undefined ? [] : { text: said };
		}),
		currency,
		buyerReference: text(document, 'BuyerReference'),
		orderReference: text(document, 'OrderReference', 'ID'),
		contractReference: text(document, 'ContractDocumentReference', 'ID'),
		accountingReference: text(document, 'AccountingCost'),
		deliveryDate: text(document, 'Delivery', 'ActualDeliveryDate'),
		period:
			at(period, 'StartDate') || at(period, 'EndDate')
				? { start: text(period, 'StartDate'), end: text(period, 'EndDate') }
				: undefined,
		precedingInvoice: preceding && {
			id: text(preceding, 'ID'),
			issueDate: text(preceding, 'IssueDate'),
		},
		absent: {},
		...parties,
		payment: means && {
			meansCode: text(means, 'PaymentMeansCode') ?? '',
			reference: text(means, 'PaymentID'),
			iban: text(means, 'PayeeFinancialAccount', 'ID'),
			accountName: text(means, 'PayeeFinancialAccount', 'Name'),
			bic: text(means, 'PayeeFinancialAccount', 'FinancialInstitutionBranch', 'ID'),
		},
		terms: text(document, 'PaymentTerms', 'Note'),
		vat: { ...vat, breakdownPercent: breakdownPercent(specification, parties, vat) },
		totals: amounts,
		belgium: specification.isBelgian && {
			categoryName: text(category, 'Name'),
			documents: all(document, 'AdditionalDocumentReference').map((one) => ({
				id: text(one, 'ID'),
				description: text(one, 'DocumentDescription') ?? '',
			})),
		},
		lines,
		lineTotal: amount(totals, 'LineExtensionAmount'),
	};
}

function typeOf(code: string | undefined): Kind['typeCode'] {
	const known = (['380', '381', '386', '389'] as const).find((one) => one === code);
	if (!known) throw new NotExpressible();
	return known;
}

function categoryOf(code: string | undefined): VatCategory {
	const known = (['S', 'Z', 'E', 'AE', 'G', 'O'] as const).find((one) => one === code);
	if (!known) throw new NotExpressible();
	return known;
}

function partyOf(party: Node | undefined): Party {
	const scheme = (isVat: boolean) =>
		all(party, 'PartyTaxScheme').find((one) => (text(one, 'TaxScheme', 'ID') === 'VAT') === isVat);
	const address = at(party, 'PostalAddress');
	const legal = at(party, 'PartyLegalEntity');
	const identifier = at(party, 'PartyIdentification', 'ID');
	return {
		source: 'settings',
		name: text(legal, 'RegistrationName'),
		tradingName: text(party, 'PartyName', 'Name'),
		street: text(address, 'StreetName'),
		additionalStreet: text(address, 'AdditionalStreetName'),
		city: text(address, 'CityName'),
		postalCode: text(address, 'PostalZone'),
		subdivision: text(address, 'CountrySubentity'),
		country: text(address, 'Country', 'IdentificationCode'),
		vatId: text(scheme(true), 'CompanyID'),
		taxId: text(scheme(false), 'CompanyID'),
		legalId: text(legal, 'CompanyID'),
		legalIdScheme: attribute(at(legal, 'CompanyID'), 'schemeID'),
		identifier: text(identifier),
		identifierScheme: attribute(identifier, 'schemeID'),
		endpointId: text(party, 'EndpointID'),
		endpointScheme: attribute(at(party, 'EndpointID'), 'schemeID'),
		contactName: text(party, 'Contact', 'Name'),
		contactPhone: text(party, 'Contact', 'Telephone'),
		contactEmail: text(party, 'Contact', 'ElectronicMail'),
	};
}

function lineOf(line: Node, index: number): Line {
	if (all(line, 'AllowanceCharge').length > 0) throw new NotExpressible();
	const quantity = at(line, 'InvoicedQuantity') ?? at(line, 'CreditedQuantity');
	const base = amount(line, 'Price', 'BaseQuantity');
	return {
		id: text(line, 'ID') ?? '',
		name: text(line, 'Item', 'Name'),
		quantity: amount(quantity) ?? new Big(1),
		unit: attribute(quantity, 'unitCode'),
		amount: amount(line, 'LineExtensionAmount'),
		price: amount(line, 'Price', 'PriceAmount'),
		baseQuantity: base && Number(base),
		period: at(line, 'InvoicePeriod') && {
			start: text(line, 'InvoicePeriod', 'StartDate'),
			end: text(line, 'InvoicePeriod', 'EndDate'),
		},
		properties: [],
		source: `line ${index + 1}`,
		fromTraffic: false,
	};
}
