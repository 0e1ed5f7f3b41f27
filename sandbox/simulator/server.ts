import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as it came in. */
export interface ReceivedCall {
	method: string;
	/** Without the query, as it was sent. */
	path: string;
	/** As it was sent, without the question mark. */
	query: string;
	body: Buffer;
}

export interface RunningServer {
	port: number;
	/** Cuts all connections and frees the port. */
	stop(): Promise<void>;
}

/**
 * Serves every call on 127.0.0.1; port 0 takes a free one.
 *
 * @throws the listen error where the port is taken (`EADDRINUSE`)
 */
export async function startServer(
	port: number,
	serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<RunningServer> {
	const server = createServer((request, response) => {
		serve(request, response).catch((error: unknown) => {
			// The caller went away in the middle: there is nobody to answer.
			response.destroy(error instanceof Error ? error : undefined);
		});
	});
	return { port: await listen(server, port), stop: () => stop(server) };
}

/** Reads a call to its end. */
export async function receive(request: IncomingMessage): Promise<ReceivedCall> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const [path, query] = splitUrl(request.url ?? '/');
	return { method: request.method ?? 'GET', path, query, body: Buffer.concat(chunks) };
}

/** The query is empty where there is none. */
export function splitUrl(url: string): [path: string, query: string] {
	const mark = url.indexOf('?');
	return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

function listen(server: Server, port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
	});
}

function stop(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
