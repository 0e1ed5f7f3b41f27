import type { RouteName } from '../call';
import type { Fault, FaultRule } from './fault';

interface ActiveRule extends FaultRule {
	id: number;
	/** Fitting calls so far. */
	seen: number;
}

/** What a rule is matched against. */
export interface FaultTarget {
	route: RouteName;
	invoiceId?: string;
	query: URLSearchParams;
}

/** The faults that are to strike, in the order they were injected: the first that fits a call is taken. */
export class Faults {
	private rules: ActiveRule[] = [];
	private lastId = 0;

	/** @returns an id for `remove` */
	inject(rule: FaultRule): number {
		this.lastId += 1;
		this.rules.push({ ...rule, id: this.lastId, seen: 0 });
		return this.lastId;
	}

	remove(id: number): void {
		this.rules = this.rules.filter((rule) => rule.id !== id);
	}

	clear(): void {
		this.rules = [];
	}

	/** The fault that strikes this call, if any; counts it. */
	take(target: FaultTarget): Fault | undefined {
		for (const rule of this.rules) {
			if (!fits(rule, target)) continue;
			const { skip = 0, times = 1 } = rule;
			rule.seen += 1;
			if (rule.seen > skip && (times === null || rule.seen <= skip + times)) return rule.fault;
		}
		return undefined;
	}
}

/** Listings whose rows are kept as they are served. */
const KEPT: RouteName[] = ['documents', 'customerTraffic', 'controlTraffic'];

const LISTINGS: RouteName[] = [...KEPT, 'priceLists', 'rates'];

/** What only a listing can suffer. */
const LISTING_FAULTS: ReadonlySet<Fault['kind']> = new Set([
	'ignorePaging',
	'pageAgain',
	'repeatRow',
	'wrongCurrentPage',
	'lyingTotal',
	'afterPage',
]);

/** Rates are computed for a date: `afterPage` changes the price list that they are of. */
const ROW_FAULTS: ReadonlySet<Fault['kind']> = new Set(['insertRow', 'removeRow']);

function fits(rule: FaultRule, { route, invoiceId, query }: FaultTarget): boolean {
	if (LISTING_FAULTS.has(rule.fault.kind) && !LISTINGS.includes(route)) return false;
	if (ROW_FAULTS.has(rule.fault.kind) && !KEPT.includes(route)) return false;
	if (rule.route !== undefined && ![rule.route].flat().includes(route)) return false;
	if (rule.invoiceId !== undefined && String(rule.invoiceId) !== invoiceId) return false;
	return rule.page === undefined || String(rule.page) === askedPage(query);
}

function askedPage(query: URLSearchParams): string {
	return query.get('paging')?.split(',')[0] ?? query.get('page_number') ?? '1';
}
