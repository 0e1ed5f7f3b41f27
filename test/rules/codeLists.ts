import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathOf, RELEASES, type Release } from './releases';

/** Where the lists of one release go, and the rules or variables of the official file that hold them. */
interface Source {
	release: Release;
	/** Of the release's files, the one with the lists. */
	file: number;
	/** The release whose lists apply if this one has the same. */
	base?: string;
	lists: Record<string, { of: string; nth?: number }>;
}

/** Lists by the rule that holds an invoice to them, or by the variable of the stylesheet that is the list. */
export const CODE_LISTS: Record<string, Source> = {
	en16931: {
		release: RELEASES.en16931,
		file: 0,
		lists: {
			invoiceTypes: { of: 'BR-CL-01' },
			creditNoteTypes: { of: 'BR-CL-01', nth: 1 },
			currencies: { of: 'BR-CL-04' },
			vatPointDates: { of: 'BR-CL-06' },
			noteSubjects: { of: 'BR-CL-08' },
			identifierSchemes: { of: 'BR-CL-11' },
			itemClassifications: { of: 'BR-CL-13' },
			countries: { of: 'BR-CL-14' },
			paymentMeans: { of: 'BR-CL-16' },
			exemptionReasons: { of: 'BR-CL-22' },
			units: { of: 'BR-CL-23' },
			endpointSchemes: { of: 'BR-CL-25' },
			vatPrefixes: { of: 'BR-CO-09' },
		},
	},
	peppol: {
		release: RELEASES.peppol,
		file: 1,
		base: 'en16931',
		lists: {
			invoiceTypes: { of: 'PEPPOL-EN16931-P0100' },
			creditNoteTypes: { of: 'PEPPOL-EN16931-P0101' },
			currencies: { of: '$ISO4217' },
			endpointSchemes: { of: '$eaid' },
			vatPointDates: { of: '$UNCL2005' },
			danishPaymentMeans: { of: 'DK-R-005' },
			dutchPaymentMeans: { of: 'NL-R-008' },
		},
	},
	peppolSelfBilling: {
		release: RELEASES.peppolSelfBilling,
		file: 1,
		base: 'peppol',
		lists: {
			invoiceTypes: { of: 'PEPPOL-EN16931-P0100' },
			creditNoteTypes: { of: 'PEPPOL-EN16931-P0101' },
			currencies: { of: '$ISO4217' },
			endpointSchemes: { of: '$eaid' },
			vatPointDates: { of: '$UNCL2005' },
		},
	},
	romania: {
		release: RELEASES.ciusRo,
		file: 0,
		base: 'en16931',
		lists: {
			nationalTypes: { of: 'BR-RO-020_1' },
			currencies: { of: 'BR-CL-04' },
			noteSubjects: { of: 'BR-CL-08' },
			identifierSchemes: { of: 'BR-CL-11' },
			itemClassifications: { of: 'BR-CL-13' },
			countries: { of: 'BR-CL-14' },
			paymentMeans: { of: 'BR-CL-16' },
			exemptionReasons: { of: 'BR-CL-22' },
			units: { of: 'BR-CL-23' },
			endpointSchemes: { of: 'BR-CL-25' },
			vatPrefixes: { of: 'BR-CO-09' },
			subdivisions: { of: '$ISO-3166-RO-CODES' },
			sectors: { of: '$SECTOR-RO-CODES' },
		},
	},
	serbia: {
		release: RELEASES.serbia,
		file: 0,
		lists: {
			nationalTypes: { of: 'RSR-03' },
		},
	},
	france: {
		release: RELEASES.france,
		file: 0,
		lists: {
			businessProcesses: { of: '$custom:billing-modes' },
			vatRates: { of: '$validRates' },
		},
	},
	croatia: {
		release: RELEASES.croatia,
		file: 0,
		lists: {
			activities: { of: 'HR-BR-CL-2' },
		},
	},
	belgium: {
		release: RELEASES.belgium,
		file: 0,
		base: 'en16931',
		lists: {
			invoiceTypes: { of: 'PEPPOL-EN16931-P0100' },
			creditNoteTypes: { of: 'PEPPOL-EN16931-P0101' },
			currencies: { of: 'BR-CL-04' },
			peppolCurrencies: { of: '$ISO4217' },
			vatPointDates: { of: 'BR-CL-06' },
			noteSubjects: { of: 'BR-CL-08' },
			identifierSchemes: { of: 'BR-CL-10' },
			legalIdSchemes: { of: 'BR-CL-11' },
			itemClassifications: { of: 'BR-CL-13' },
			countries: { of: 'BR-CL-14' },
			paymentMeans: { of: 'BR-CL-16' },
			units: { of: 'BR-CL-23' },
			endpointSchemes: { of: 'BR-CL-25' },
			vatPrefixes: { of: 'BR-CO-09' },
			categoryNames: { of: '$BTCC' },
			reasonCodes: { of: '$BVERC' },
			reasons: { of: '$BVERCText' },
		},
	},
};

