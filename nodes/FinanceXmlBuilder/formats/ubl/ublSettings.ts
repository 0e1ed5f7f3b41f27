import type Big from 'big.js';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../../../common/errors';
import { decimalOrNone } from '../../../common/money';
import { oneOf } from '../../../common/oneOf';
import { isAbsent, isRecord } from '../../../common/value';
import type { InvoiceHeader, Note, Party } from './invoice';
import { plainName } from './plainName';
import type { PriceBase } from './price';
import { type Profile, type ProfileName, PROFILES } from './profile';
import { termsOf, textOf } from './documentText';

/** The value of the countries' dropdown if the code is in a separate field, as text or expression. */
export const COUNTRY_BY_CODE = 'code';

/** The result for a document that breaks a rule: an error, or a file with the list of violations. */
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
		/** From Belgium's list, if rate and category leave a choice. */
		categoryName?: string;
		accountingCurrency: 'domestic' | 'none';
	};
	payment: Texts<(typeof PAYMENT)[number] | 'terms'>;
	invoice: InvoiceSettings;
}

export interface InvoiceSettings extends Texts<(typeof INVOICE)[number]> {
	/** BT-23, of a profile that leaves a choice. */
	businessProcess?: string;
	selfBillingType?: '381' | '389';
	prepaymentType: '380' | '386';
	/** Whether the document's paid amount is subtracted from the amount due. */
	paidAmount: 'document' | 'none';
	/** BT-8: the date of the invoice, of the delivery, or of the payment. */
	taxPointCode?: '3' | '35' | '432';
	notes: Note[];
	priceBase: PriceBase;
	priceFrom: 'item' | 'total';
	/** BT-158, the same for every line. */
	classification?: InvoiceHeader['classification'];
	linePeriod: 'no' | 'yes';
	/** UN/ECE Rec 20 by the document's word for a unit. */
	unitCodes: ReadonlyMap<string, string>;
	/** Alpha-2 by the platform's number of a country. */
	countryCodes: ReadonlyMap<string, string>;
	messageUnit: string;
	/** Undefined: as much as rounding explains. */
	roundingTolerance?: Big;
	/** Whether the invoice names its traffic file beside it, contains it as CSV, or does neither. */
	trafficFile: 'beside' | 'embedded' | 'none';
	trafficFileHash: 'none' | 'sha256';
}

type Texts<Name extends string> = Partial<Record<Name, string>>;

const SELLER = [
	...['name', 'tradingName', 'street', 'additionalStreet', 'city', 'postalCode', 'subdivision'],
	...['country', 'vatId', 'taxId', 'legalId', 'legalIdScheme', 'legalForm'],
	...['identifier', 'identifierScheme', 'endpointId', 'endpointScheme'],
	...['contactName', 'contactPhone', 'contactEmail'],
] as Array<Exclude<keyof Party, 'source'>>;

const BUYER = [
	'reference',
	'referenceAttribute',
	'identifier',
	'identifierAttribute',
	'identifierScheme',
	'identifierSchemeAttribute',
	'endpointId',
	'endpointAttribute',
	'endpointScheme',
	'endpointSchemeAttribute',
	'legalId',
	'legalIdAttribute',
	'legalIdScheme',
	'legalIdSchemeAttribute',
	'subdivision',
	'subdivisionAttribute',
	'contactEmail',
	'contactPhone',
	'ibanAttribute',
] as const;

const PAYMENT = ['meansCode', 'iban', 'accountName', 'bic', 'reference'] as const;

const INVOICE = [
	'orderReference',
	'orderReferenceAttribute',
	'contractReference',
	'contractReferenceAttribute',
	'projectReference',
	'projectReferenceAttribute',
	'accountingReference',
	'accountingReferenceAttribute',
	'precedingInvoiceNumber',
	'precedingInvoiceAttribute',
	'precedingInvoiceDate',
	'issueTime',
	'operatorName',
	'operatorOib',
	'itemIdField',
	'trafficFileName',
] as const;

/** Notes that a country asks for by their subject (BT-21), each a field of the form: of France. */
const NOTE_FIELDS = { notePmt: 'PMT', notePmd: 'PMD', noteAab: 'AAB' };

/** The parameters of one section of the form, wherever they are. */
type Section = (name: string) => unknown;

