import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Method } from './call';
import { control } from './control';
import type { PortalData } from './data/portalData';
import { dispatch } from './dispatch';
import type { Faults } from './faults/faults';
import { send } from './faults/send';
import { balanceMethods } from './methods/balances';
import { customerMethods } from './methods/customers';
import { fundsMethods } from './methods/funds';
import { withDefaults, type VoipcloudOptions } from './options';
import { State, type LoggedRequest } from './state';

/** A running simulator of a VoIPcloud partner portal. */
export interface VoipcloudSimulator {
	/** The portal's address: the credential's `baseUrl`. */
	url: string;
	port: number;
	data: PortalData;
	faults: Faults;
	/** Every call so far; the control calls are left out. */
	requests: LoggedRequest[];
	/** Whether the caller's address is allow-listed; if not, every call is answered 401. */
	allowIp(allowed: boolean): void;
	/** Seeded data again, no faults, an empty log. */
	reset(): void;
	/** Cuts all connections and frees the port. */
	stop(): Promise<void>;
}

/**
 * Starts a simulator on 127.0.0.1.
 *
 * @throws the listen error where the port is taken (`EADDRINUSE`)
 */
export async function startVoipcloud(
	options: Partial<VoipcloudOptions> = {},
): Promise<VoipcloudSimulator> {
	const state = new State(withDefaults(options));
	const methods = [...balanceMethods(state), ...fundsMethods(state), ...customerMethods(state)];
	const server = createServer((request, response) => {
		serve(state, methods, request, response).catch((error: unknown) => {
			// The caller went away while its body was read: there is nobody to answer.
			response.destroy(error instanceof Error ? error : undefined);
		});
	});
	const port = await listen(server, state.options.port);
	const { data, faults, requests } = state;
	return {
		url: `http://127.0.0.1:${port}`,
		port,
		data,
		faults,
		requests,
		allowIp: (allowed) => {
			state.ipAllowed = allowed;
		},
		reset: () => state.reset(),
		stop: () => stop(server),
	};
}

async function serve(
	state: State,
	methods: Method[],
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const body = await readBody(request);
	const { method = 'GET', url = '/', headers } = request;
	const [path, query = ''] = url.split(/\?(.*)/s);
	if (state.options.control && path.startsWith('/__control/')) {
		send(response, control(state, method, path, body), undefined);
		return;
	}
	const { reply, fault } = await dispatch(state, methods, request, body);
	state.requests.push({
		method,
		path,
		query,
		contentType: (headers['content-type'] ?? '').split(';')[0],
		status: reply.status,
		token: headers.token !== undefined,
	});
	send(response, reply, fault);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
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
