import { FaultRules } from '../../simulator/faultRules';
import type { RouteName } from '../call';
import type { Fault, FaultRule } from './fault';

/** The fields that a rule matches. */
export interface FaultTarget {
	route: RouteName;
	invoiceId?: string;
	query: URLSearchParams;
}

export class Faults extends FaultRules<FaultRule, FaultTarget> {
	constructor() {
		super(fits);
	}
}

/** Listings whose rows are stored. */
const KEPT: RouteName[] = ['documents', 'customerTraffic', 'controlTraffic'];

const LISTINGS: RouteName[] = [...KEPT, 'priceLists', 'rates'];

/** Faults that only a listing can have. */
const LISTING_FAULTS: ReadonlySet<Fault['kind']> = new Set([
	'ignorePaging',
	'pageAgain',
	'repeatRow',
	'wrongCurrentPage',
	'lyingTotal',
	'endlessPages',
	'afterPage',
]);

/** Rates are computed for a date: `afterPage` changes their price list. */
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
