import { RELEASES, ROMANIA_CODES } from '../codes/codeLists';
import type { Invoice, InvoiceHeader, Line, Party, VatCategory } from '../invoice';
import { DUE_DATE_OR_TERMS, standard } from './en16931/en16931';
import type { RuleSet } from './ruleSet';
import { partyField, type Violation, whereTrue } from './violation';

/** Categories to which VAT applies, even at a zero rate. */
const SUBJECT_TO_VAT: ReadonlyArray<VatCategory | undefined> = ['S', 'Z', 'E', 'AE', 'G'];

/** Bucharest, whose cities are its sectors. */
const BUCHAREST = 'RO-B';

/** The copy of EN 16931 in the Romanian release. */
export const romanianStandard = standard(RELEASES.romania, ROMANIA_CODES);

/** CIUS-RO. */
export const ciusRo: RuleSet = {
	release: RELEASES.romania,
	requires: [
		DUE_DATE_OR_TERMS,
		{ rule: 'BR-RO-081', terms: ['BT-35'] },
		{ rule: 'BR-RO-091', terms: ['BT-37'] },
		{ rule: 'BR-RO-082', terms: ['BT-50'] },
		{ rule: 'BR-RO-092', terms: ['BT-52'] },
		{
			rule: 'BR-RO-110',
			terms: ['BT-39'],
			when: { of: 'sellers in Romania', holds: ({ seller }) => seller.country === 'RO' },
		},
		{
			rule: 'BR-RO-111',
			terms: ['BT-54'],
			when: { of: 'buyers in Romania', holds: ({ buyer }) => buyer.country === 'RO' },
		},
		{
			rule: 'BR-RO-065',
			terms: ['BT-31', 'BT-32'],
			when: { of: 'what is subject to VAT', holds: isSubjectToVat },
		},
		{
			rule: 'BR-RO-120',
			terms: ['BT-48', 'BT-47'],
			when: { of: 'what is subject to VAT', holds: isSubjectToVat },
		},
	],
	checkHeader: (header) => [
		...checkTerms(header),
		...checkAddress(header.seller, 'BT-37', 'BR-RO-100', 'BT-39', 'BR-RO-110'),
		...checkAddress(header.buyer, 'BT-52', 'BR-RO-101', 'BT-54', 'BR-RO-111'),
		...checkLengths(headerLengths(header)),
	],
	checkFigures: (invoice) => checkLengths(lineLengths(invoice)),
};

function isSubjectToVat({ vat }: InvoiceHeader): boolean {
	return SUBJECT_TO_VAT.includes(vat.category);
}

function checkTerms({ id, kind, currency, vat, notes }: InvoiceHeader): Violation[] {
	return whereTrue(
		[
			id !== undefined && !/\d/.test(id),
			{
				rule: 'BR-RO-010',
				field: 'documentNumber',
				problem: `BT-1 Invoice number ${JSON.stringify(id)} has no digit`,
				fix: 'Correct documentNumber in the source system.',
			},
		],
		[
			kind.root === 'Invoice' &&
				kind.typeCode !== undefined &&
				!ROMANIA_CODES.nationalTypes.has(kind.typeCode),
			{
				rule: 'BR-RO-020_1',
				field: 'Invoice → Prepayment Type',
				problem: `BT-3 Invoice type ${kind.typeCode} is not part of CIUS-RO`,
				fix: 'Set "Prepayment Type" to 380.',
			},
		],
		[
			currency !== undefined && currency !== 'RON' && vat.accounting?.currency !== 'RON',
			{
				rule: 'BR-RO-030',
				field: 'VAT → Second Currency',
				problem: `BT-6 VAT in RON is missing, for an invoice in ${currency}`,
				fix: 'Set "Second Currency" to "As the Document Says"; domesticCurrencyCode must be RON.',
			},
		],
		[
			notes.length > 20,
			{
				rule: 'BR-RO-A020',
				field: 'Invoice → Notes',
				problem: `BG-1 There are ${notes.length} notes, but CIUS-RO allows 20`,
				fix: 'Join some of them.',
			},
		],
	);
}

function checkAddress(
	party: Party,
	cityTerm: string,
	cityRule: string,
	regionTerm: string,
	regionRule: string,
): Violation[] {
	const { country, city, subdivision } = party;
	if (country !== 'RO') return [];
	return whereTrue(
		[
			subdivision !== undefined && !ROMANIA_CODES.subdivisions.has(subdivision),
			{
				rule: regionRule,
				field: partyField(party, 'subdivision'),
				problem: `${regionTerm} Subdivision ${JSON.stringify(subdivision)} is not a county of ISO 3166-2:RO`,
				fix: `Fill in ${partyField(party, 'subdivision')}, e.g. ${BUCHAREST} for Bucharest or RO-CJ for Cluj.`,
			},
		],
		[
			subdivision === BUCHAREST && city !== undefined && !ROMANIA_CODES.sectors.has(city),
			{
				rule: cityRule,
				field: partyField(party, 'city'),
				problem: `${cityTerm} City ${JSON.stringify(city)} is not a sector of Bucharest`,
				fix: `Fill in ${partyField(party, 'city')}: SECTOR1 to SECTOR6.`,
			},
		],
	);
}

