import type { ProfileName } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/profile';
import { POSTPAID_MNP, SELF_BILLING } from '../../../../fixtures/documents';
import { buyerOf, COUNTRY_NUMBERS, partnerOf, SELLERS } from './companies';
import type { SettingsPart } from './settings';

type Document = Record<string, unknown>;

/** An invoice between companies of two countries, and what it breaks of its profile. */
export interface NationalCase {
	what: string;
	/** None if it is right. */
	rules: string[];
	document: Document;
	settings: SettingsPart;
}

/** What a case changes in a correct invoice. */
interface Changes {
	document?: Document;
	partner?: Document;
	settings?: SettingsPart;
}

const YEAR: Document = {
	...{ documentDate: '2026-06-30', dueDate: '2026-07-30', deliveryDate: '2026-06-30' },
	...{ periodStart: '2026-06-01', periodEnd: '2026-06-30', domesticCurrencyCode: undefined },
};

/** What a country's profile requires in addition to the companies' numbers. */
const HOME: Partial<Record<ProfileName, SettingsPart>> = {
	sef: { invoice: { taxPointCode: '3' } },
	'france-ctc': {
		invoice: {
			notes: [
				{ subject: 'PMT', text: 'Indemnité forfaitaire de 40 €' },
				{ subject: 'PMD', text: 'Pénalités de retard' },
				{ subject: 'AAB', text: 'Pas d’escompte' },
			],
		},
	},
	'hr-cius': {
		invoice: {
			...{ issueTime: '12:00:00', operatorName: 'Ana Horvat', operatorOib: '94577403194' },
			classification: { code: '61.10.11', list: 'CG' },
		},
	},
};

const CURRENCIES: Partial<Record<ProfileName, string>> = { 'cius-ro': 'RON', sef: 'RSD' };

function national(
	what: string,
	rules: string,
	profile: ProfileName,
	[seller, buyer]: [string, string],
	{ document, partner, settings = {} }: Changes = {},
): NationalCase {
	const home = HOME[profile];
	const none = { subdivision: undefined, legalIdScheme: undefined, taxId: undefined };
	const base = document?.selfBilling === 'yes' ? SELF_BILLING : POSTPAID_MNP;
	return {
		what: `${profile}, ${seller} to ${buyer}: ${what}`,
		rules: rules === '' ? [] : rules.split(' '),
		document: {
			...base,
			...YEAR,
			currencyCode: CURRENCIES[profile] ?? 'EUR',
			...document,
			bizPartnerCountry: COUNTRY_NUMBERS[buyer],
			bizPartner: { ...(base.bizPartner as Document), ...partnerOf(buyer), ...partner },
		},
		settings: {
			profile,
			...settings,
			seller: { ...none, legalId: undefined, ...SELLERS[seller], ...settings.seller },
			buyer: { ...buyerOf(buyer), ...settings.buyer },
			invoice: { ...home?.invoice, ...settings.invoice },
		},
	};
}

const PEPPOL = 'peppol-bis-3';
const CREDIT: Document = { selfBilling: 'yes' };

const seller = (part: SettingsPart['seller']): Changes => ({ settings: { seller: part } });
const buyer = (part: SettingsPart['buyer']): Changes => ({ settings: { buyer: part } });
const payment = (part: SettingsPart['payment']): Changes => ({ settings: { payment: part } });
const invoice = (part: SettingsPart['invoice']): Changes => ({ settings: { invoice: part } });
const document = (part: Document): Changes => ({ document: part });

