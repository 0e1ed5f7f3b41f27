import {
	WIRE_FAULT_KINDS,
	type Rule,
	type StatusFault,
	type WireFault,
} from '../../simulator/fault';
import type { MethodName } from '../call';

/** What goes wrong with a call. `README.md` shows one example of each. */
export type Fault =
	| WireFault
	/** `carriedOut`: after the method has done its work. */
	| (StatusFault & { carriedOut?: boolean })
	/** HTTP 200 with this code in the envelope; nothing is changed. */
	| { kind: 'code'; code: number; message?: string };

/** All kinds, for calls from another process. */
export const FAULT_KINDS: ReadonlyArray<Fault['kind']> = ['status', 'code', ...WIRE_FAULT_KINDS];

/** The calls that a fault hits. All given fields must match. */
export interface FaultRule extends Rule<Fault> {
	method?: MethodName;
	accountNumber?: string;
}
