import type { ServerResponse } from 'node:http';
import type { Reply } from '../../simulator/reply';
import { drip, send, strikesBefore, writeHead } from '../../simulator/send';
import { isFileBody, type FileBody } from '../call';
import type { Fault } from './fault';

/** Writes a reply to the wire with its fault: a file, or any other answer. @param sent gets the bytes of a file */
export async function sendReply(
	response: ServerResponse,
	reply: Reply,
	fault: Fault | undefined,
	sent: (bytes: number) => void,
): Promise<void> {
	if (isFileBody(reply.body)) await sendFile(response, reply, reply.body, fault, sent);
	else send(response, reply, fault);
}

/** Sends a file chunk by chunk, as fast as the caller reads it. */
async function sendFile(
	response: ServerResponse,
	reply: Reply,
	file: FileBody,
	fault: Fault | undefined,
	sent: (bytes: number) => void,
): Promise<void> {
	if (strikesBefore(response, fault)) return;
	writeHead(response, reply, file.bytes, 'text/csv');
	if (fault?.kind === 'drip') {
		const whole = Buffer.from([...file.lines()].join(''));
		drip(response, whole, fault);
		return;
	}
	const isCut = fault?.kind === 'hang' || fault?.kind === 'truncate' || fault?.kind === 'reset';
	let left = isCut ? Math.floor(file.bytes / 2) : file.bytes;
	for (const chunk of file.lines()) {
		const bytes = Buffer.from(chunk).subarray(0, left);
		left -= bytes.length;
		sent(bytes.length);
		if (!response.write(bytes)) await roomIn(response);
		if (response.destroyed || left === 0) break;
	}
	if (fault?.kind === 'hang') return;
	if (fault?.kind === 'truncate') response.socket?.end();
	else if (fault?.kind === 'reset') response.socket?.resetAndDestroy();
	else response.end();
}

/** Waits until the caller has read the data, or is gone. */
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
