import Big from 'big.js';
import fc from 'fast-check';
import type { Note } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/invoice';
import type { SettingsPart } from './settings';

type Document = Record<string, unknown>;

/** A document that adds up, and what it is billed with. */
export interface Billing {
	document: Document;
	settings: SettingsPart;
	/** The rows that its items sum up, where they become its lines. */
	rows?: Document[];
}

const CURRENCIES = ['EUR', 'CHF', 'USD', 'GBP', 'SEK', 'RSD', 'AED', 'JPY', 'XAF'];
/** Whose amounts are whole. */
const WHOLE = ['JPY', 'XAF'];
/** Numbers of ISO 3166-1, with leading zeros lost, and Kosovo's. */
const COUNTRIES = [384, 756, 276, 276, 300, 4, 40, 826, 688, 983, 840];
const VAT_NUMBERS = [
	'CI-1',
	'DE811115368',
	'de 811.115.368',
	'GR123456789',
	'EL123456789',
	'100123456700003',
	'-',
];
const REASON_CODES = {
	AE: 'VATEX-EU-AE',
	E: 'VATEX-EU-132',
	G: 'VATEX-EU-G',
	O: 'VATEX-EU-O',
	Z: undefined,
};
const NASTY = ['A & B <C>', ']]>', '\u0000\u0001', '\ud800', '🚀 שלום', 'a\r\nb', `"'`, ' x '];

const money = (most: number, decimals: number) =>
	fc.integer({ min: -most, max: most }).map((units) => new Big(`${units}e-${decimals}`));

const name = fc.oneof(
	fc.constantFrom(...NASTY),
	fc.string({ minLength: 1 }).map((text) => `n${text}`),
);

const item = fc
	.record({
		name,
		quantity: fc.integer({ min: 1, max: 1_000_000 }),
		price: fc.oneof(money(90_000, 4), money(900, 2), money(30, 7)),
		unit: fc.constantFrom('PIECE', undefined, null),
	})
	.map(({ name, quantity, price, unit }) => ({
		name,
		quantity,
		price: price.toFixed(),
		measureUnit: unit,
		totalNoVat: price.times(quantity).toFixed(),
	}));

const network = fc.record({
	countryName: fc.constantFrom('Ghana', 'Côte d’Ivoire', null),
	operatorName: fc.oneof(name, fc.constant(null)),
	mcc: fc.constantFrom('620', '612', null),
	mnc: fc.constantFrom('01', '05', null),
});

const optional = <T>(arbitrary: fc.Arbitrary<T>) =>
	fc.option(arbitrary, { nil: undefined, freq: 3 });

const parts = fc.record({
	items: fc.array(item, { minLength: 1, maxLength: 6 }),
	percent: fc.constantFrom('0', '5', '7.7', '8.1', '19', '20', '25.5'),
	vatOff: fc.constantFrom('0', '0', '0.01', '-0.01'),
	rounding: fc.constantFrom('0', '0', '0.02', '-0.02', undefined),
	currency: fc.constantFrom(...CURRENCIES),
	domestic: optional(fc.record({ code: fc.constantFrom(...CURRENCIES), rate: money(30_000, 4) })),
	country: fc.constantFrom(...COUNTRIES),
	vatNumber: fc.constantFrom(...VAT_NUMBERS),
	partner: name,
	selfBilling: fc.constantFrom('no', 'no', 'no', 'yes'),
	dueDate: optional(fc.constant('2026-02-28')),
	period: optional(fc.constant({ periodStart: '2026-01-01', periodEnd: '2026-01-31' })),
	address: optional(name),
	source: fc.constantFrom('POSTPAID', 'PREPAID'),
	fromTraffic: fc.boolean(),
	/** Of the total, in hundredths. */
	paid: fc.constantFrom(0, 0, 0, 37, 100),
	networks: fc.array(network, { minLength: 6, maxLength: 6 }),
});

const settings = fc.record({
	profile: fc.constantFrom('en16931' as const, 'peppol-bis-3' as const, 'xrechnung-3.0' as const),
	category: fc.constantFrom('AE' as const, 'O' as const, 'G' as const, 'E' as const, 'Z' as const),
	selfBillingType: fc.constantFrom('381' as const, '389' as const),
	priceBase: fc.constantFrom('auto' as const, '1' as const, '1000' as const),
	priceFrom: fc.constantFrom('item' as const, 'total' as const),
	prepaymentType: fc.constantFrom('380' as const, '386' as const),
	meansCode: fc.constantFrom(undefined, '1', '10', '30', '58', '97'),
	withReasonCode: fc.boolean(),
	terms: optional(
		fc.record({
			contractReference: name,
			projectReference: name,
			accountingReference: name,
			notes: optional(fc.constant<Note[]>([{ subject: 'AAI', text: 'A <note>' }])),
			taxPointCode: optional(fc.constantFrom('3' as const, '35' as const, '432' as const)),
			classification: optional(fc.constant({ code: '72000000', list: 'STI', version: '1' })),
			itemIdField: optional(fc.constantFrom('id', 'mnc')),
			linePeriod: fc.constantFrom('no' as const, 'yes' as const),
			trafficFile: fc.constantFrom('beside' as const, 'embedded' as const),
		}),
	),
	numbers: optional(
		fc.constant({ identifier: '0088:7300010000001', legalId: '0184:13585628', subdivision: 'A' }),
	),
});

