/** Faults on the wire, for any API. */
export type WireFault =
	/** A web page with status 200. */
	| { kind: 'html'; body?: string }
	| { kind: 'redirect'; location: string; status?: number }
	/** The correct answer, `bytes` at a time. */
	| { kind: 'drip'; bytes?: number; everyMs?: number }
	/** The work is done; then only half an answer comes, or with `headers: false` nothing, and it never ends. */
	| { kind: 'hang'; headers?: boolean }
	/** The work is done; the answer stops half-way. */
	| { kind: 'truncate' }
	/** The work is done; the connection is reset before the answer, or in its middle. */
	| { kind: 'reset'; midway?: boolean }
	/** JSON in gzip that unpacks to this many bytes, a thousandth of which goes over the wire. */
	| { kind: 'bomb'; bytes: number }
	/** JSON with this many levels. */
	| { kind: 'deep'; levels: number }
	/** A refusal that quotes the secrets of the call. */
	| EchoFault;

/** How secrets are quoted: unchanged, encoded, or only the first half. */
export const ECHO_FORMS = [
	...(['plain', 'url', 'urlTwice', 'base64', 'base64InLines', 'json', 'html'] as const),
	...(['cut', 'cutAtBothEnds'] as const),
] as const;

/** Where a refusal quotes them; `success` is an answer with 200. */
export const ECHO_PLACES = ['body', 'contentType', 'statusText', 'success'] as const;

export interface EchoFault {
	kind: 'echo';
	form: (typeof ECHO_FORMS)[number];
	place: (typeof ECHO_PLACES)[number];
	/** Default 400. */
	status?: number;
}

/** This status instead of an answer. */
export interface StatusFault {
	kind: 'status';
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
	/** `Retry-After` in seconds. */
	retryAfterSeconds?: number;
	/** `Retry-After` as an HTTP date this many seconds from now. */
	retryAfterDateIn?: number;
}

/** A fault of any vendor: on the wire, or of the vendor's own kinds. */
export interface AnyFault {
	kind: string;
}

/** How often a fault hits; a vendor adds the calls. */
export interface Rule<Fault extends AnyFault> {
	fault: Fault;
	/** This many matching calls succeed first. Default 0. */
	skip?: number;
	/** How many calls it hits; null: all. Default 1. */
	times?: number | null;
}

export const WIRE_FAULT_KINDS = [
	'html',
	'redirect',
	'drip',
	'hang',
	'truncate',
	'reset',
	'bomb',
	'deep',
	'echo',
] as const satisfies Array<WireFault['kind']>;

/** The fault, if it is on the wire. */
export function onWire(fault: AnyFault | undefined): WireFault | undefined {
	return fault && isOnWire(fault) ? fault : undefined;
}

function isOnWire(fault: AnyFault): fault is WireFault {
	return WIRE_FAULT_KINDS.some((kind) => kind === fault.kind);
}
