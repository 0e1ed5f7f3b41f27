import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type INode, type INodeParameters, type INodeProperties, NodeHelpers } from 'n8n-workflow';
import { FinanceXmlBuilder } from '../../../../../nodes/FinanceXmlBuilder/FinanceXmlBuilder.node';
import { requiredTerms } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/check/requiredTerms';
import { plainName } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/plainName';
import {
	PROFILES,
	type ProfileName,
} from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/profile';
import { POSTPAID_MNP } from '../../../../fixtures/documents';
import { BROKEN } from './checkCases';
import { SECTIONS } from './formSections';
import { ublFile } from './ublFile';

const { description } = new FinanceXmlBuilder();
const PROFILE_NAMES = Object.keys(PROFILES) as ProfileName[];
const COUNTRIES = [
	'',
	'code',
	'AT',
	'BE',
	'CH',
	'DE',
	'DK',
	'FR',
	'GR',
	'HR',
	'IS',
	'NL',
	'NO',
	'RO',
	'RS',
	'SE',
	'TV',
];

/** What the editor shows of a form with these values, by n8n's own rules. */
function shown(values: INodeParameters): {
	plain: INodeProperties[];
	added(section: string): INodeProperties[];
} {
	const all = { operation: 'build', format: 'ubl', vatZeroRateCategory: 'AE', ...values };
	const displayed = (properties: INodeProperties[], own: INodeParameters) =>
		properties.filter((property) =>
			NodeHelpers.displayParameter(own, property, { typeVersion: 1 }, description, all),
		);
	const plain = displayed(description.properties, all);
	return {
		plain,
		added: (section) =>
			displayed(plain.find(({ name }) => name === section)?.options as INodeProperties[], {}),
	};
}

const names = (properties: INodeProperties[]) => properties.map(({ name }) => name);

describe.each(PROFILE_NAMES)('the form of %s', (profile) => {
	it.each(COUNTRIES)(
		'has each field once for a seller in "%s", and shows required ones without a click',
		(sellerCountry) => {
			const { plain, added } = shown({ profile, sellerCountry });
			expect(new Set(names(plain)).size).toBe(plain.length);
			const known = ['', 'code'].includes(sellerCountry) ? undefined : sellerCountry;
			const required = requiredTerms(profile, known);
			for (const section of SECTIONS) {
				for (const { property, terms = [], profiles } of section.fields) {
					if (profiles?.includes(profile) === false) continue;
					const isPlain = names(plain).includes(plainName(section.name, property.name));
					const isAdded = names(added(section.name)).filter((name) => name === property.name);
					expect([property.name, isAdded.length + Number(isPlain)]).toEqual([property.name, 1]);
					const asked = required.filter(({ term }) => term === terms[0]);
					if (asked.some(({ or }) => or.length === 0)) {
						expect([property.name, isPlain]).toEqual([property.name, true]);
					}
				}
			}
		},
	);

	it.each(COUNTRIES)(
		'has a field for everything that "%s" requires and no document has',
		(sellerCountry) => {
			const known = ['', 'code'].includes(sellerCountry) ? undefined : sellerCountry;
			const terms = SECTIONS.flatMap(({ fields }) => fields.flatMap((field) => field.terms ?? []));
			const without = requiredTerms(profile, known).filter(({ term }) => !terms.includes(term));
			expect(without.map(({ term }) => term).filter((term) => !OF_DOCUMENT.includes(term))).toEqual(
				[],
			);
		},
	);
});

/** Terms that the document holds, and the country, which has its own dropdown. */
const OF_DOCUMENT = [
	...['BT-1', 'BT-2', 'BT-5', 'BT-9', 'BT-40', 'BT-44', 'BT-48', 'BT-50', 'BT-52', 'BT-53'],
	...['BT-55', 'BT-72'],
];

it('hides nothing that a German invoice needs, and shows how it looks there', () => {
	const { plain } = shown({ profile: 'xrechnung-3.0', sellerCountry: 'DE' });
	expect(names(plain)).toEqual(
		expect.arrayContaining([
			...['sellerName', 'sellerStreet', 'sellerPostalCode', 'sellerCity', 'sellerVatId'],
			...['sellerEndpointId', 'sellerContactName', 'sellerContactPhone', 'sellerContactEmail'],
			...['buyerReference', 'buyerReferenceAttribute', 'buyerEndpointId', 'buyerEndpointAttribute'],
			...['vatZeroRateCategory', 'vatExemptionReason', 'paymentIban'],
		]),
	);
	const example = (name: string) => plain.find((field) => field.name === name)?.placeholder;
	expect(example('sellerEndpointId')).toMatch(/^e\.g\. 9930:DE\d{9}$/);
	expect(example('sellerVatId')).toMatch(/^e\.g\. DE\d{9}$/);
	expect(example('paymentIban')).toMatch(/^e\.g\. DE\d{20}$/);
});

it('shows each field once even if the profile is an expression', () => {
	for (const sellerCountry of COUNTRIES) {
		const { plain } = shown({ profile: '={{ $json.profile }}', sellerCountry });
		expect(names(plain).filter((name, index, all) => all.indexOf(name) !== index)).toEqual([]);
	}
});

it('has every field that the shipped workflow fills in', () => {
	const path = join(__dirname, '../../../../../workflows/horisen-einvoices-to-erp.json');
	const { nodes } = JSON.parse(readFileSync(path, 'utf8')) as { nodes: INode[] };
	const [{ parameters }] = nodes.filter(({ type }) => type.endsWith('.financeXmlBuilder'));
	const kept = NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		{ typeVersion: 1 },
		description,
	);
	expect(kept).toMatchObject(parameters);
});

it('has the fields that violations name', async () => {
	const labels = new Map(
		SECTIONS.map(({ displayName, fields }) => [
			displayName,
			fields.map(({ property }) => property.displayName),
		]),
	);
	labels.get('Seller')?.push('Country');
	const named = new RegExp(`(${[...labels.keys()].join('|')}) → (.*?)(?=$|;|[A-Z]\\w+ → )`, 'g');
	const unknown = new Set<string>();
	for (const [, , changes, settings] of BROKEN) {
		const document = { ...POSTPAID_MNP, ...changes };
		const { violations } = await ublFile(document, { ...settings, check: 'report' });
		for (const { field, fix } of violations) {
			for (const [, section, rest] of `${field}; ${fix}`.matchAll(named)) {
				for (const alternative of rest.split(/ or (?=[A-Z])|, and (?=[A-Z])/)) {
					const isKnown = labels.get(section)?.some((label) => alternative.startsWith(label));
					if (!isKnown) unknown.add(`${section} → ${alternative}`);
				}
			}
		}
	}
	expect([...unknown]).toEqual([]);
});
