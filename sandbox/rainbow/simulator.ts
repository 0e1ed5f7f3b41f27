import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { invoicingRoutes } from './apis/invoicing';
import { loginRoutes } from './apis/login';
import { oauthRoutes } from './apis/oauth';
import type { Route } from './call';
import { control } from './control';
import type { RainbowData } from './data/data';
import { dispatch, splitUrl } from './dispatch';
import type { Faults } from './faults/faults';
import { send } from './faults/send';
import { withDefaults, type RainbowOptions } from './options';
import { State, type LoggedRequest } from './state';

/** A running simulator of a Rainbow platform's authentication and invoicing portals. */
export interface RainbowSimulator {
	/** The credential's base URL. */
	url: string;
	port: number;
	data: RainbowData;
	faults: Faults;
	/** Every call so far; the control calls are left out. */
	requests: LoggedRequest[];
	/** How many logins succeeded. */
	readonly logins: number;
	/** How often OAuth 2.0 gave tokens. */
	readonly tokenFetches: number;
	/** Ends every session at once, whatever their JWTs say. */
	expireSessions(): void;
	/** Allows an OAuth 2.0 redirect to this address, for every application. */
	registerRedirect(uri: string): void;
	/** Seeded files again, no faults, no sessions, an empty log. */
	reset(): void;
	/** Cuts all connections and frees the port. */
	stop(): Promise<void>;
}

/**
 * Starts a simulator on 127.0.0.1.
 *
 * @throws the listen error where the port is taken (`EADDRINUSE`)
 */
export async function startRainbow(
	options: Partial<RainbowOptions> = {},
): Promise<RainbowSimulator> {
	const state = new State(withDefaults(options));
	const routes = [...loginRoutes(state), ...oauthRoutes(state), ...invoicingRoutes(state)];
	const server = createServer((request, response) => {
		serve(state, routes, request, response).catch((error: unknown) => {
			// The caller went away in the middle: there is nobody to answer.
			response.destroy(error instanceof Error ? error : undefined);
		});
	});
	const port = await listen(server, state.options.port);
	const { data, faults, requests, sessions } = state;
	return {
		url: `http://127.0.0.1:${port}`,
		port,
		data,
		faults,
		requests,
		get logins() {
			return sessions.logins;
		},
		get tokenFetches() {
			return state.tokenFetches;
		},
		expireSessions: () => sessions.expireAll(),
		registerRedirect: (uri) => {
			for (const { redirectUris } of state.options.applications) redirectUris.push(uri);
		},
		reset: () => state.reset(),
		stop: () => stop(server),
	};
}

async function serve(
	state: State,
	routes: Route[],
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const body = await readBody(request);
	const method = request.method ?? 'GET';
	const [path, query] = splitUrl(request.url ?? '/');
	if (state.options.control && path.startsWith('/__control/')) {
		await send(response, control(state, method, path, body), undefined);
		return;
	}
	const { reply, fault } = dispatch(state, routes, request, body);
	state.requests.push({ method, path, query, status: reply.status });
	await send(response, reply, fault);
}

async function readBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString();
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
