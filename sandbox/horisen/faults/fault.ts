import type { Rule, WireFault } from '../../simulator/fault';
import type { RouteName } from '../call';
import type { HorisenData } from '../data/data';

/** What goes wrong with a call. `README.md` shows one example of each. */
export type Fault =
	| WireFault
	/** This status instead of an answer; nothing is changed. */
	| {
			kind: 'status';
			status: number;
			body?: unknown;
			headers?: Record<string, string>;
			/** `Retry-After` in seconds. */
			retryAfterSeconds?: number;
			/** `Retry-After` as an HTTP date this many seconds from now. */
			retryAfterDateIn?: number;
	  }
	/** All tokens end just before the call. */
	| { kind: 'expireTokens' }
	/** `page_number` is ignored: always page 1. */
	| { kind: 'ignorePaging' }
	/** The page before once more, under the number that was asked for. */
	| { kind: 'pageAgain' }
	/** The page's first row is the last one of the page before. */
	| { kind: 'repeatRow' }
	| { kind: 'wrongCurrentPage'; currentPage: number }
	/** `meta.pagination.total` is off by this many. */
	| { kind: 'lyingTotal'; by: number }
	/** After the page is served, a new row is put in front of all others. */
	| { kind: 'insertRow' }
	/** After the page is served, its first row is removed. */
	| { kind: 'removeRow' }
	/** The work is done; the answer comes when the promise is kept. In-process only. */
	| { kind: 'hold'; until: Promise<unknown> }
	/** After the page is served, this changes the data. In-process only. */
	| { kind: 'afterPage'; change(data: HorisenData): void };

/** Which calls a fault strikes. Everything that is given must fit. */
export interface FaultRule extends Rule<Fault> {
	/** One call, or several; any where absent. */
	route?: RouteName | RouteName[];
	/** The invoice id in the path. */
	invoiceId?: number;
	/** The page that is asked for. */
	page?: number;
}
