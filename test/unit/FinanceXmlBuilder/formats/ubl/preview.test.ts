import {
	type RequiredTerm,
	requiredTerms,
} from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/check/requiredTerms';
import {
	PROFILES,
	type ProfileName,
} from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/profile';
import { POSTPAID_MNP } from '../../../../fixtures/documents';
import { SECTIONS } from './formSections';
import { none } from './checkCases';
import { SELLER, type SettingsPart } from './settings';
import { ublFile } from './ublFile';

const PROFILE_NAMES = Object.keys(PROFILES) as ProfileName[];
/** A Greek seller is always refused: myDATA is a separate integration. */
const COUNTRIES = ['AT', 'CH', 'DE', 'DK', 'FR', 'HR', 'IS', 'IT', 'NL', 'NO', 'RO', 'RS', 'SE'];

/** Whose companies alone have the numbers that a profile asks for. */
const OWN_COUNTRY: Partial<Record<ProfileName, string>> = {
	...{ 'cius-ro': 'RO', sef: 'RS', 'france-ctc': 'FR', 'hr-cius': 'HR', belgium: 'BE' },
};

/** What this document has and no field can correct: no self-billing, and a rate that Sweden does not have. */
const OF_THE_DOCUMENT = ['PEPPOL-EN16931-P0100', 'SE-R-006'];

/** Fields of notes, which become notes of these subjects. */
const NOTES = { notePmt: 'PMT', notePmd: 'PMD', noteAab: 'AAB' };

/** An operator who has filled in nothing but profile and country. */
function bare(profile: ProfileName, country: string): SettingsPart {
	const seller = Object.fromEntries(Object.keys(SELLER).map((name) => [name, none]));
	return {
		profile,
		output: 'preview',
		seller: { ...seller, country },
		buyer: { reference: none, endpointId: none },
		payment: { iban: none },
	};
}

/** A document of this year, of a partner in the country. */
function documentIn(country: string): Record<string, unknown> {
	const example = (profile: ProfileName, wanted: string) =>
		requiredTerms(profile, country).find(({ term }) => term === wanted)?.example;
	const vatNumber = example('en16931', 'BT-31');
	const { city, ...partner } = POSTPAID_MNP.bizPartner as { city: string };
	return {
		...POSTPAID_MNP,
		...{ documentDate: '2026-06-30', deliveryDate: '2026-06-30', dueDate: '2026-07-30' },
		bizPartnerCountry: country,
		bizPartner: { ...partner, vatNumber, city: example('cius-ro', 'BT-52') ?? city },
		domesticCurrencyCode: country === 'RO' ? 'RON' : undefined,
	};
}

/** The settings with what is required filled in as the examples say; of several numbers of a seller not BT-29. */
function filledIn(settings: SettingsPart, required: RequiredTerm[]): SettingsPart {
	const sections = { ...settings } as Record<string, Record<string, unknown>>;
	const example = (wanted: string) => required.find(({ term }) => term === wanted)?.example;
	for (const { name, fields } of SECTIONS) {
		for (const { property, terms = [] } of fields) {
			// A preceding invoice is named by its number first.
			if (property.name.endsWith('Attribute') || terms.includes('BT-26')) continue;
			const found = required.find(({ term }) => term === terms[0]);
			if (found && found.term !== 'BT-29')
				sections[name] = { ...sections[name], [property.name]: found.example };
		}
	}
	const { classificationCode: code, classificationList: list, ...invoice } = sections.invoice ?? {};
	const notes = Object.values(NOTES).flatMap((subject) => {
		const text = example(`BT-22-${subject}`);
		return text === undefined ? [] : { subject, text };
	});
	return {
		...sections,
		invoice: { ...invoice, notes, ...(code ? { classification: { code, list } } : {}) },
	} as SettingsPart;
}

describe.each(PROFILE_NAMES)('a preview of %s', (profile) => {
	const own = OWN_COUNTRY[profile];
	const countries = own === undefined ? COUNTRIES : [own];

	it.each(countries)('names everything that a seller in %s lacks at once', async (country) => {
		const { violations } = await ublFile(documentIn(country), bare(profile, country));
		const problems = violations.map(({ problem }) => problem).join('\n');
		const unconditional = requiredTerms(profile, country).filter(({ of }) => of === undefined);
		const unnamed = unconditional.filter(({ term, or, name }) => {
			const isInDocument = !SECTIONS.some(({ fields }) =>
				fields.some(({ terms = [] }) => terms.includes(term)),
			);
			return !isInDocument && or.length === 0 && !problems.includes(`${term} ${name}`);
		});
		expect(unnamed.map(({ term }) => term)).toEqual([]);
	});

	it.each(countries)('finds nothing missing once that is filled in, in %s', async (country) => {
		const required = requiredTerms(profile, country);
		const settings = filledIn(bare(profile, country), required);
		const { violations } = await ublFile(documentIn(country), settings);
		const left = violations.filter(({ rule }) => !OF_THE_DOCUMENT.includes(rule));
		expect(left.map(({ rule, problem }) => `${rule} ${problem}`)).toEqual([]);
	});
});
