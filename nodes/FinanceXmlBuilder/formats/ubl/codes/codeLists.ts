import belgium from './belgium.json';
import croatia from './croatia.json';
import en16931 from './en16931.json';
import france from './france.json';
import peppol from './peppol.json';
import peppolSelfBilling from './peppolSelfBilling.json';
import romania from './romania.json';
import serbia from './serbia.json';

type Codes = ReadonlySet<string>;

/**
 * Codes of a release of rules. `npm run rules -- --codes` makes the data files from the official ones; a release does
 * not repeat a list that it takes unchanged from EN 16931.
 */
export interface CodeLists extends Readonly<
	Record<Exclude<keyof typeof en16931.lists, 'exemptionReasons'>, Codes>
> {
	/** VATEX; undefined if a release has its own reasons instead. */
	readonly exemptionReasons?: Codes;
	/** For BT-30 and BT-47, if they differ from those of other identifiers. */
	readonly legalIdSchemes?: Codes;
}

function sets<List extends string>(lists: Record<List, string[]>): Record<List, Set<string>> {
	const entries = Object.entries<string[]>(lists).map(([name, codes]) => [name, new Set(codes)]);
	return Object.fromEntries(entries) as Record<List, Set<string>>;
}

export const EN16931_CODES = sets(en16931.lists) satisfies CodeLists;

/** With the payment means of Denmark and the Netherlands. */
export const PEPPOL_CODES = { ...EN16931_CODES, ...sets(peppol.lists) } satisfies CodeLists;
export const SELF_BILLING_CODES = {
	...PEPPOL_CODES,
	...sets(peppolSelfBilling.lists),
} satisfies CodeLists;

/** With regions of Romania and the sectors of Bucharest. */
export const ROMANIA_CODES = { ...EN16931_CODES, ...sets(romania.lists) } satisfies CodeLists;

/** With the invoice types of SEF. */
export const SERBIA_CODES = { ...EN16931_CODES, ...sets(serbia.lists) } satisfies CodeLists;

/** With the business processes and the VAT rates of France. */
export const FRANCE_CODES = { ...EN16931_CODES, ...sets(france.lists) } satisfies CodeLists;

/** With KPD, Croatia's classification of activities. */
export const CROATIA_CODES = { ...EN16931_CODES, ...sets(croatia.lists) } satisfies CodeLists;

/** With Belgium's names of VAT categories, and its reasons for exemption with their codes, in one order. */
export const BELGIUM_CODES = {
	...EN16931_CODES,
	...sets(belgium.lists),
	exemptionReasons: undefined,
} satisfies CodeLists;

/** The releases of the lists. */
export const RELEASES = {
	en16931: en16931.release,
	peppol: peppol.release,
	peppolSelfBilling: peppolSelfBilling.release,
	romania: romania.release,
	serbia: serbia.release,
	france: france.release,
	croatia: croatia.release,
	belgium: belgium.release,
};
