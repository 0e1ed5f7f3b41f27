import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { acceptsGzip } from './acceptEncoding';
import { onWire, type AnyFault } from './fault';
import type { Reply } from './reply';

/** Smaller answers are not compressed. */
const SMALLEST_COMPRESSED = 1024;

/**
 * Writes the reply to the wire with its fault: cutting, dripping and hanging apply to the bytes on the wire, compressed
 * or not.
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
	const plain = bytesOf(reply.body);
	const isPacked = reply.headers?.['content-encoding'] !== undefined;
	const compressed =
		!isPacked && plain.length >= SMALLEST_COMPRESSED && acceptsGzip(acceptEncoding);
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

function bytesOf(body: unknown): Buffer {
	if (Buffer.isBuffer(body)) return body;
	return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Applies a fault that comes before the answer's first byte; returns whether it did. */
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
	{ status, statusText, headers }: Reply,
	bytes: number,
	type: string,
): void {
	const written = { 'content-type': type, 'content-length': bytes, ...headers };
	if (statusText === undefined) response.writeHead(status, written);
	else response.writeHead(status, statusText, written);
}

/** Sends the body in small pieces, until it is complete or the caller is gone. */
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
