import { all } from 'iso-3166-1';
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { hasOwnExamples } from '../check/examples';
import { requiredTerms } from '../check/requiredTerms';
import { holding } from '../check/ruleSet';
import { type Term, termFacts } from '../check/terms';
import { plainName } from '../plainName';
import { PROFILES, type ProfileName } from '../profile';
import { COUNTRY_BY_CODE } from '../ublSettings';
import type { FormField, FormSection } from './formField';

const PROFILE_NAMES = Object.keys(PROFILES) as ProfileName[];

/** Values of *Seller Country* with the same form. */
interface Choice {
	values: string[];
	/** Undefined for all countries without their own rules and examples, and if the form does not know the country. */
	country?: string;
	/** The required terms there, by profile. */
	required: ReadonlyMap<ProfileName, ReadonlySet<Term>>;
}

/** Values without a known country. */
const UNKNOWN = ['', COUNTRY_BY_CODE];
const COUNTRIES = [...all().map(({ alpha2 }) => alpha2), '1A'];
const VALUES = [...UNKNOWN, ...COUNTRIES];

const CHOICES = choices();

function choices(): readonly Choice[] {
	const ordinary = ruleCount(undefined);
	const own = COUNTRIES.filter(
		(country) => hasOwnExamples(country) || ruleCount(country) !== ordinary,
	);
	const others = COUNTRIES.filter((country) => !own.includes(country));
	return [
		choiceOf([...UNKNOWN, ...others], undefined),
		...own.map((country) => choiceOf([country], country)),
	];
}

/** How many rule sets apply to a seller in all profiles; national ones are additional. */
function ruleCount(country: string | undefined): number {
	const parties = { seller: { country }, buyer: { country } };
	return PROFILE_NAMES.flatMap((profile) => holding(PROFILES[profile], parties)).length;
}

function choiceOf(values: string[], country: string | undefined): Choice {
	return {
		values,
		country,
		required: new Map(PROFILE_NAMES.map((profile) => [profile, requiredBy(profile, country)])),
	};
}

/** The first of alternative terms. */
function requiredBy(profile: ProfileName, country: string | undefined): ReadonlySet<Term> {
	const required = new Set<Term>();
	for (const { term, or } of requiredTerms(profile, country)) {
		if (!or.some((other) => required.has(other))) required.add(term);
	}
	return required;
}

/** Countries in which the same profiles require a field, with the same example. */
interface Group {
	profiles: ProfileName[];
	example?: string;
	countries: string[];
}

/**
 * The properties of a section. Fields that the profile and the country require show directly, with an example of that
 * country; optional ones are in the collection. `displayOptions` alone controls this, so each field exists once for any
 * profile and country.
 */
export function fieldsOf(section: FormSection): {
	plain: INodeProperties[];
	added: INodeProperties;
} {
	return {
		plain: section.fields.flatMap((field) => plainFields(section, field)),
		added: {
			displayName: section.displayName,
			name: section.name,
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description: section.description,
			options: section.fields
				.flatMap(addedFields)
				.sort((one, other) => one.displayName.localeCompare(other.displayName, 'en')),
		},
	};
}

function plainFields({ name, prefix }: FormSection, field: FormField): INodeProperties[] {
	const { property, show } = field;
	return groupsOf(field, exampleOf)
		.filter(({ profiles }) => profiles.length > 0)
		.map(({ profiles, example, countries }) => ({
			...property,
			name: plainName(name, property.name),
			displayName: prefix ? `${prefix} ${property.displayName}` : property.displayName,
			...(example === undefined ? {} : { placeholder: `e.g. ${example}` }),
			displayOptions: shownFor(profiles, countries, '', show),
		}));
}

function addedFields(field: FormField): INodeProperties[] {
	return groupsOf(field, () => undefined).flatMap(({ profiles, countries }) => {
		const others = (field.profiles ?? PROFILE_NAMES).filter(
			(profile) => !profiles.includes(profile),
		);
		if (others.length === 0) return [];
		const displayOptions = shownFor(others, countries, '/');
		return Object.keys(displayOptions).length === 0
			? field.property
			: { ...field.property, displayOptions };
	});
}

function groupsOf(
	field: FormField,
	example: (field: FormField, country: string | undefined) => string | undefined,
): Group[] {
	const groups = new Map<string, Group>();
	for (const choice of CHOICES) {
		const profiles = PROFILE_NAMES.filter((profile) => isAskedFor(field, profile, choice));
		const shown = example(field, choice.country);
		const key = `${profiles.join()} ${shown}`;
		const group = groups.get(key) ?? { profiles, example: shown, countries: [] };
		group.countries.push(...choice.values);
		groups.set(key, group);
	}
	return [...groups.values()];
}

function isAskedFor(
	{ terms, always, profiles }: FormField,
	profile: ProfileName,
	{ country, required }: Choice,
): boolean {
	if (profiles?.includes(profile) === false) return false;
	if (always === true || always?.(profile, country)) return true;
	return terms !== undefined && required.get(profile)?.has(terms[0]) === true;
}

/** An example of its first term in the country, unless the field has its own example. */
function exampleOf(
	{ property, terms }: FormField,
	country: string | undefined,
): string | undefined {
	if (property.placeholder !== undefined || !terms) return undefined;
	return termFacts(terms[0]).example({ seller: country, buyer: country });
}

/**
 * The country comes first: if a condition depends on an expression, as the profile may, n8n shows the field without
 * checking the conditions after it.
 *
 * @param root path from the field to the form's own fields
 */
function shownFor(
	profiles: ProfileName[],
	countries: string[],
	root: '' | '/',
	more?: Record<string, string[]>,
): IDisplayOptions {
	const show = {
		...(countries.length === VALUES.length ? {} : { [`${root}sellerCountry`]: countries }),
		...(profiles.length === PROFILE_NAMES.length ? {} : { [`${root}profile`]: profiles }),
		...more,
	};
	return Object.keys(show).length === 0 ? {} : { show };
}
