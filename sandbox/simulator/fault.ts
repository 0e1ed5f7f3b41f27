/** What goes wrong on the way to the caller, whichever API answers. */
export type WireFault =
	/** A web page with status 200. */
	| { kind: 'html'; body?: string }
	| { kind: 'redirect'; location: string; status?: number }
	/** The right answer, `bytes` at a time. */
	| { kind: 'drip'; bytes?: number; everyMs?: number }
	/** The work is done; then half an answer, or with `headers: false` nothing of it, for ever. */
	| { kind: 'hang'; headers?: boolean }
	/** The work is done; the answer stops half-way. */
	| { kind: 'truncate' }
	/** The work is done; the connection is reset before the answer, or in its middle. */
	| { kind: 'reset'; midway?: boolean };

/** A fault of any vendor: one on the wire, or one of the vendor's own kinds. */
export interface AnyFault {
	kind: string;
}

/** How often a fault strikes; a vendor adds which calls. */
export interface Rule<Fault extends AnyFault> {
	fault: Fault;
	/** This many fitting calls are answered well first. Default 0. */
	skip?: number;
	/** How many calls it strikes; null: all. Default 1. */
	times?: number | null;
}

export const WIRE_FAULT_KINDS = [
	'html',
	'redirect',
	'drip',
	'hang',
	'truncate',
	'reset',
] as const satisfies Array<WireFault['kind']>;

/** The fault where it is one on the wire. */
export function onWire(fault: AnyFault | undefined): WireFault | undefined {
	return fault && isOnWire(fault) ? fault : undefined;
}

function isOnWire(fault: AnyFault): fault is WireFault {
	return WIRE_FAULT_KINDS.some((kind) => kind === fault.kind);
}
