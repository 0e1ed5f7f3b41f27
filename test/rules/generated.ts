import fc from 'fast-check';
import {
	EN16931_CODES,
	FRANCE_CODES,
} from '../../nodes/FinanceXmlBuilder/formats/ubl/codes/codeLists';
import type { ProfileName } from '../../nodes/FinanceXmlBuilder/formats/ubl/profile';
import { type Billing, billing } from '../unit/FinanceXmlBuilder/formats/ubl/arbitrary';
import type { SettingsPart } from '../unit/FinanceXmlBuilder/formats/ubl/settings';
import {
	buyerOf,
	COUNTRY_NUMBERS,
	partnerOf,
	SELLERS,
} from '../unit/FinanceXmlBuilder/formats/ubl/companies';

type Document = Record<string, unknown>;

/** A change of a document and of its settings. */
interface Change {
	document?: Document;
	/** Fields of the partner. */
	partner?: Document;
	/** Fields of the first item. */
	item?: Document;
	settings?: SettingsPart;
	/** How much of its total is paid. */
	percentPaid?: number;
}

const { currencies, exemptionReasons, paymentMeans, noteSubjects } = EN16931_CODES;

const anyOf = <T>(values: Iterable<T>): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Countries whose sellers and buyers a profile is for, and what its invoices say beyond those of EN 16931. */
interface Shape {
	sellers: readonly string[];
	buyers: readonly string[];
	more?: Change;
	currency?: string;
	percents?: readonly number[];
}

const EVERYWHERE = Object.keys(SELLERS);

const SHAPES: Record<ProfileName, Shape> = {
	en16931: { sellers: EVERYWHERE, buyers: EVERYWHERE },
	'peppol-bis-3': { sellers: EVERYWHERE, buyers: EVERYWHERE },
	'peppol-self-billing': {
		sellers: EVERYWHERE,
		buyers: EVERYWHERE,
		more: {
			document: { selfBilling: 'yes' },
			settings: { invoice: { selfBillingType: '389' } },
		},
	},
	'xrechnung-3.0': { sellers: ['DE', 'CH', 'BE', 'SE'], buyers: ['DE'] },
	'cius-ro': { sellers: ['RO', 'RO', 'DE'], buyers: ['RO', 'CH'], currency: 'RON' },
	sef: {
		sellers: ['RS'],
		buyers: ['RS'],
		currency: 'RSD',
		more: { settings: { invoice: { taxPointCode: '3' } } },
	},
	'france-ctc': {
		sellers: ['FR'],
		buyers: ['FR', 'BE'],
		currency: 'EUR',
		percents: [20, 10, 5.5, 0],
		more: {
			document: { documentNumber: '2026/1' },
			settings: {
				invoice: {
					precedingInvoiceNumber: '2026-7',
					precedingInvoiceDate: '2026-01-15',
					notes: [
						{ subject: 'PMT', text: 'Indemnité forfaitaire de 40 €' },
						{ subject: 'PMD', text: 'Pénalités de retard' },
						{ subject: 'AAB', text: 'Pas d’escompte' },
					],
				},
			},
		},
	},
	belgium: {
		sellers: ['BE', 'BE', 'BE', 'BE', 'NL', 'NL', 'DK', 'IT', 'NO', 'SE', 'GR'],
		buyers: ['BE', 'BE', 'BE', 'DE', 'NL', 'FR'],
		percents: [21, 21, 12, 6, 0, 0, 0.3, 20],
		more: {
			settings: {
				vat: { exemptionReason: undefined, exemptionReasonCode: undefined, categoryName: '44' },
				invoice: { notes: [] },
			},
		},
	},
	'hr-cius': {
		sellers: ['HR'],
		buyers: ['HR', 'DE'],
		currency: 'EUR',
		more: {
			document: { dueDate: '2026-02-28' },
			settings: {
				invoice: {
					issueTime: '12:00:00',
					operatorName: 'Ana Horvat',
					operatorOib: '94577403194',
					classification: { code: '61.10.11', list: 'CG' },
				},
			},
		},
	},
};

/** Parts that rules ask for: without one, or with another. */
const SELLER_PARTS = [
	...['name', 'street', 'city', 'postalCode', 'subdivision', 'country', 'vatId', 'taxId'],
	...['legalId', 'legalIdScheme', 'endpointId', 'contactName', 'contactPhone', 'contactEmail'],
] as const;
const BUYER_PARTS = [
	...['reference', 'endpointId', 'legalId', 'legalIdScheme', 'subdivision'],
] as const;
const PARTNER_PARTS = ['name', 'address', 'city', 'post', 'vatNumber'] as const;