const DENMARK: NationalCase[] = [
	national('abroad', '', PEPPOL, ['DK', 'DE']),
	national('with the means of Denmark', '', PEPPOL, ['DK', 'DK'], payment({ meansCode: '58' })),
	national('no legal ID', 'DK-R-002 DK-R-014', PEPPOL, ['DK', 'DE'], {
		...seller({ legalId: undefined, legalIdScheme: undefined }),
	}),
	national('a legal ID of no scheme', 'DK-R-014', PEPPOL, ['DK', 'DE'], {
		...seller({ legalIdScheme: undefined }),
	}),
	national('a legal ID of another scheme', 'DK-R-014', PEPPOL, ['DK', 'DE'], {
		...seller({ legalIdScheme: '0198', legalId: 'DK13585628' }),
	}),
	national('30', 'DK-R-005', PEPPOL, ['DK', 'DK'], payment({ meansCode: '30' })),
	national('42 without a bank', 'DK-R-006', PEPPOL, ['DK', 'DK'], payment({ meansCode: '42' })),
	national('giro without a card', 'DK-R-008', PEPPOL, ['DK', 'DK'], {
		...payment({ meansCode: '50', iban: '1234567', reference: 'x' }),
	}),
	national('giro without a reference', 'DK-R-009', PEPPOL, ['DK', 'DK'], {
		...payment({ meansCode: '50', iban: '1234567', reference: '04#1' }),
	}),
	national('giro', '', PEPPOL, ['DK', 'DK'], {
		...payment({ meansCode: '50', iban: '1234567', reference: '04#1234567890123456' }),
	}),
	national('FIK without a card', 'DK-R-010', PEPPOL, ['DK', 'DK'], {
		...payment({ meansCode: '93', iban: '12345678', reference: 'x' }),
	}),
	national('FIK without a reference', 'DK-R-011', PEPPOL, ['DK', 'DK'], {
		...payment({ meansCode: '93', iban: '12345678', reference: '71#1' }),
	}),
	national('FIK', '', PEPPOL, ['DK', 'DK'], {
		...payment({ meansCode: '93', iban: '12345678', reference: '71#123456789012345' }),
	}),
	national('an identifier without scheme', 'DK-R-013', PEPPOL, ['DK', 'DK'], {
		settings: { payment: { meansCode: '58' }, buyer: { identifier: '4711' } },
	}),
	national('a buyer of another scheme', 'DK-R-017', PEPPOL, ['DK', 'DK'], {
		settings: { payment: { meansCode: '58' }, buyer: { legalIdScheme: undefined } },
	}),
	national('UNSPSC without a version', 'DK-R-003', PEPPOL, ['DK', 'DK'], {
		settings: {
			payment: { meansCode: '58' },
			invoice: { classification: { code: '81161700', list: 'TST' } },
		},
	}),
	national('a P number that is none', 'PEPPOL-COMMON-R052', PEPPOL, ['DE', 'DK'], {
		...buyer({ endpointId: '0096:123' }),
	}),
	national('an SE number that is none', 'PEPPOL-COMMON-R053', PEPPOL, ['DE', 'DK'], {
		...buyer({ endpointId: '0198:13585628' }),
	}),
];

const NETHERLANDS: NationalCase[] = [
	national('at home', '', PEPPOL, ['NL', 'NL']),
	national('a credit note of nothing', 'NL-R-001', PEPPOL, ['NL', 'DE'], document(CREDIT)),
	national('a credit note', '', PEPPOL, ['NL', 'DE'], {
		...document(CREDIT),
		...invoice({ precedingInvoiceNumber: '7' }),
	}),
	national('no street', 'NL-R-002', PEPPOL, ['NL', 'DE'], seller({ street: undefined })),
	national('another scheme', 'NL-R-003', PEPPOL, ['NL', 'DE'], seller({ legalIdScheme: '0002' })),
	national('a buyer without a street', 'NL-R-004', PEPPOL, ['NL', 'NL'], {
		partner: { address: undefined },
	}),
	national('a buyer of no scheme', 'NL-R-005', PEPPOL, ['NL', 'NL'], {
		...buyer({ legalIdScheme: undefined }),
	}),
	national('no payment', 'NL-R-007', PEPPOL, ['NL', 'DE'], payment({ iban: undefined })),
	national('10', 'NL-R-008', PEPPOL, ['NL', 'NL'], payment({ meansCode: '10' })),
];

