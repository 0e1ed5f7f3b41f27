import type { Rule, StatusFault, WireFault } from '../../simulator/fault';
import type { RouteName } from '../call';

/**
 * What goes wrong with a call. `README.md` shows one example of each. A truncated file has fewer bytes than announced.
 */
export type Fault =
	| WireFault
	| StatusFault
	/** All sessions end just before the call. */
	| { kind: 'expireSessions' };

/** The calls that a fault hits. All given fields must match. */
export interface FaultRule extends Rule<Fault> {
	/** One call, or several; any if absent. */
	route?: RouteName | RouteName[];
	/** The path of the downloaded file. */
	filepath?: string;
}
