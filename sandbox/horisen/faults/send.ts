import type { ServerResponse } from 'node:http';
import type { Reply, Route } from '../call';
import { ApiError } from '../errors';
import type { Fault } from './fault';

const WEB_PAGE = '<!DOCTYPE html><html><body><h1>We will be back soon</h1></body></html>';

/** The reply that a fault gives instead of the API's, or undefined where the API answers itself. */
export function replyInstead(fault: Fault | undefined, { refuse }: Route): Reply | undefined {
	switch (fault?.kind) {
		case 'status':
			return {
				status: fault.status,
				headers: { ...retryAfter(fault), ...fault.headers },
				body: fault.body ?? refuse(errorOfStatus(fault.status)).body,
			};
		case 'html':
			return {
				status: 200,
				headers: { 'content-type': 'text/html; charset=utf-8' },
				body: fault.body ?? WEB_PAGE,
			};
		case 'redirect':
			return { status: fault.status ?? 302, headers: { location: fault.location }, body: '' };
		default:
			return undefined;
	}
}

/** What the vendor's body says where the fault gives none. Its 429 is not published. */
function errorOfStatus(status: number): ApiError {
	return status === 429
		? new ApiError(status, 'TOO_MANY_REQUESTS', 'Too many requests.')
		: new ApiError(status, 'INT_APP_ERROR', 'Internal server error.');
}

function retryAfter(fault: Fault & { kind: 'status' }): Record<string, string> {
	if (fault.retryAfterSeconds !== undefined) {
		return { 'retry-after': String(fault.retryAfterSeconds) };
	}
	if (fault.retryAfterDateIn !== undefined) {
		const date = new Date(Date.now() + fault.retryAfterDateIn * 1000);
		return { 'retry-after': date.toUTCString() };
	}
	return {};
}

/** Writes the reply to the wire, the way the fault has it. Text bodies go as they are, others as JSON. */
export function send(response: ServerResponse, reply: Reply, fault: Fault | undefined): void {
	const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
	const whole = Buffer.from(text);
	const half = whole.subarray(0, Math.floor(whole.length / 2));
	const body = fault?.kind === 'truncate' ? half : whole;
	if (fault?.kind === 'reset' && !fault.midway) {
		response.socket?.resetAndDestroy();
		return;
	}
	if (fault?.kind === 'hang' && fault.headers === false) return;
	response.writeHead(reply.status, {
		'content-type': 'application/json',
		'content-length': body.length,
		...reply.headers,
	});
	if (fault?.kind === 'hang') {
		response.write(half);
	} else if (fault?.kind === 'reset') {
		response.write(half, () => response.socket?.resetAndDestroy());
	} else if (fault?.kind === 'drip') {
		drip(response, body, fault.bytes ?? 1, fault.everyMs ?? 100);
	} else {
		response.end(body);
	}
}

function drip(response: ServerResponse, body: Buffer, bytes: number, everyMs: number): void {
	let sent = 0;
	const timer = setInterval(() => {
		response.write(body.subarray(sent, sent + bytes));
		sent += bytes;
		if (sent >= body.length) response.end();
	}, everyMs);
	response.on('close', () => clearInterval(timer));
}