/** The lists of an official file, as its makers wrote them. */
export function officialLists(folder: string, name: string): Record<string, string[]> {
	const { release, file, lists } = CODE_LISTS[name];
	const stylesheet = readFileSync(pathOf(folder, release.files[file]), 'utf8');
	return Object.fromEntries(
		Object.entries(lists).map(([list, { of, nth = 0 }]) => {
			const codes = of.startsWith('$')
				? variable(stylesheet, of.slice(1))
				: ruleList(stylesheet, of);
			const found = codes[nth];
			if (!found?.length) throw new Error(`${release.name} has no list at ${of}`);
			return [list, found];
		}),
	);
}

/** The lists that a rule compares with: a text of codes parted by blanks, or single codes. */
function ruleList(stylesheet: string, id: string): string[][] {
	const at = stylesheet.indexOf(`<xsl:attribute name="id">${id}</xsl:attribute>`);
	const start = Math.max(
		stylesheet.lastIndexOf('<svrl:failed-assert', at),
		stylesheet.lastIndexOf('<svrl:successful-report', at),
	);
	const test = unescaped(/ test="([^"]*)"/.exec(stylesheet.slice(start, at))?.[1] ?? '');
	const tokens = [...test.matchAll(/tokenize\('([^']*)'/g)].map(([, codes]) => codes);
	const literals = [...test.matchAll(/'([^']*)'/g)].map(([, literal]) => literal);
	const lists = tokens.length > 0 ? tokens : literals.filter((text) => /\S\s+\S/.test(text));
	if (lists.length > 0) return lists.map((codes) => codes.trim().split(/\s+/));
	return [literals];
}

/** A variable that is a list: `tokenize('AA AB', '\s')`, `tokenize('A a;A b', ';')`, `('AA', 'AB')` or `'AA AB'`. */
function variable(stylesheet: string, name: string): string[][] {
	const select = new RegExp(`<xsl:(?:variable|param)[^>]*name="${name}"[^>]*select="([^"]*)"`);
	const found = unescaped(select.exec(stylesheet)?.[1] ?? '');
	const [, tokens, parting] = /tokenize\(\s*'([^']*)'\s*,\s*'([^']*)'/.exec(found) ?? [];
	if (parting === ';') return [tokens.split(';')];
	const literals = [...found.matchAll(/'([^']+)'/g)].map(([, literal]) => literal);
	const [text] = tokens === undefined && literals.length > 1 ? [] : [tokens ?? literals[0] ?? ''];
	return [text === undefined ? literals : text.trim().split(/\s+/)];
}

function unescaped(attribute: string): string {
	const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
	return attribute.replace(/&(\w+);/g, (_, entity: string) => entities[entity]);
}

const CODES = join(process.cwd(), 'nodes/FinanceXmlBuilder/formats/ubl/codes');

/** The data file with the lists of a release. */
export function dataFile(name: string): string {
	return join(CODES, `${name}.json`);
}

/** The lists of an official file that are not those of its base. */
export function ownLists(folder: string, name: string): Record<string, string[]> {
	const { base } = CODE_LISTS[name];
	const lists = officialLists(folder, name);
	if (base === undefined) return lists;
	const known = { ...officialLists(folder, 'en16931'), ...officialLists(folder, base) };
	const sorted = (codes: string[] | undefined) => [...(codes ?? [])].sort().join(' ');
	return Object.fromEntries(
		Object.entries(lists).filter(([list, codes]) => sorted(known[list]) !== sorted(codes)),
	);
}