const NORTH: NationalCase[] = [
	national('of Sweden', '', PEPPOL, ['SE', 'SE'], {
		document: { vatPercent: 25, vat: 25, amountVat: 125, total: 125 },
	}),
	national('a rate that does not exist in Sweden', 'SE-R-006', PEPPOL, ['SE', 'SE']),
	national('a short VAT ID', 'SE-R-001', PEPPOL, ['SE', 'DE'], {
		document: { vatPercent: 25, vat: 25, amountVat: 125, total: 125 },
		...seller({ vatId: 'SE5560360793' }),
	}),
	national('a number that is none', 'SE-R-013', PEPPOL, ['SE', 'DE'], {
		document: { vatPercent: 25, vat: 25, amountVat: 125, total: 125 },
		...seller({ legalId: '5560360794' }),
	}),
	national('another registration', 'SE-R-005', PEPPOL, ['SE', 'DE'], {
		document: { vatPercent: 25, vat: 25, amountVat: 125, total: 125 },
		...seller({ taxId: 'x' }),
	}),
	national('at home', '', PEPPOL, ['NO', 'NO']),
	national('a VAT ID without MVA', 'NO-R-001', PEPPOL, ['NO', 'DE'], {
		...seller({ vatId: 'NO974760673' }),
	}),
	national('at home', '', PEPPOL, ['IS', 'IS']),
	national('no kennitala', 'IS-R-002 IS-R-002', PEPPOL, ['IS', 'DE'], {
		...seller({ legalId: undefined, legalIdScheme: undefined }),
	}),
	national('no postal code', 'IS-R-003', PEPPOL, ['IS', 'DE'], seller({ postalCode: undefined })),
	national('a buyer without kennitala', 'IS-R-004 IS-R-004', PEPPOL, ['IS', 'IS'], {
		...buyer({ legalId: undefined, legalIdScheme: undefined }),
	}),
	national('a buyer without a street', 'IS-R-005', PEPPOL, ['IS', 'IS'], {
		partner: { address: undefined },
	}),
	national('a claim without its account', 'IS-R-006', PEPPOL, ['IS', 'DE'], {
		...payment({ meansCode: '9' }),
	}),
	national('a transfer without its account', 'IS-R-007', PEPPOL, ['IS', 'DE'], {
		...payment({ meansCode: '42' }),
	}),
];

const OTHERS: NationalCase[] = [
	national('at home', '', PEPPOL, ['IT', 'IT']),
	national('no street', 'IT-R-002', PEPPOL, ['IT', 'DE'], seller({ street: undefined })),
	national('another tax number', 'IT-R-001', PEPPOL, ['IT', 'DE'], seller({ taxId: '1' })),
	national('a Greek seller', 'GR-R-004-1', PEPPOL, ['GR', 'DE']),
	national('two notes', 'PEPPOL-EN16931-R002', PEPPOL, ['DE', 'BE'], {
		...invoice({ notes: [{ text: 'a' }, { text: 'b' }] }),
	}),
	national('two notes at home', '', PEPPOL, ['DE', 'DE'], {
		...invoice({ notes: [{ text: 'a' }, { text: 'b' }] }),
	}),
	national('neither date nor terms', 'BR-CO-25', PEPPOL, ['BE', 'DE'], {
		...document({ dueDate: undefined }),
	}),
	national('a scheme of EN 16931 alone', 'PEPPOL-EN16931-CL008', PEPPOL, ['BE', 'DE'], {
		...buyer({ endpointId: '0219:1' }),
	}),
	national('an invoice', 'PEPPOL-EN16931-P0100', 'peppol-self-billing', ['BE', 'DE']),
	national('what the partner sells', '', 'peppol-self-billing', ['BE', 'DE'], {
		...document(CREDIT),
		...invoice({ selfBillingType: '389' }),
	}),
	national('a credit note', 'PEPPOL-EN16931-P0101', 'peppol-self-billing', ['BE', 'DE'], {
		...document(CREDIT),
	}),
];

