import type { InvoiceHeader } from '../invoice';
import type { Requirement, RuleSet } from './ruleSet';
import { type Term, termFacts } from './terms';
import type { Violation } from './violation';

/** The required terms that the invoice lacks, each once. */
export function checkRequired(header: InvoiceHeader, ruleSets: readonly RuleSet[]): Violation[] {
	const named = new Set<string>();
	return ruleSets
		.flatMap(({ requires = [] }) => requires)
		.filter((requirement) => isMissing(header, requirement))
		.filter(({ terms }) => {
			const key = terms.join();
			const isNew = !named.has(key);
			named.add(key);
			return isNew;
		})
		.map(({ rule, terms }) => violationOf(header, rule, terms));
}

function isMissing(header: InvoiceHeader, { terms, when }: Requirement): boolean {
	if (when && !when.holds(header)) return false;
	return !terms.some((term) => termFacts(term).of(header));
}

/** If a custom attribute of the partner may hold the term, the fix is to add it. */
function violationOf(header: InvoiceHeader, rule: string, terms: readonly Term[]): Violation {
	const facts = terms.map((term) => termFacts(term));
	const names = terms.map((term, index) => `${term} ${facts[index].name}`).join(' or ');
	const field = [...new Set(facts.map((one) => one.field(header)))].join(', or ');
	const countries = { seller: header.seller.country, buyer: header.buyer.country };
	const fill = `ill in ${field}, e.g. ${facts[0].example(countries)}.`;
	const absent = facts.flatMap((one) => one.absent?.(header) ?? []);
	if (absent.length === 0) {
		return { rule, field, problem: `${names} is missing`, fix: `F${fill}` };
	}
	const attributes = absent.map((name) => JSON.stringify(name)).join(' or ');
	return {
		rule,
		field,
		problem: `${names} is missing: the partner has no custom attribute ${attributes}`,
		fix: `Add it to the partner in the source system, or f${fill}`,
	};
}
