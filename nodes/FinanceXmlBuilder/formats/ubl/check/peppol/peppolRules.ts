import Big from 'big.js';
import { decimalText, roundedText } from '../../../../../common/money';
import { type CodeLists, EN16931_CODES } from '../../codes/codeLists';
import type { Invoice, InvoiceHeader, Line, Party } from '../../invoice';
import { DUE_DATE_OR_TERMS } from '../en16931/en16931';
import type { Requirement } from '../ruleSet';
import { partyField, type Violation, whereTrue } from '../violation';
import { CHECKED_SCHEMES, checkNumbers } from './checkDigits';
import { ADDRESSES, checkPeriods, checkSharedHeader } from './sharedRules';

/** Tolerance between quantity × price and the line's amount. */
const SLACK = new Big('0.02');

/** What billing and self-billing require. */
export const PEPPOL_REQUIRES: readonly Requirement[] = [
	...ADDRESSES,
	{ rule: 'PEPPOL-EN16931-R003', terms: ['BT-10', 'BT-13'] },
	DUE_DATE_OR_TERMS,
];

/** The VAT category of a VATEX code, and the rule for it. */
const CATEGORY_OF_REASON: ReadonlyMap<string, { category: string; rule: string }> = new Map([
	['VATEX-EU-G', { category: 'G', rule: 'P0104' }],
	['VATEX-EU-O', { category: 'O', rule: 'P0105' }],
	['VATEX-EU-IC', { category: 'K', rule: 'P0106' }],
	['VATEX-EU-AE', { category: 'AE', rule: 'P0107' }],
	['VATEX-EU-D', { category: 'E', rule: 'P0108' }],
	['VATEX-EU-F', { category: 'E', rule: 'P0109' }],
	['VATEX-EU-I', { category: 'E', rule: 'P0110' }],
	['VATEX-EU-J', { category: 'E', rule: 'P0111' }],
]);

/**
 * The requirements of billing and self-billing beyond EN 16931.
 *
 * @param otherType advice for a document type that the profile does not include
 */
export function checkPeppol(
	header: InvoiceHeader,
	codes: CodeLists,
	otherType: string,
): Violation[] {
	const { currency, vat, seller, buyer } = header;
	return [
		...checkSharedHeader(header),
		...checkType(header, codes, otherType),
		...checkNotes(header),
		...checkCurrency('BT-5', 'currencyCode', currency, codes),
		...checkCurrency('BT-6', 'domesticCurrencyCode', vat.accounting?.currency, codes),
		...checkReasonCode(header),
		...[seller, buyer].flatMap((party) => checkScheme(party, codes)),
	];
}

function checkType({ kind }: InvoiceHeader, codes: CodeLists, fix: string): Violation[] {
	const { typeCode } = kind;
	const isInvoice = kind.root === 'Invoice';
	const types = isInvoice ? codes.invoiceTypes : codes.creditNoteTypes;
	return whereTrue([
		typeCode !== undefined && !types.has(typeCode),
		{
			rule: `PEPPOL-EN16931-P010${isInvoice ? 0 : 1}`,
			field: 'Invoice → Self-Billing Type',
			problem: `BT-3 Invoice type ${typeCode} is not part of the profile`,
			fix,
		},
	]);
}

function checkNotes({ notes, seller, buyer }: InvoiceHeader): Violation[] {
	return whereTrue([
		notes.length > 1 && (seller.country !== 'DE' || buyer.country !== 'DE'),
		{
			rule: 'PEPPOL-EN16931-R002',
			field: 'Invoice → Notes',
			problem: `BG-1 There are ${notes.length} notes, but Peppol allows one`,
			fix: 'Write them as one note. Only companies in Germany may send each other several.',
		},
	]);
}

/** A currency that no list has breaks the standard already (BR-CL-04). */
function checkCurrency(
	term: string,
	field: string,
	currency: string | undefined,
	{ currencies }: CodeLists,
): Violation[] {
	return whereTrue([
		currency !== undefined && EN16931_CODES.currencies.has(currency) && !currencies.has(currency),
		{
			rule: 'PEPPOL-EN16931-CL007',
			field,
			problem: `${term} ${JSON.stringify(currency)} is not a currency of Peppol BIS Billing`,
			fix:
				term === 'BT-6'
					? 'Set "Second Currency" to "None", or the profile to EN 16931.'
					: 'Set the profile to EN 16931, or bill in another currency.',
		},
	]);
}

/** Some reason codes imply the VAT category. */
function checkReasonCode({ vat: { category, reasonCode } }: InvoiceHeader): Violation[] {
	const said = CATEGORY_OF_REASON.get(reasonCode?.toUpperCase() ?? '');
	return whereTrue([
		said !== undefined && said.category !== category,
		{
			rule: `PEPPOL-EN16931-${said?.rule}`,
			field: 'VAT → Exemption Reason Code',
			problem: `BT-121 ${reasonCode} is a reason for the VAT category ${said?.category}, not for ${category}`,
			fix: 'Give the code that fits "Category at 0 %", or the reason in words alone.',
		},
	]);
}

function checkScheme(party: Party, { endpointSchemes }: CodeLists): Violation[] {
	const { endpointScheme } = party;
	return [
		...whereTrue([
			endpointScheme !== undefined && !endpointSchemes.has(endpointScheme),
			{
				rule: 'PEPPOL-EN16931-CL008',
				field: partyField(party, 'endpointScheme'),
				problem: `${JSON.stringify(endpointScheme)} is not a scheme of the Peppol network`,
				fix: 'Give the scheme of the Peppol participant, e.g. 0088 (GLN) or 9930 (German VAT ID).',
			},
		]),
		...checkNumbers(party, CHECKED_SCHEMES),
	];
}

/** The lines of billing and self-billing. XRechnung only warns of an amount that is not quantity × price. */
export function checkPeppolLines(invoice: Invoice): Violation[] {
	return [...invoice.lines.flatMap(checkProduct), ...checkPeriods(invoice)];
}

function checkProduct({
	id,
	quantity,
	price,
	baseQuantity = 1,
	amount,
	source,
	fromTraffic,
}: Line): Violation[] {
	if (!price || !amount) return [];
	// Compares without a division, which might not be exact.
	const product = quantity.times(price);
	const off = product.minus(amount.times(baseQuantity)).abs();
	return whereTrue([
		off.gt(SLACK.times(baseQuantity)),
		{
			rule: 'PEPPOL-EN16931-R120',
			field: fromTraffic ? source : `${source}.price`,
			problem: `BT-131 Amount ${roundedText(amount, 2)} of line ${id} is not its quantity ${decimalText(quantity)} × its price`,
			fix: fromTraffic
				? 'Set "Lines From" to "Items": the amounts of the rows are not their messages × their price.'
				: 'Correct the document in the source system, or set "Price From" to "Total": the line then has the quantity one, at the price of its total.',
		},
	]);
}