type Parts = typeof parts extends fc.Arbitrary<infer P> ? P : never;
type Choices = typeof settings extends fc.Arbitrary<infer S> ? S : never;

/** Documents that add up, as HORISEN would send them, with settings that fill in what they lack. */
export const billing: fc.Arbitrary<Billing> = fc.tuple(parts, settings).map(([made, chosen]) => ({
	document: documentOf(made),
	settings: settingsOf(made, chosen),
	rows: made.fromTraffic ? rowsOf(made) : undefined,
}));

function documentOf(all: Parts): Document {
	const { percent, vatOff, domestic, ...made } = all;
	const decimals = WHOLE.includes(made.currency) ? 0 : 2;
	const rounding = decimals === 0 ? '0' : all.rounding;
	const cents = (amount: Big) => amount.round(2, Big.roundHalfUp);
	const rounded = (amount: Big) => amount.round(decimals, Big.roundHalfUp);
	const items = itemsOf(all);
	const sum = sumOf(items);
	const net = rounded(sum);
	const exact = rounded(net.times(percent).div(100));
	const off = decimals === 0 ? '0' : vatOff;
	const vat = exact.eq(0)
		? exact
		: exact.plus(off).times(exact.plus(off).times(exact).lt(0) ? 0 : 1);
	const gross = net.plus(vat);
	const total = gross.plus(rounding ?? 0);
	const paid = rounded(total.times(made.paid).div(100));
	const rate = domestic?.rate.abs();
	return {
		documentUuid: 'u',
		documentNumber: '2026/1',
		documentDate: '2026-02-01',
		dueDate: made.dueDate,
		...made.period,
		currencyCode: made.currency,
		bizPartnerCountry: made.country,
		bizPartner: {
			name: made.partner,
			address: made.address,
			attn: 'Accounts payable',
			post: '1000',
			city: 'City',
			vatNumber: made.vatNumber,
			customAttributes: [{ codeName: 'IBAN', value: 'DE02120300000000202051' }],
		},
		selfBilling: made.selfBilling,
		dataSourceCodeName: made.source,
		amountNoVat: Number(net),
		vatPercent: Number(percent),
		vat: Number(vat),
		amountVat: Number(gross),
		...(rounding === undefined ? {} : { rounding: Number(rounding) }),
		total: Number(total),
		totalPaid: Number(paid),
		totalUnpaid: Number(total.minus(paid)),
		...(rate
			? {
					domesticCurrencyCode: domestic?.code,
					domesticAmountNoVat: Number(cents(net.times(rate))),
					domesticAmountVat: Number(cents(net.times(rate)).plus(cents(vat.times(rate)))),
				}
			: {}),
		items,
	};
}

type Items = Parts['items'];

function itemsOf({ items, selfBilling }: Parts): Items {
	return selfBilling === 'yes' ? negative(items) : items;
}

/** Two rows an item. */
function rowsOf(made: Parts): Document[] {
	return itemsOf(made).flatMap(({ price, quantity }, index) => {
		const first = Math.floor(quantity / 3);
		return [first, quantity - first].map((messages) => ({
			...made.networks[index],
			inSmsCnt: messages,
			sellPrice: price,
			sellCurrencyCode: made.currency,
			totalAmount: new Big(price).times(messages).toFixed(),
			startDt: '2026-01-03T00:00:00Z',
			endDt: '2026-01-30T23:59:59Z',
		}));
	});
}

function sumOf(items: Items): Big {
	return items.reduce((total, { totalNoVat }) => total.plus(totalNoVat), new Big(0));
}

/** As HORISEN writes self-billing documents: the owner pays. */
function negative(items: Items): Items {
	if (sumOf(items).lte(0)) return items;
	return items.map((made) => ({
		...made,
		price: new Big(made.price).neg().toFixed(),
		totalNoVat: new Big(made.totalNoVat).neg().toFixed(),
	}));
}

/** 389 is not part of Peppol; its seller is the partner, whose VAT id is then needed. AE needs a buyer with an id. */
function settingsOf(made: Parts, chosen: Choices): SettingsPart {
	const { selfBilling, vatNumber, fromTraffic } = made;
	const swaps = selfBilling === 'yes' && chosen.selfBillingType === '389';
	const canSwap = chosen.profile !== 'peppol-bis-3' && /^(DE|EL|GR)/.test(vatNumber);
	const isNamed = /\d/.test(vatNumber);
	const category = chosen.category === 'AE' && !isNamed ? 'E' : chosen.category;
	const { meansCode, withReasonCode, terms, numbers, ...invoice } = chosen;
	return {
		profile: chosen.profile,
		linesFrom: fromTraffic ? 'traffic' : 'items',
		// What Peppol requires without a due date (BR-CO-25).
		payment: { meansCode, terms: made.dueDate ? undefined : '30 days' },
		vat: {
			zeroRateCategory: category,
			...(withReasonCode
				? { exemptionReason: undefined, exemptionReasonCode: REASON_CODES[category] }
				: { exemptionReason: 'For a reason' }),
			accountingCurrency: 'domestic',
		},
		buyer: {
			ibanAttribute: 'IBAN',
			contactEmail: 'a@b.example',
			contactPhone: '+41 44 000 00 00',
			...numbers,
		},
		invoice: {
			...invoice,
			...terms,
			notes: terms?.notes ?? [],
			selfBillingType: swaps && !canSwap ? '381' : chosen.selfBillingType,
			unitCodes: new Map([['PIECE', 'H87']]),
		},
	};
}
