import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy address for n8n. */
export interface StandIn {
	url: string;
	stop(): Promise<void>;
}

/**
 * Stands before n8n's webhooks.
 *
 * @param handle gets a function that forwards the call to n8n, and the caller's response
 */
export async function standBefore(
	target: string,
	handle: (handOn: () => Promise<Response>, answer: ServerResponse) => Promise<void>,
): Promise<StandIn> {
	const server = createServer((request, answer) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const headers = passedOn(request.headers);
			const body = Buffer.concat(chunks);
			const url = target + request.url;
			void handle(async () => await fetch(url, { method: 'POST', headers, body }), answer);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		stop: async () => await new Promise((resolve) => server.close(() => resolve())),
	};
}

/** Answers as n8n did. */
export async function passOn(answered: Response, answer: ServerResponse): Promise<void> {
	answer.writeHead(answered.status, { 'content-type': 'application/json' });
	answer.end(await answered.text());
}

/** All headers except those of the connection itself. */
function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
	const own = ['host', 'connection', 'content-length'];
	const passed = Object.entries(headers).filter(([name]) => !own.includes(name));
	return { ...(Object.fromEntries(passed) as Record<string, string>), connection: 'close' };
}
