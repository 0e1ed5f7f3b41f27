import type { Rule, WireFault } from '../../simulator/fault';
import type { RouteName } from '../call';

/**
 * What goes wrong with a call. `README.md` shows one example of each. A file that is truncated has fewer
 * bytes than were announced.
 */
export type Fault =
	| WireFault
	/** This status instead of an answer. */
	| {
			kind: 'status';
			status: number;
			body?: unknown;
			headers?: Record<string, string>;
			/** `Retry-After` in seconds. */
			retryAfterSeconds?: number;
	  }
	/** All sessions end just before the call. */
	| { kind: 'expireSessions' };

/** Which calls a fault strikes. Everything that is given must fit. */
export interface FaultRule extends Rule<Fault> {
	/** One call, or several; any where absent. */
	route?: RouteName | RouteName[];
	/** The path of the file that is downloaded. */
	filepath?: string;
}
