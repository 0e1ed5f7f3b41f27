import type { ServerResponse } from 'node:http';
import { isFileBody, type FileBody, type Reply } from '../call';
import { ApiError, refusal } from '../errors';
import type { Fault } from './fault';

const WEB_PAGE = '<!DOCTYPE html><html><body><h1>Sign in</h1></body></html>';

/** The reply that a fault gives instead of the API's, or undefined where the API answers itself. */
export function replyInstead(fault: Fault | undefined): Reply | undefined {
	switch (fault?.kind) {
		case 'status': {
			const made = refusal(new ApiError(fault.status, fault.status * 1000, 'Injected fault'));
			const { retryAfterSeconds: seconds } = fault;
			return {
				status: fault.status,
				headers: {
					...(seconds === undefined ? {} : { 'retry-after': String(seconds) }),
					...fault.headers,
				},
				body: fault.body ?? made.body,
			};
		}
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

/** Writes the reply to the wire, the way the fault has it. */
export async function send(
	response: ServerResponse,
	reply: Reply,
	fault: Fault | undefined,
): Promise<void> {
	if (fault?.kind === 'reset' && !fault.midway) {
		response.socket?.resetAndDestroy();
		return;
	}
	if (fault?.kind === 'hang' && fault.headers === false) return;
	if (isFileBody(reply.body)) await sendFile(response, reply, reply.body, fault);
	else sendText(response, reply, fault);
}

/** Text bodies go as they are, others as JSON. */
function sendText(response: ServerResponse, reply: Reply, fault: Fault | undefined): void {
	const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
	const whole = Buffer.from(text);
	const half = whole.subarray(0, Math.floor(whole.length / 2));
	const body = fault?.kind === 'truncate' ? half : whole;
	writeHead(response, reply, body.length, 'application/json');
	if (fault?.kind === 'hang') response.write(half);
	else if (fault?.kind === 'reset') response.write(half, () => response.socket?.resetAndDestroy());
	else if (fault?.kind === 'drip') drip(response, body, fault.bytes ?? 1, fault.everyMs ?? 100);
	else response.end(body);
}

/** Sends a file chunk by chunk, as fast as the caller takes it. */
async function sendFile(
	response: ServerResponse,
	reply: Reply,
	file: FileBody,
	fault: Fault | undefined,
): Promise<void> {
	writeHead(response, reply, file.bytes, 'text/csv');
	if (fault?.kind === 'drip') {
		const whole = Buffer.from([...file.lines()].join(''));
		drip(response, whole, fault.bytes ?? 1, fault.everyMs ?? 100);
		return;
	}
	const isCut = fault?.kind === 'hang' || fault?.kind === 'truncate' || fault?.kind === 'reset';
	let left = isCut ? Math.floor(file.bytes / 2) : file.bytes;
	for (const chunk of file.lines()) {
		const bytes = Buffer.from(chunk).subarray(0, left);
		left -= bytes.length;
		if (!response.write(bytes)) await roomIn(response);
		if (response.destroyed || left === 0) break;
	}
	if (fault?.kind === 'hang') return;
	if (fault?.kind === 'truncate') response.socket?.end();
	else if (fault?.kind === 'reset') response.socket?.resetAndDestroy();
	else response.end();
}

/** Until the caller has taken what was written, or went away. */
function roomIn(response: ServerResponse): Promise<void> {
	return new Promise((resolve) => {
		const done = () => {
			response.off('drain', done);
			response.off('close', done);
			resolve();
		};
		response.once('drain', done);
		response.once('close', done);
	});
}

function writeHead(response: ServerResponse, reply: Reply, bytes: number, type: string): void {
	response.writeHead(reply.status, {
		'content-type': type,
		'content-length': bytes,
		...reply.headers,
	});
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