const ROMANIA: NationalCase[] = [
	national('at home', '', 'cius-ro', ['RO', 'RO']),
	national('no county', 'BR-RO-110', 'cius-ro', ['RO', 'RO'], seller({ subdivision: undefined })),
	national('a county that is none', 'BR-RO-111', 'cius-ro', ['RO', 'RO'], {
		...buyer({ subdivision: 'B' }),
	}),
	national('Bucharest', 'BR-RO-100', 'cius-ro', ['RO', 'RO'], seller({ city: 'București' })),
	national(
		'no VAT in RON',
		'BR-RO-030',
		'cius-ro',
		['RO', 'CH'],
		document({ currencyCode: 'EUR' }),
	),
	national('no digit', 'BR-RO-010', 'cius-ro', ['RO', 'RO'], document({ documentNumber: 'A' })),
	national('a prepayment', 'BR-RO-020_1', 'cius-ro', ['RO', 'RO'], {
		...document({ dataSourceCodeName: 'PREPAID' }),
		...invoice({ prepaymentType: '386' }),
	}),
	national('a long note', 'BR-RO-L302', 'cius-ro', ['RO', 'RO'], {
		...invoice({ notes: [{ text: 'x'.repeat(301) }] }),
	}),
	national('neither date nor terms', 'BR-CO-25', 'cius-ro', ['RO', 'RO'], {
		...document({ dueDate: undefined }),
	}),
	national('a reason that came later', 'BR-CL-22', 'cius-ro', ['RO', 'RO'], {
		document: { vatPercent: 0, vat: 0, amountVat: 100, total: 100 },
		settings: { vat: { exemptionReasonCode: 'VATEX-FR-AE' } },
	}),
];

const SERBIA: NationalCase[] = [
	national('at home', '', 'sef', ['RS', 'RS']),
	national('no VAT point', 'RSR-05', 'sef', ['RS', 'RS'], invoice({ taxPointCode: undefined })),
	national('no VAT status', 'RSR-10', 'sef', ['RS', 'RS'], seller({ taxId: undefined })),
	national('no registration number', 'RSR-17', 'sef', ['RS', 'RS'], buyer({ legalId: undefined })),
	national('an address that is not the PIB', 'RSR-24', 'sef', ['RS', 'RS'], {
		...buyer({ endpointId: '9948:100000013' }),
	}),
	national('a buyer abroad', 'RSR-21 RSR-23 RSR-24', 'sef', ['RS', 'DE'], {
		...buyer({ legalId: '12345678' }),
	}),
	national('a self-billed invoice', 'RSR-10 RSR-03', 'sef', ['RS', 'RS'], {
		document: { selfBilling: 'yes' },
		settings: {
			...{ buyer: { legalId: '17000005' } },
			invoice: { selfBillingType: '389', taxPointCode: '3' },
		},
	}),
	national('the export of Serbia', 'RSR-35', 'sef', ['RS', 'RS'], {
		document: { vatPercent: 0, vat: 0, amountVat: 100, total: 100 },
		settings: { vat: { zeroRateCategory: 'G' } },
	}),
	national('outside the scope of VAT', 'RSR-09', 'sef', ['RS', 'RS'], {
		document: { vatPercent: 0, vat: 0, amountVat: 100, total: 100 },
		settings: { vat: { zeroRateCategory: 'O' } },
	}),
];

const FRANCE: NationalCase[] = [
	national('at home', '', 'france-ctc', ['FR', 'FR']),
	national(
		'no notes',
		'BR-FR-05_BT-22-1 BR-FR-05_BT-22-2 BR-FR-05_BT-22-3',
		'france-ctc',
		['FR', 'FR'],
		{
			...invoice({ notes: [] }),
		},
	),
	national('no SIREN', 'BR-FR-10_BT-30', 'france-ctc', ['FR', 'FR'], seller({ legalId: '1' })),
	national('of the last century', 'BR-FR-03_BT-2', 'france-ctc', ['FR', 'FR'], {
		...document({ documentDate: '1999-06-30' }),
	}),
	national('a number with blanks', 'BR-FR-01_BT-1', 'france-ctc', ['FR', 'FR'], {
		...document({ documentNumber: 'A 1' }),
	}),
	national('a rate that is none', 'BR-FR-16_BT-119', 'france-ctc', ['FR', 'BE'], {
		...document({ vatPercent: 21, vat: 21, amountVat: 121, total: 121 }),
	}),
	national('another currency', 'BR-FR-CO-12_BT-5', 'france-ctc', ['FR', 'BE'], {
		...document({ currencyCode: 'USD' }),
	}),
	national('a credit note of nothing', 'BR-FR-CO-05 BR-FR-CO-05', 'france-ctc', ['FR', 'FR'], {
		...document({ ...CREDIT }),
	}),
	national('due before it is issued', 'BR-FR-CO-07_BT-9', 'france-ctc', ['FR', 'FR'], {
		...document({ dueDate: '2026-06-29' }),
	}),
	national('another process', '', 'france-ctc', ['FR', 'FR'], invoice({ businessProcess: 'M1' })),
	national('a process that is none', 'BR-FR-08_BT-23', 'france-ctc', ['FR', 'FR'], {
		...invoice({ businessProcess: 'P1' }),
	}),
	national('several sellers', 'BR-FR-MV-01_EXT-FR-FE-163', 'france-ctc', ['FR', 'FR'], {
		...invoice({ businessProcess: 'S8' }),
	}),
	national(
		'a final invoice that is a prepayment',
		'BR-FR-CO-08_BT-23',
		'france-ctc',
		['FR', 'FR'],
		{
			document: { dataSourceCodeName: 'PREPAID' },
			settings: { invoice: { businessProcess: 'S4', prepaymentType: '386' } },
		},
	),
	national(
		'paid, it says, and is not',
		'BR-FR-CO-09_BT-23-1 BR-FR-CO-09_BT-23-2 BR-FR-CO-09_BT-23-3',
		'france-ctc',
		['FR', 'FR'],
		{
			document: { dueDate: undefined, totalPaid: 0, totalUnpaid: undefined },
			settings: { invoice: { businessProcess: 'S2' }, payment: { terms: '30 jours' } },
		},
	),
	national('paid before it is issued', '', 'france-ctc', ['FR', 'FR'], {
		...document({ dueDate: '2026-06-29', totalPaid: 120, totalUnpaid: 0 }),
	}),
	national('a SIRET of another', 'BR-FR-09', 'france-ctc', ['FR', 'FR'], {
		...buyer({ identifier: '12345678900012', identifierScheme: '0009' }),
	}),
];