/** @throws OperatorError naming the field of a misspelt choice */
export function readUblSettings(context: IExecuteFunctions, itemIndex: number): UblSettings {
	const parameter = (name: string, otherwise: string): unknown =>
		context.getNodeParameter(name, itemIndex, otherwise);
	const section = (name: string) => sectionOf(context, itemIndex, name);
	const seller = section('seller');
	const vat = section('vat');
	const payment = section('payment');
	const profiles = Object.keys(PROFILES) as ProfileName[];
	const profile = oneOf(parameter('profile', 'en16931'), profiles, 'Profile');
	return {
		profile,
		linesFrom: oneOf(parameter('linesFrom', 'items'), ['items', 'traffic'], 'Lines From'),
		check: oneOf(parameter('check', 'fail'), ['fail', 'report', 'off'], 'Check'),
		output: oneOf(parameter('output', 'file'), ['file', 'preview'], 'Output'),
		seller: {
			...texts(seller, SELLER),
			country: textOf(
				seller('country') === COUNTRY_BY_CODE ? seller('countryCode') : seller('country'),
			),
		},
		buyer: texts(section('buyer'), BUYER),
		vat: {
			...texts(vat, ['exemptionReason', 'exemptionReasonCode', 'categoryName']),
			zeroRateCategory: optionalChoice(
				vat('zeroRateCategory'),
				['Z', 'E', 'AE', 'G', 'O'],
				'Category at 0 %',
			),
			accountingCurrency: choice(
				vat('accountingCurrency'),
				['domestic', 'none'],
				'Second Currency',
			),
		},
		payment: { ...texts(payment, PAYMENT), terms: termsOf(payment('terms')) },
		invoice: invoiceSettings(section('invoice'), PROFILES[profile]),
	};
}

/**
 * A section of the form: fields that profile and country require show directly, the rest can be added. A field is in
 * one of the two places at a time.
 */
function sectionOf(context: IExecuteFunctions, itemIndex: number, section: string): Section {
	const added = context.getNodeParameter(section, itemIndex, {}) as IDataObject;
	const { parameters } = context.getNode();
	return (name) => {
		const plain = plainName(section, name);
		if (isAbsent(parameters[plain])) return added[name];
		const value: unknown = context.getNodeParameter(plain, itemIndex, '');
		return isAbsent(value) ? added[name] : value;
	};
}

function invoiceSettings(section: Section, { businessProcess }: Profile): InvoiceSettings {
	const code = textOf(section('classificationCode'));
	return {
		...texts(section, INVOICE),
		businessProcess:
			typeof businessProcess === 'object' ? textOf(section(businessProcess.field)) : undefined,
		selfBillingType: optionalChoice(
			section('selfBillingType'),
			['381', '389'],
			'Self-Billing Type',
		),
		prepaymentType: choice(section('prepaymentType'), ['380', '386'], 'Prepayment Type'),
		paidAmount: choice(section('paidAmount'), ['document', 'none'], 'Paid Amount'),
		taxPointCode: optionalChoice(
			section('taxPointCode'),
			['3', '35', '432'],
			'VAT Point Date Code',
		),
		notes: notesOf(section),
		priceBase: choice(section('priceBase'), ['auto', '1', '1000'], 'Price For'),
		priceFrom: choice(section('priceFrom'), ['item', 'total'], 'Price From'),
		classification:
			code === undefined
				? undefined
				: {
						code,
						list: textOf(section('classificationList')) ?? '',
						version: textOf(section('classificationVersion')),
					},
		linePeriod: choice(section('linePeriod'), ['no', 'yes'], 'Line Period'),
		unitCodes: codeMap(section('unitCodes') ?? '{"PIECE":"C62"}', 'Unit Codes'),
		countryCodes: codeMap(section('countryCodes'), 'Country Codes'),
		messageUnit: textOf(section('messageUnit')) ?? 'C62',
		roundingTolerance: tolerance(section('roundingTolerance')),
		trafficFile: choice(section('trafficFile'), ['beside', 'embedded', 'none'], 'Traffic File'),
		trafficFileHash: choice(section('trafficFileHash'), ['none', 'sha256'], 'Traffic File Hash'),
	};
}

/** BG-1: notes with their own fields, then those in the list. */
function notesOf(section: Section): Note[] {
	const own = Object.entries(NOTE_FIELDS).map(([field, subject]) => ({
		subject,
		text: section(field),
	}));
	const list = section('notes');
	const listed: unknown = isRecord(list) ? list.note : undefined;
	return [...own, ...(Array.isArray(listed) ? listed.filter(isRecord) : [])].flatMap((note) => {
		const text = textOf(note.text);
		return text === undefined ? [] : { subject: textOf(note.subject)?.toUpperCase(), text };
	});
}

function texts<Name extends string>(section: Section, names: readonly Name[]): Texts<Name> {
	return Object.fromEntries(names.map((name) => [name, textOf(section(name))])) as Texts<Name>;
}

/** A choice, by default the first one. Numbers, which n8n's fields may give, count as text. */
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
			description: 'Write it like {"PIECE": "C62"}: the value in the document and its code.',
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
			'Write a number that is not negative, with a decimal point, e.g. 0.05, or leave it empty to allow what rounding explains.',
	});
}