const SCHEMES = [
	...['0002', '0007', '0009', '0088', '0096', '0106', '0183', '0184', '0190', '0192', '0196'],
	...['0198', '0208', '0217', '0219', '0225', '0235', '9930', '9948', '9956', 'EM'],
];
const NUMBERS = [
	...['5560360793', '974760673', '0202239951', '303265045', '30326504500012', '12345678'],
	...['DK13585628', '13585628', '7300010000001', '1234567890', '4710080280', 'x-1'],
];

const without = <Name extends string>(names: readonly Name[]) =>
	anyOf(names).map((name) => ({ [name]: undefined }));

const dates = anyOf(['2025-12-31', '2026-02-01', '2026-03-01', '1999-01-01']);

/** One thing that is other than it was: the check and the rules decide whether it may be. */
const change: fc.Arbitrary<Change> = fc.oneof(
	without(SELLER_PARTS).map((seller) => ({ settings: { seller } })),
	without(BUYER_PARTS).map((buyer) => ({ settings: { buyer } })),
	without(PARTNER_PARTS).map((partner) => ({ partner })),
	anyOf(NUMBERS).map((legalId) => ({ settings: { seller: { legalId } } })),
	anyOf(SCHEMES).map((legalIdScheme) => ({ settings: { seller: { legalIdScheme } } })),
	fc
		.tuple(anyOf(NUMBERS), fc.option(anyOf(SCHEMES), { nil: undefined }))
		.map(([legalId, legalIdScheme]) => ({ settings: { buyer: { legalId, legalIdScheme } } })),
	fc
		.tuple(anyOf(NUMBERS), fc.option(anyOf(SCHEMES), { nil: undefined }))
		.map(([identifier, scheme]) => ({
			settings: { buyer: { identifier, identifierScheme: scheme } },
		})),
	fc
		.tuple(anyOf(NUMBERS), fc.option(anyOf(SCHEMES), { nil: undefined }))
		.map(([identifier, identifierScheme]) => ({
			settings: { seller: { identifier, identifierScheme } },
		})),
	fc
		.tuple(anyOf(SCHEMES), anyOf(NUMBERS))
		.map(([scheme, number]) => ({ settings: { buyer: { endpointId: `${scheme}:${number}` } } })),
	anyOf([
		'SE556036079301',
		'SE5560360793',
		'NO974760673MVA',
		'NO974760673',
		'IT1',
		'EL1',
		'RS1',
	]).map((vatId) => ({ settings: { seller: { vatId } } })),
	anyOf(['Godkänd för F-skatt', 'x', '00743110157', 'ABCDEF00A00A000A']).map((taxId) => ({
		settings: { seller: { taxId } },
	})),
	anyOf(['RO-B', 'RO-CJ', 'B']).map((subdivision) => ({ settings: { seller: { subdivision } } })),
	anyOf(['SECTOR1', 'Cluj', 'x'.repeat(51)]).map((city) => ({ settings: { seller: { city } } })),
	anyOf(['NONE', 'VAT DE1', 'atu12345678', 'CHE-100.155.212', 'FRXX123456789', 'RS100000013']).map(
		(vatNumber) => ({ partner: { vatNumber } }),
	),
	anyOf(currencies).map((currencyCode) => ({ document: { currencyCode } })),
	anyOf(currencies).map((code) => ({ document: { domesticCurrencyCode: code } })),
	anyOf(['EUR', 'RON']).map((code) => ({
		document: {
			...{ domesticCurrencyCode: code, domesticAmountNoVat: 1, domesticAmountVat: 1 },
		},
	})),
	anyOf(paymentMeans).map((meansCode) => ({ settings: { payment: { meansCode } } })),
	fc
		.tuple(
			anyOf(['9', '31', '42', '50', '93', '30']),
			anyOf(['12345678', '1234567', '051426001234', '0440116243']),
			anyOf([undefined, '0040', 'SE:BANKGIRO']),
			anyOf(['71#123456789012345', '04#1234567890123456', '01#', '73#', '15#1', 'x']),
		)
		.map(([meansCode, iban, bic, reference]) => ({
			settings: { payment: { meansCode, iban, bic, reference } },
		})),
	anyOf([undefined, '03', '44', '45', 'NA', '00/44', 'OSS-S', 'AE']).map((categoryName) => ({
		settings: { vat: { categoryName } },
	})),
	anyOf(['BETE-45', 'bete-45', 'BETE-AE']).map((exemptionReasonCode) => ({
		settings: { vat: { exemptionReasonCode } },
	})),
	anyOf(['Exempt', 'Reverse charge - Contractor', 'Reverse charge']).map((exemptionReason) => ({
		settings: { vat: { exemptionReason } },
	})),
	fc
		.tuple(
			anyOf([...FRANCE_CODES.businessProcesses, 'S1', 'P1', 'P9', 'P12', 'P13', 'P99:7', 'P99']),
			anyOf([0, 37, 100]),
		)
		.map(([businessProcess, percentPaid]) => ({
			settings: { invoice: { businessProcess } },
			percentPaid,
		})),
	anyOf(exemptionReasons).map((code) => ({ settings: { vat: { exemptionReasonCode: code } } })),
	anyOf(['#SKONTO#TAGE=7#PROZENT=2.00#\n', '#SKONTO#TAGE=7#PROZENT=2.00#', '#1\n', '2 %']).map(
		(terms) => ({ settings: { payment: { terms } } }),
	),
	fc.constant({ document: { dueDate: undefined }, settings: { payment: { terms: undefined } } }),
	anyOf([0, 1, -1, '0.0001', 1e6]).map((quantity) => ({ item: { quantity } })),
	anyOf([0, -0.5, '0.00000001', '123456.789']).map((price) => ({ item: { price } })),
	anyOf(['', 'A&B <c>', '#PMT#x', 'x'.repeat(300)]).map((name) => ({ item: { name } })),
	anyOf(['', 'SMS', 'C62', 'KWH']).map((measureUnit) => ({ item: { measureUnit } })),
	anyOf([383, 'XI', 'EL', 'us', 0, 'Germany', null]).map((bizPartnerCountry) => ({
		document: { bizPartnerCountry },
	})),
	fc.constant({ document: { items: [] } }),
	anyOf([undefined, 'Z', 'E', 'G', 'O'] as const).map((zeroRateCategory) => ({
		settings: { vat: { zeroRateCategory } },
	})),
	dates.map((dueDate) => ({ document: { dueDate } })),
	dates.map((deliveryDate) => ({ document: { deliveryDate } })),
	dates.map((documentDate) => ({ document: { documentDate } })),
	anyOf(['A 1', 'INV', 'x'.repeat(36), '2026/1&2', '7']).map((documentNumber) => ({
		document: { documentNumber },
	})),
	fc
		.array(
			fc.record({
				subject: fc.option(fc.oneof(anyOf(noteSubjects), anyOf(['BAR', 'PMT', 'QQQ'])), {
					nil: undefined,
				}),
				text: anyOf(['B2B', 'B2C', 'a note', '#AAI#x', '#QQQ#y', 'x'.repeat(301)]),
			}),
			{ maxLength: 3 },
		)
		.map((notes) => ({ settings: { invoice: { notes } } })),
	anyOf([undefined, '3', '35', '432'] as const).map((taxPointCode) => ({
		settings: { invoice: { taxPointCode } },
	})),
	anyOf([
		undefined,
		{ code: '61.10.11', list: 'CG' },
		{ code: '61.10.99', list: 'CG' },
		{ code: '81161700', list: 'TST', version: '19.05.01' },
		{ code: '81161700', list: 'TST' },
		{ code: '64200000', list: 'STI' },
		{ code: '1', list: 'QQ' },
		{ code: '1', list: '' },
	]).map((classification) => ({ settings: { invoice: { classification } } })),
	fc
		.record({
			issueTime: anyOf([undefined, '12:00:00', '12:00']),
			operatorName: anyOf([undefined, 'A']),
			operatorOib: anyOf([undefined, '94577403194', '94577403195']),
		})
		.map((invoice) => ({ settings: { invoice } })),
	fc
		.record({
			precedingInvoiceNumber: anyOf([undefined, '2026-7', 'A 7']),
			precedingInvoiceDate: anyOf([undefined, '2026-01-15', '1999-12-31']),
		})
		.map((invoice) => ({ settings: { invoice } })),
	fc
		.record({
			contractReference: anyOf(['C-1', 'x'.repeat(201)]),
			projectReference: anyOf(['P-1', undefined]),
			accountingReference: anyOf(['4711', 'x'.repeat(101)]),
			linePeriod: anyOf(['yes', 'no'] as const),
			trafficFile: anyOf(['embedded', 'beside', 'none'] as const),
			itemIdField: anyOf([undefined, 'name']),
		})
		.map((invoice) => ({ settings: { invoice } })),
);