const CROATIA: NationalCase[] = [
	national('at home', '', 'hr-cius', ['HR', 'HR']),
	national('no operator', 'HR-BR-2 HR-BR-37 HR-BR-9', 'hr-cius', ['HR', 'HR'], {
		...invoice({ issueTime: undefined, operatorName: undefined, operatorOib: undefined }),
	}),
	national('an OIB that is none', 'HR-BR-9', 'hr-cius', ['HR', 'HR'], {
		...invoice({ operatorOib: '94577403195' }),
	}),
	national('no activity', 'HR-BR-25 HR-BR-25', 'hr-cius', ['HR', 'HR'], {
		...invoice({ classification: undefined }),
	}),
	national('an activity that is none', 'HR-BR-CL-2', 'hr-cius', ['HR', 'HR'], {
		...invoice({ classification: { code: '61.10.99', list: 'CG' } }),
	}),
	national('no due date', 'HR-BR-4', 'hr-cius', ['HR', 'HR'], document({ dueDate: undefined })),
	national('a number with a blank', 'HR-BR-1', 'hr-cius', ['HR', 'HR'], {
		...document({ documentNumber: 'A 1' }),
	}),
	national('due in another century', 'HR-BR-41', 'hr-cius', ['HR', 'HR'], {
		...document({ dueDate: '2126-07-30' }),
	}),
	national('before its time', 'HR-BR-40', 'hr-cius', ['HR', 'HR'], {
		...document({ documentDate: '2025-12-31' }),
	}),
	national('exempt', 'HR-BR-26', 'hr-cius', ['HR', 'HR'], {
		document: { vatPercent: 0, vat: 0, amountVat: 100, total: 100 },
		settings: { vat: { zeroRateCategory: 'E' } },
	}),
	national('another process', '', 'hr-cius', ['HR', 'HR'], invoice({ businessProcess: 'P11' })),
	national('a process of the buyer', '', 'hr-cius', ['HR', 'HR'], {
		...invoice({ businessProcess: 'P99:7' }),
	}),
	national('a process that is none', 'HR-BR-34', 'hr-cius', ['HR', 'HR'], {
		...invoice({ businessProcess: 'P13' }),
	}),
	national('a process of many words', 'HR-BR-42', 'hr-cius', ['HR', 'HR'], {
		...invoice({ businessProcess: `P99:${'x'.repeat(197)}` }),
	}),
	national('two tax numbers', 'HR-BR-54', 'hr-cius', ['HR', 'HR'], seller({ taxId: '1' })),
];

