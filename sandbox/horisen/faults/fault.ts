import type { Rule, StatusFault, WireFault } from '../../simulator/fault';
import type { RouteName } from '../call';
import type { HorisenData } from '../data/data';

/** What goes wrong with a call. `README.md` shows one example of each. */
export type Fault =
	| WireFault
	| StatusFault
	/** All tokens end just before the call. */
	| { kind: 'expireTokens' }
	/** `page_number` is ignored: always page 1. */
	| { kind: 'ignorePaging' }
	/** The previous page again, under the requested number. */
	| { kind: 'pageAgain' }
	/** The page's first row is the last one of the page before. */
	| { kind: 'repeatRow' }
	| { kind: 'wrongCurrentPage'; currentPage: number }
	/** `meta.pagination.total` is off by this many. */
	| { kind: 'lyingTotal'; by: number }
	/** New rows for every page number: the list never ends. */
	| { kind: 'endlessPages'; total: number }
	/** After the page is served, a new row is put in front of all others. */
	| { kind: 'insertRow' }
	/** After the page is served, its first row is removed. */
	| { kind: 'removeRow' }
	/** The work is done; the answer comes when the promise resolves. In-process only. */
	| { kind: 'hold'; until: Promise<unknown> }
	/** After the page is served, this changes the data. In-process only. */
	| { kind: 'afterPage'; change(data: HorisenData): void };

/** The calls that a fault hits. All given fields must match. */
export interface FaultRule extends Rule<Fault> {
	/** One call, or several; any if absent. */
	route?: RouteName | RouteName[];
	/** The invoice id in the path. */
	invoiceId?: number;
	/** The requested page. */
	page?: number;
}