/**
 * Documents with the settings of a profile: as they should be, and with one or two things that are other. Some
 * come from a country that the profile is not for.
 */
export function generated(profile: ProfileName): fc.Arbitrary<Billing> {
	const shape = SHAPES[profile];
	return fc
		.tuple(
			billing,
			anyOf(shape.sellers),
			anyOf(shape.buyers),
			fc.array(change, { maxLength: 2 }),
			anyOf(shape.percents ?? [undefined]),
		)
		.map(([made, seller, buyer, changes, percent]) => {
			const base = profiled(made, profile, seller, buyer, percent);
			return [shape.more ?? {}, ...changes].reduce(changedBy, base);
		});
}

function profiled(
	{ document, settings, rows }: Billing,
	profile: ProfileName,
	seller: string,
	buyer: string,
	percent: number | undefined,
): Billing {
	const { currency } = SHAPES[profile];
	return {
		document: {
			...document,
			...(percent === undefined ? {} : withRate(document, percent)),
			...(currency === undefined ? {} : { currencyCode: currency }),
			...(currency === document.domesticCurrencyCode ? { domesticCurrencyCode: undefined } : {}),
			bizPartnerCountry: COUNTRY_NUMBERS[buyer],
			bizPartner: { ...(document.bizPartner as Document), ...partnerOf(buyer) },
		},
		settings: {
			...settings,
			profile,
			seller: {
				...{ subdivision: undefined, legalIdScheme: undefined, taxId: undefined },
				...{ legalId: undefined },
				...SELLERS[seller],
			},
			buyer: { ...settings.buyer, ...buyerOf(buyer) },
		},
		// What rows are in another currency becomes no line.
		rows: currency === undefined || currency === document.currencyCode ? rows : undefined,
	};
}

