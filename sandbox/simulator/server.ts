import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** An incoming call. */
export interface ReceivedCall {
	method: string;
	/** The raw path, without the query. */
	path: string;
	/** The raw query, without the question mark. */
	query: string;
	body: Buffer;
	headers: IncomingHttpHeaders;
}

export interface RunningServer {
	port: number;
	/** Cuts all connections and frees the port. */
	stop(): Promise<void>;
}

/**
 * Serves every call on 127.0.0.1; port 0 takes a free one.
 *
 * @throws the listen error if the port is taken (`EADDRINUSE`)
 */
export async function startServer(
	port: number,
	serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<RunningServer> {
	const server = createServer((request, response) => {
		serve(request, response).catch((error: unknown) => {
			// The caller is gone: there is nobody to answer.
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
	const { method = 'GET', headers } = request;
	return { method, path, query, body: Buffer.concat(chunks), headers };
}

/** The query may be empty. */
function splitUrl(url: string): [path: string, query: string] {
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
