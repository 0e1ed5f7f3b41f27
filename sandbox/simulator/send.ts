import type { ServerResponse } from 'node:http';
import { onWire, type AnyFault } from './fault';
import type { Reply } from './reply';

/** What is served in place of the API by faults of the kinds `html` and `redirect`. */
export function replyInPlace(fault: AnyFault | undefined, webPage: string): Reply | undefined {
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
		default:
			return undefined;
	}
}

/** Writes the reply to the wire, the way the fault has it. */
export function send(response: ServerResponse, reply: Reply, fault: AnyFault | undefined): void {
	if (strikesBefore(response, fault)) return;
	const struck = onWire(fault);
	const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
	const whole = Buffer.from(text);
	const half = whole.subarray(0, Math.floor(whole.length / 2));
	const body = struck?.kind === 'truncate' ? half : whole;
	writeHead(response, reply, body.length, 'application/json');
	if (struck?.kind === 'hang') {
		response.write(half);
	} else if (struck?.kind === 'reset') {
		response.write(half, () => response.socket?.resetAndDestroy());
	} else if (struck?.kind === 'drip') {
		drip(response, body, struck);
	} else {
		response.end(body);
	}
}

/** Lets a fault strike that comes before the answer's first byte; whether it did. */
export function strikesBefore(response: ServerResponse, fault: AnyFault | undefined): boolean {
	const struck = onWire(fault);
	if (struck?.kind === 'reset' && !struck.midway) {
		response.socket?.resetAndDestroy();
		return true;
	}
	return struck?.kind === 'hang' && struck.headers === false;
}

export function writeHead(
	response: ServerResponse,
	{ status, headers }: Reply,
	bytes: number,
	type: string,
): void {
	response.writeHead(status, { 'content-type': type, 'content-length': bytes, ...headers });
}

/** Sends the body in small pieces, until all is sent or the caller went away. */
export function drip(
	response: ServerResponse,
	body: Buffer,
	{ bytes = 1, everyMs = 100 }: { bytes?: number; everyMs?: number },
): void {
	let sent = 0;
	const timer = setInterval(() => {
		response.write(body.subarray(sent, sent + bytes));
		sent += bytes;
		if (sent >= body.length) response.end();
	}, everyMs);
	response.on('close', () => clearInterval(timer));
}
