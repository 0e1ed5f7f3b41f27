import type { CustomAttribute } from './document';

export interface Partner {
	id: number;
	name: string;
	briefName: string;
	/** Absent, null or empty for partners that the owner's own database does not know. */
	externalRefId?: string | null;
	country: number;
	city: string;
	vatNumber: string;
	vatPercent: number;
	currency: Currency;
	customAttributes: CustomAttribute[];
}

export interface Currency {
	number: number;
	code: string;
	/** The value of one unit in the owner's currency, EUR. */
	rate: string;
	/** Totals are rounded to this. */
	smallestCoin: string;
}

const EUR: Currency = { number: 978, code: 'EUR', rate: '1', smallestCoin: '0.01' };
const CHF: Currency = { number: 756, code: 'CHF', rate: '1.0437', smallestCoin: '0.05' };
const USD: Currency = { number: 840, code: 'USD', rate: '0.9216', smallestCoin: '0.01' };

export const DOMESTIC = EUR;

function attributes(costCenter: string, account: string): CustomAttribute[] {
	return [
		{ codeName: 'COST_CENTER', value: costCenter },
		{ codeName: 'ERP_ACCOUNT', value: { code: account, name: 'Receivables & "other" <assets>' } },
	];
}

const LONG_NAME = 'Longest Telecommunication Reseller Name '.repeat(8).slice(0, 300);

/** The partners of the seeded documents, by what their names and ids test. */
export const PARTNERS = {
	plain: {
		id: 1001,
		name: 'Alpine Messaging AG',
		briefName: 'Alpine',
		externalRefId: 'ERP-1001',
		country: 756,
		city: 'Zürich',
		vatNumber: 'CHE-100.155.212',
		vatPercent: 8.1,
		currency: CHF,
		customAttributes: attributes('4711', '10400'),
	},
	markup: {
		id: 1002,
		name: `Müller & Söhne <Telekom> "Nord" 'Süd' ]]> GmbH`,
		briefName: 'M&S <T>',
		externalRefId: 'ERP-1002',
		country: 276,
		city: 'Köln & Bonn',
		vatNumber: 'DE811115368',
		vatPercent: 19,
		currency: EUR,
		customAttributes: attributes('<4712>', '10401'),
	},
	nullReference: {
		id: 1003,
		name: 'Société Ivoirienne d’SMS',
		briefName: 'SISMS',
		externalRefId: null,
		country: 384,
		city: 'Abidjan',
		vatNumber: 'CI-1972-B-7',
		vatPercent: 0,
		currency: EUR,
		customAttributes: attributes('4713', '10402'),
	},
	emptyReference: {
		id: 1004,
		name: 'Bright 🚀 Messages 👩🏽‍💻 Ltd',
		briefName: '🚀',
		externalRefId: '',
		country: 826,
		city: 'London',
		vatNumber: 'GB999999973',
		vatPercent: 20,
		currency: USD,
		customAttributes: attributes('4714 📈', '10403'),
	},
	noReference: {
		id: 1005,
		name: 'شركة الرسائل الذكية \u202e(MENA)\u202c',
		briefName: 'الذكية',
		country: 784,
		city: 'دبي',
		vatNumber: '100123456700003',
		vatPercent: 5,
		currency: USD,
		customAttributes: attributes('4715', '10404'),
	},
	controlCharacters: {
		id: 1006,
		name: 'Ctrl\u0000\u0001\u0008\u000b\u001f\u007f\u0085\ufffe SA',
		briefName: 'Ctrl\u0002',
		externalRefId: 'ERP-1006',
		country: 250,
		city: 'Paris\r\nCedex',
		vatNumber: 'FR40303265045',
		vatPercent: 20,
		currency: EUR,
		customAttributes: attributes('47\u000416', '10405'),
	},
	loneSurrogates: {
		id: 1007,
		name: 'Half \ud83d pair and \ude80 other half',
		briefName: 'Half\ud83d',
		externalRefId: 'ERP-1007',
		country: 40,
		city: 'Wien',
		vatNumber: 'ATU13585627',
		vatPercent: 20,
		currency: EUR,
		customAttributes: [],
	},
	path: {
		id: 1008,
		name: '../../etc/passwd',
		briefName: '..\\..',
		externalRefId: '../ERP/1008',
		country: 688,
		city: 'Beograd',
		vatNumber: 'RS101134702',
		vatPercent: 20,
		currency: EUR,
		customAttributes: attributes('../4718', '10407'),
	},
	long: {
		id: 1009,
		name: LONG_NAME,
		briefName: 'Longest',
		externalRefId: 'ERP-1009',
		country: 756,
		city: 'Rorschach',
		vatNumber: 'CHE-116.281.710',
		vatPercent: 8.1,
		currency: CHF,
		customAttributes: attributes('4719', '10408'),
	},
	supplier: {
		id: 2001,
		name: 'Carrier One & Co. KG',
		briefName: 'Carrier One',
		externalRefId: 'SUP-2001',
		country: 276,
		city: 'Hamburg',
		vatNumber: 'DE136695976',
		vatPercent: 19,
		currency: EUR,
		customAttributes: attributes('5711', '33000'),
	},
	otherSupplier: {
		id: 2002,
		name: 'Deux Opérateurs S.à r.l.',
		briefName: 'Deux',
		externalRefId: null,
		country: 442,
		city: 'Luxembourg',
		vatNumber: 'LU26375245',
		vatPercent: 17,
		currency: USD,
		customAttributes: attributes('5712', '33001'),
	},
} satisfies Record<string, Partner>;

export type PartnerName = keyof typeof PARTNERS;
