import type Big from 'big.js';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../../../common/errors';
import { decimalOrNone } from '../../../common/money';
import { oneOf } from '../../../common/oneOf';
import { isAbsent, isRecord } from '../../../common/value';
import type { Party } from './invoice';
import type { PriceBase } from './price';
import { PROFILES, type ProfileName } from './profile';
import { termsOf, textOf } from './text';

/** What a document that breaks a rule becomes: an error, or a file with the list of violations. */
export type CheckPolicy = 'fail' | 'report' | 'off';

/** The parameters of the format "E-Invoice (UBL 2.1)" for one item. */
export interface UblSettings {
	profile: ProfileName;
	linesFrom: 'items' | 'traffic';
	check: CheckPolicy;
	output: 'file' | 'preview';
	seller: Omit<Party, 'source'>;
	buyer: Texts<(typeof BUYER)[number]>;
	vat: {
		zeroRateCategory?: 'Z' | 'E' | 'AE' | 'G' | 'O';
		exemptionReason?: string;
		exemptionReasonCode?: string;
		accountingCurrency: 'domestic' | 'none';
	};
	payment: Texts<(typeof PAYMENT)[number] | 'terms'>;
	invoice: InvoiceSettings;
}

export interface InvoiceSettings extends Texts<(typeof INVOICE)[number]> {
	selfBillingType?: '381' | '389';
	prepaymentType: '380' | '386';
	priceBase: PriceBase;
	priceFrom: 'item' | 'total';
	/** UN/ECE Rec 20 by the document's word for a unit. */
	unitCodes: ReadonlyMap<string, string>;
	/** Alpha-2 by the platform's own number of a country. */
	countryCodes: ReadonlyMap<string, string>;
	messageUnit: string;
	/** Undefined: what rounding can explain. */
	roundingTolerance?: Big;
	trafficFileHash: 'none' | 'sha256';
	trafficReference: 'yes' | 'no';
}

type Texts<Name extends string> = Partial<Record<Name, string>>;

const SELLER = [
	...['name', 'tradingName', 'street', 'additionalStreet', 'city', 'postalCode', 'country'],
	...['vatId', 'taxId', 'legalId', 'legalIdScheme', 'endpointId', 'endpointScheme'],
	...['contactName', 'contactPhone', 'contactEmail'],
] as Array<Exclude<keyof Party, 'source'>>;

const BUYER = [
	'reference',
	'referenceAttribute',
	'endpointId',
	'endpointAttribute',
	'endpointScheme',
	'endpointSchemeAttribute',
	'contactEmail',
	'contactPhone',
	'ibanAttribute',
] as const;

const PAYMENT = ['meansCode', 'iban', 'accountName', 'bic', 'reference'] as const;

const INVOICE = [
	'note',
	'orderReference',
	'orderReferenceAttribute',
	'precedingInvoiceNumber',
	'precedingInvoiceAttribute',
	'precedingInvoiceDate',
	'trafficFileName',
] as const;

/** @throws OperatorError where a choice is misspelt, by the name of its field */
export function readUblSettings(context: IExecuteFunctions, itemIndex: number): UblSettings {
	const parameter = (name: string, otherwise: string): unknown =>
		context.getNodeParameter(name, itemIndex, otherwise);
	const section = (name: string): IDataObject =>
		context.getNodeParameter(name, itemIndex, {}) as IDataObject;
	const vat = section('vat');
	const payment = section('payment');
	const profiles = Object.keys(PROFILES) as ProfileName[];
	return {
		profile: oneOf(parameter('profile', 'en16931'), profiles, 'Profile'),
		linesFrom: oneOf(parameter('linesFrom', 'items'), ['items', 'traffic'], 'Lines From'),
		check: oneOf(parameter('check', 'fail'), ['fail', 'report', 'off'], 'Check'),
		output: oneOf(parameter('output', 'file'), ['file', 'preview'], 'Output'),
		seller: texts(section('seller'), SELLER),
		buyer: texts(section('buyer'), BUYER),
		vat: {
			...texts(vat, ['exemptionReason', 'exemptionReasonCode']),
			zeroRateCategory: optionalChoice(
				vat.zeroRateCategory,
				['Z', 'E', 'AE', 'G', 'O'],
				'Category at 0 %',
			),
			accountingCurrency: choice(vat.accountingCurrency, ['domestic', 'none'], 'Second Currency'),
		},
		payment: { ...texts(payment, PAYMENT), terms: termsOf(payment.terms) },
		invoice: invoiceSettings(section('invoice')),
	};
}

function invoiceSettings(section: IDataObject): InvoiceSettings {
	return {
		...texts(section, INVOICE),
		selfBillingType: optionalChoice(section.selfBillingType, ['381', '389'], 'Self-Billing Type'),
		prepaymentType: choice(section.prepaymentType, ['380', '386'], 'Prepayment Type'),
		priceBase: choice(section.priceBase, ['auto', '1', '1000'], 'Price For'),
		priceFrom: choice(section.priceFrom, ['item', 'total'], 'Price From'),
		unitCodes: codeMap(section.unitCodes ?? '{"PIECE":"C62"}', 'Unit Codes'),
		countryCodes: codeMap(section.countryCodes, 'Country Codes'),
		messageUnit: textOf(section.messageUnit) ?? 'C62',
		roundingTolerance: tolerance(section.roundingTolerance),
		trafficFileHash: choice(section.trafficFileHash, ['none', 'sha256'], 'Traffic File Hash'),
		trafficReference: choice(section.trafficReference, ['yes', 'no'], 'Name Traffic File'),
	};
}

function texts<Name extends string>(section: IDataObject, names: readonly Name[]): Texts<Name> {
	return Object.fromEntries(names.map((name) => [name, textOf(section[name])])) as Texts<Name>;
}

/** A choice whose first one stands where nothing is chosen. Numbers, as n8n's fields may give, count as text. */
function choice<Choice extends string>(
	value: unknown,
	choices: readonly Choice[],
	field: string,
): Choice {
	return optionalChoice(value, choices, field) ?? choices[0];
}

function optionalChoice<Choice extends string>(
	value: unknown,
	choices: readonly Choice[],
	field: string,
): Choice | undefined {
	if (isAbsent(value)) return undefined;
	return oneOf(typeof value === 'number' ? String(value) : value, choices, field);
}

/** A JSON object of codes, from the form as text or from an expression as an object. */
function codeMap(value: unknown, field: string): ReadonlyMap<string, string> {
	if (isAbsent(value)) return new Map();
	const codes = typeof value === 'string' ? parsed(value) : value;
	if (!isRecord(codes) || !Object.values(codes).every((code) => typeof code === 'string')) {
		throw new OperatorError(`${field} is not a JSON object of codes`, {
			description: 'Write it like {"PIECE": "C62"}: what the document says, and the code for it.',
		});
	}
	return new Map(Object.entries(codes as Record<string, string>));
}

function parsed(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		return undefined;
	}
}

function tolerance(value: unknown): Big | undefined {
	if (isAbsent(value)) return undefined;
	const amount = decimalOrNone(value);
	if (amount?.gte(0)) return amount;
	throw new OperatorError(`Rounding Tolerance is not an amount: ${JSON.stringify(value)}`, {
		description:
			'Write it as a number with a decimal point that is not negative, e.g. 0.05, or leave it empty for what rounding can explain.',
	});
}