/** The document at another rate. */
function withRate({ amountNoVat, rounding }: Document, percent: number): Document {
	const cents = Math.round(Number(amountNoVat) * percent);
	const vat = cents / 100;
	const gross = (Math.round(Number(amountNoVat) * 100) + cents) / 100;
	const total = (Math.round(gross * 100) + Math.round(Number(rounding ?? 0) * 100)) / 100;
	return {
		...{ vatPercent: percent, vat, amountVat: gross, total, totalPaid: 0, totalUnpaid: total },
		...{ domesticCurrencyCode: undefined },
	};
}

function changedBy(
	made: Billing,
	{ document, partner, item, settings = {}, percentPaid }: Change,
): Billing {
	const bizPartner = { ...(made.document.bizPartner as Document), ...partner };
	const [first, ...others] = made.document.items as Document[];
	return {
		...made,
		document: {
			...asSelfBilling(made.document, document),
			...(percentPaid === undefined ? {} : paidBy(made.document, percentPaid)),
			...(item && first ? { items: [{ ...first, ...item }, ...others] } : {}),
			...document,
			bizPartner,
		},
		settings: {
			...made.settings,
			seller: { ...made.settings.seller, ...settings.seller },
			buyer: { ...made.settings.buyer, ...settings.buyer },
			vat: { ...made.settings.vat, ...settings.vat },
			payment: { ...made.settings.payment, ...settings.payment },
			invoice: { ...made.settings.invoice, ...settings.invoice },
		},
	};
}

function paidBy({ total }: Document, percent: number): Document {
	const paid = Math.round(Number(total) * percent) / 100;
	return { totalPaid: paid, totalUnpaid: undefined };
}

/** Self-billing documents are negative: who pays is the owner. */
function asSelfBilling(document: Document, change: Document | undefined): Document {
	if (change?.selfBilling !== 'yes' || Number(document.amountNoVat) <= 0) return document;
	const negated = ['amountNoVat', 'vat', 'amountVat', 'rounding', 'total', 'totalPaid'];
	const minus = (value: unknown) => (value === undefined ? undefined : -Number(value));
	return {
		...document,
		...Object.fromEntries(negated.map((field) => [field, minus(document[field])])),
		...{ totalUnpaid: undefined, domesticCurrencyCode: undefined },
		items: (document.items as Document[]).map((item) => ({
			...item,
			...{ price: `${-Number(item.price)}`, totalNoVat: `${-Number(item.totalNoVat)}` },
		})),
	};
}