/** A text, the rule that limits it, and its field. */
type Limited = [rule: string, term: string, field: string, text: string | undefined, most: number];

function checkLengths(texts: Limited[]): Violation[] {
	return texts.flatMap(([rule, term, field, text, most]) =>
		whereTrue([
			(text?.length ?? 0) > most,
			{
				rule,
				field,
				problem: `${term} has ${text?.length} characters, but CIUS-RO allows ${most}`,
				fix: `Shorten it in ${field}.`,
			},
		]),
	);
}

function headerLengths(header: InvoiceHeader): Limited[] {
	const { seller, buyer, payment } = header;
	const { contractReference, orderReference, accountingReference, precedingInvoice } = header;
	return [
		['BR-RO-L155', 'BT-1 Invoice number', 'documentNumber', header.id, 200],
		['BR-RO-L0302', 'BT-12 Contract', 'Invoice → Contract Reference', contractReference, 200],
		['BR-RO-L0303', 'BT-13 Order reference', 'Invoice → Order Reference', orderReference, 200],
		['BR-RO-L1001', 'BT-19 Accounting', 'Invoice → Accounting Reference', accountingReference, 100],
		[
			'BR-RO-L156',
			'BT-25 Invoice',
			'Invoice → Preceding Invoice Number',
			precedingInvoice?.id,
			200,
		],
		['BR-RO-L301', 'BT-20 Payment terms', 'Payment → Terms', header.terms, 300],
		['BR-RO-L140', 'BT-83 Reference', 'Payment → Reference', payment?.reference, 140],
		['BR-RO-L208', 'BT-85 Account name', 'Payment → Account Name', payment?.accountName, 200],
		['BR-RO-L1019', 'BT-120 Reason', 'VAT → Exemption Reason', header.vat.reason, 100],
		...header.notes.map(({ subject, text }): Limited => {
			const written = subject === undefined ? text : `#${subject}#${text}`;
			return ['BR-RO-L302', 'BT-22 Note', 'Invoice → Notes', written, 300];
		}),
		...partyLengths(seller, ['L0201', 'L0501', 'L1002', 'L151', 'L201', 'L202']),
		...partyLengths(buyer, ['L0202', 'L0502', 'L1007', 'L152', 'L203', 'L204']),
		...contactLengths(seller, ['L1004', 'L1005', 'L1006']),
		...contactLengths(buyer, ['L1009', 'L1010', 'L1011']),
		['BR-RO-L1000', 'BT-33 Legal form', 'Seller → Legal Form', seller.legalForm, 1000],
	];
}

function partyLengths(party: Party, rules: string[]): Limited[] {
	const [postalCode, city, additional, street, name, tradingName] = rules.map((r) => `BR-RO-${r}`);
	return [
		[postalCode, 'Postal code', partyField(party, 'postalCode'), party.postalCode, 20],
		[city, 'City', partyField(party, 'city'), party.city, 50],
		[additional, 'Second street', partyField(party, 'street'), party.additionalStreet, 100],
		[street, 'Street', partyField(party, 'street'), party.street, 150],
		[name, 'Name', partyField(party, 'name'), party.name, 200],
		[tradingName, 'Trading name', partyField(party, 'name'), party.tradingName, 200],
	];
}

function contactLengths(party: Party, rules: string[]): Limited[] {
	const [name, phone, email] = rules.map((rule) => `BR-RO-${rule}`);
	return [
		[name, 'Contact name', partyField(party, 'contactName'), party.contactName, 100],
		[phone, 'Contact phone', partyField(party, 'contactPhone'), party.contactPhone, 100],
		[email, 'Contact e-mail', partyField(party, 'contactEmail'), party.contactEmail, 100],
	];
}

function lineLengths({ lines }: Invoice): Limited[] {
	return lines.flatMap((line: Line): Limited[] => [
		['BR-RO-L1024', `BT-153 Item name of line ${line.id}`, `${line.source}.name`, line.name, 100],
		...line.properties.flatMap(({ name, value }): Limited[] => [
			['BR-RO-L0505', `BT-160 Attribute of line ${line.id}`, line.source, name, 50],
			['BR-RO-L1025', `BT-161 Attribute of line ${line.id}`, line.source, value, 100],
		]),
	]);
}
