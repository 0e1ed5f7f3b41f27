import type { ServerResponse } from 'node:http';
import type { Reply } from '../call';
import type { Fault } from './fault';

const WEB_PAGE = '<!DOCTYPE html><html><body><h1>Please log in</h1></body></html>';

/** The reply that a fault gives instead of the method's, or undefined where the method answers itself. */
export function replyInstead(fault: Fault | undefined): Reply | undefined {
	switch (fault?.kind) {
		case 'status': {
			const { status, headers, body = { code: status, message: 'Something went wrong.' } } = fault;
			return { status, headers, body };
		}
		case 'code': {
			const { code, message = 'Something went wrong.' } = fault;
			return { status: 200, body: { code, message } };
		}
		case 'html':
			return {
				status: 200,
				headers: { 'content-type': 'text/html; charset=utf-8' },
				body: WEB_PAGE,
			};
		case 'redirect':
			return { status: fault.status ?? 302, headers: { location: fault.location }, body: '' };
		default:
			return undefined;
	}
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
