import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { acceptsGzip } from './acceptEncoding';
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

/** Smaller answers are not worth it. */
const SMALLEST_COMPRESSED = 1024;

/**
 * Writes the reply to the wire, the way the fault has it: what is cut, drips or hangs are the bytes on the
 * wire, compressed or not.
 *
 * @param acceptEncoding the caller's header, for an API that compresses its answers
 */
export function send(
	response: ServerResponse,
	reply: Reply,
	fault: AnyFault | undefined,
	acceptEncoding?: string,
): void {
	if (strikesBefore(response, fault)) return;
	const struck = onWire(fault);
	const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
	const plain = Buffer.from(text);
	const compressed = plain.length >= SMALLEST_COMPRESSED && acceptsGzip(acceptEncoding);
	const whole = compressed ? gzipSync(plain, { level: 1 }) : plain;
	if (compressed) {
		response.setHeader('content-encoding', 'gzip');
		response.setHeader('vary', 'accept-encoding');
	}
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
