import type { AnyFault } from './fault';

/** A simulator's answer. Text and buffers are sent unchanged, other values as JSON. */
export interface Reply {
	status: number;
	/** Replaces the usual text of the status. */
	statusText?: string;
	headers?: Record<string, string>;
	body: unknown;
}

/** A reply with the call's fault, which may also act while the reply is sent. */
export interface Answered<Fault extends AnyFault> {
	reply: Reply;
	fault?: Fault;
}
