import { gzipSync } from 'node:zlib';
import { echo } from './echo';
import { onWire, type AnyFault, type StatusFault, type WireFault } from './fault';
import type { Reply } from './reply';
import type { ReceivedCall } from './server';

/** The shape of a vendor's refusals. */
export interface Refusals {
	/** The page at the address instead of the API. */
	webPage: string;
	/** The body of a refusal with this status. */
	errorBody(status: number): unknown;
}

/** The fault's reply instead of the API's, or undefined if the API answers. */
export function replyInstead(
	fault: AnyFault | undefined,
	call: ReceivedCall,
	{ webPage, errorBody }: Refusals,
): Reply | undefined {
	if (isStatus(fault)) {
		const { status, body = errorBody(status) } = fault;
		return { status, headers: { ...retryAfter(fault), ...fault.headers }, body };
	}
	const struck = onWire(fault);
	switch (struck?.kind) {
		case 'html':
			return {
				status: 200,
				headers: { 'content-type': 'text/html; charset=utf-8' },
				body: struck.body ?? webPage,
			};
		case 'redirect':
			return { status: struck.status ?? 302, headers: { location: struck.location }, body: '' };
		case 'bomb':
			return bomb(struck);
		case 'deep':
			return { status: 200, body: '['.repeat(struck.levels) + ']'.repeat(struck.levels) };
		case 'echo':
			return echo(struck, call, errorBody(struck.status ?? 400));
		default:
			return undefined;
	}
}

function isStatus(fault: AnyFault | undefined): fault is StatusFault {
	return fault?.kind === 'status';
}

function retryAfter({ retryAfterSeconds, retryAfterDateIn }: StatusFault): Record<string, string> {
	if (retryAfterSeconds !== undefined) return { 'retry-after': String(retryAfterSeconds) };
	if (retryAfterDateIn === undefined) return {};
	const date = new Date(Date.now() + retryAfterDateIn * 1000);
	return { 'retry-after': date.toUTCString() };
}

const MEMBER_BYTES = 1024 * 1024;

/** Consecutive gzip members; the middle one is made once. */
function bomb({ bytes }: WireFault & { kind: 'bomb' }): Reply {
	const member = gzipSync(Buffer.alloc(MEMBER_BYTES, 'a'));
	const members = Array.from({ length: Math.ceil(bytes / MEMBER_BYTES) }, () => member);
	return {
		status: 200,
		headers: { 'content-encoding': 'gzip' },
		body: Buffer.concat([gzipSync('["'), ...members, gzipSync('"]')]),
	};
}
