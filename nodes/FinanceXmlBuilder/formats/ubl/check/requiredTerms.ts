import { PROFILES, type ProfileName } from '../profile';
import { holding, type Parties } from './ruleSet';
import { type Term, termFacts } from './terms';

/** A term that a profile requires of a seller's invoices. */
export interface RequiredTerm {
	/** Its number in EN 16931, with `-1` for the scheme of an identifier, e.g. `BT-34-1`. */
	term: Term;
	/** E.g. `Seller electronic address`. */
	name: string;
	/** The rule that requires it. */
	rule: string;
	/** An example in the country. */
	example: string;
	/** Alternative terms, any of which is enough. */
	or: Term[];
	/** The invoices that require it, e.g. `credit notes`; undefined: all. */
	of?: string;
}

/**
 * The terms that a profile and the seller's country require, each once, for the form and the preview. The check covers
 * more: sums, codes, terms that depend on each other.
 *
 * @param sellerCountry alpha-2; without it, no national rules
 * @param buyerCountry alpha-2; without it, that of the seller, whose rules require most domestically
 */
export function requiredTerms(
	profile: ProfileName,
	sellerCountry?: string,
	buyerCountry: string | undefined = sellerCountry,
): RequiredTerm[] {
	const parties: Parties = { seller: { country: sellerCountry }, buyer: { country: buyerCountry } };
	const countries = { seller: sellerCountry, buyer: buyerCountry };
	const found = new Map<Term, RequiredTerm>();
	for (const { requires = [] } of holding(PROFILES[profile], parties)) {
		for (const { rule, terms, when } of requires) {
			for (const term of terms) {
				const known = found.get(term);
				const or = terms.filter((other) => other !== term);
				const of = when?.of;
				if (known && strictness(known) >= strictness({ or, of })) continue;
				const { name, example } = termFacts(term);
				found.set(term, { term, name, rule, example: example(countries), or, of });
			}
		}
	}
	return [...found.values()];
}

/** If two rules require a term, the one that applies to more invoices and leaves no choice counts. */
function strictness({ or, of }: Pick<RequiredTerm, 'or' | 'of'>): number {
	return (of === undefined ? 2 : 0) + (or.length === 0 ? 1 : 0);
}
