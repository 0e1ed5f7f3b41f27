import { WIRE_FAULT_KINDS, type Rule, type WireFault } from '../../simulator/fault';
import type { MethodName } from '../call';

/** What goes wrong with a call. `README.md` shows one example of each. */
export type Fault =
	| WireFault
	/** This status instead of an answer. `carriedOut`: after the method did its work. */
	| {
			kind: 'status';
			status: number;
			body?: unknown;
			headers?: Record<string, string>;
			carriedOut?: boolean;
	  }
	/** HTTP 200, with this code in the envelope; nothing is changed. */
	| { kind: 'code'; code: number; message?: string };

/** All kinds, for calls from another process. */
export const FAULT_KINDS: ReadonlyArray<Fault['kind']> = ['status', 'code', ...WIRE_FAULT_KINDS];

/** Which calls a fault strikes. Everything that is given must fit. */
export interface FaultRule extends Rule<Fault> {
	method?: MethodName;
	accountNumber?: string;
}