const BELGIAN_RATE = { vatPercent: 21, vat: 21, amountVat: 121, total: 121 };
const AT_ZERO = { vatPercent: 0, vat: 0, amountVat: 100, total: 100 };

const BELGIUM: NationalCase[] = [
	national('at home', '', 'belgium', ['BE', 'BE'], document(BELGIAN_RATE)),
	national('a rate of no name', 'ubl-BE-10', 'belgium', ['BE', 'BE']),
	national('another rate, with a name', '', 'belgium', ['BE', 'BE'], {
		settings: { vat: { categoryName: 'OSS-S' } },
	}),
	national('a name that is none', 'ubl-BE-10', 'belgium', ['BE', 'BE'], {
		document: BELGIAN_RATE,
		settings: { vat: { categoryName: 'OSS-X' } },
	}),
	national('a name for other invoices', '', 'belgium', ['BE', 'BE'], {
		document: BELGIAN_RATE,
		settings: { vat: { categoryName: '44' } },
	}),
	national('services to the EU', '', 'belgium', ['BE', 'DE'], {
		document: AT_ZERO,
		settings: { vat: { categoryName: '44', exemptionReason: undefined } },
	}),
	national('no name, so no reason either', 'ubl-BE-10 BR-AE-10', 'belgium', ['BE', 'DE'], {
		document: AT_ZERO,
		settings: { vat: { exemptionReason: undefined } },
	}),
	national('reasons that are none', 'ubl-BE-11 ubl-BE-12', 'belgium', ['BE', 'DE'], {
		document: AT_ZERO,
		settings: { vat: { categoryName: '44', exemptionReasonCode: 'VATEX-EU-AE' } },
	}),
	national('VAT that is not its rate', '', 'belgium', ['BE', 'BE'], {
		...document({ vatPercent: 21, vat: 19, amountVat: 119, total: 119 }),
	}),
	national('no addresses', 'PEPPOL-EN16931-R020 BR-62', 'belgium', ['BE', 'BE'], {
		document: BELGIAN_RATE,
		settings: { seller: { endpointId: undefined } },
	}),
	national('a scheme that came later', 'BR-CL-25', 'belgium', ['BE', 'FR'], document(BELGIAN_RATE)),
	national('a currency that came later', 'BR-CL-04 PEPPOL-EN16931-CL007', 'belgium', ['BE', 'BE'], {
		...document({ ...BELGIAN_RATE, currencyCode: 'XCG' }),
	}),
	national('UNSPSC without its version in Denmark, which only warns', '', 'belgium', ['DK', 'DK'], {
		document: BELGIAN_RATE,
		settings: {
			seller: { endpointId: '0184:DK13585628', legalId: '0184:DK13585628' },
			buyer: { endpointId: '0184:DK13585628', legalId: '0184:DK13585628' },
			invoice: { classification: { code: '81161700', list: 'TST' } },
		},
	}),
	national('two notes', 'PEPPOL-EN16931-R002', 'belgium', ['BE', 'BE'], {
		document: BELGIAN_RATE,
		settings: { invoice: { notes: [{ text: 'One' }, { text: 'Two' }] } },
	}),
	national('a self-billed invoice', 'PEPPOL-EN16931-P0100', 'belgium', ['BE', 'BE'], {
		document: { selfBilling: 'yes' },
		settings: { vat: { categoryName: '03' }, invoice: { selfBillingType: '389' } },
	}),
	national('a credit note of a project', '', 'belgium', ['BE', 'BE'], {
		document: { selfBilling: 'yes' },
		settings: { vat: { categoryName: '03' }, invoice: { projectReference: 'P-1' } },
	}),
	national('a Danish number without letters', 'PEPPOL-COMMON-R042', 'belgium', ['BE', 'BE'], {
		document: BELGIAN_RATE,
		settings: { buyer: { identifier: '0184:13585628' } },
	}),
	national('a seller in Sweden', 'SE-R-006', 'belgium', ['SE', 'BE'], document(BELGIAN_RATE)),
];

export const NATIONAL: NationalCase[] = [
	...DENMARK,
	...NETHERLANDS,
	...NORTH,
	...OTHERS,
	...ROMANIA,
	...SERBIA,
	...FRANCE,
	...CROATIA,
	...BELGIUM,
];
