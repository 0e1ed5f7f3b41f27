import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { financeRoutes } from './apis/finance';
import { oauthRoutes } from './apis/oauth';
import { ratesRoutes } from './apis/rates';
import { trafficReportRoutes } from './apis/trafficReport';
import type { Route } from './call';
import { control } from './control';
import type { HorisenData } from './data/data';
import { dispatch, splitUrl } from './dispatch';
import type { Faults } from './faults/faults';
import { send } from './faults/send';
import { withDefaults, type HorisenOptions } from './options';
import { State, type LoggedRequest } from './state';

/** A running simulator of the HORISEN SMS Platform. */
export interface HorisenSimulator {
	/** The API's base URL: the credential's `apiBaseUrl`. */
	url: string;
	/** The accounts host's base URL: the credential's `accountsBaseUrl`. */
	accountsUrl: string;
	port: number;
	data: HorisenData;
	faults: Faults;
	/** Every call so far, the token's too; the control calls are left out. */
	requests: LoggedRequest[];
	/** How many tokens were fetched. */
	readonly tokenFetches: number;
	/** Ends every token at once. */
	expireTokens(): void;
	/** Whether the caller's address is registered; if not, every call is answered 403. */
	allowIp(allowed: boolean): void;
	/** Seeded data again, no faults, no tokens, an empty log. */
	reset(): void;
	/** Cuts all connections and frees the port. */
	stop(): Promise<void>;
}

/**
 * Starts a simulator on 127.0.0.1.
 *
 * @throws the listen error where the port is taken (`EADDRINUSE`)
 */
export async function startHorisen(
	options: Partial<HorisenOptions> = {},
): Promise<HorisenSimulator> {
	const state = new State(withDefaults(options));
	const routes = [oauthRoutes, financeRoutes, trafficReportRoutes, ratesRoutes].flatMap(
		(routesOf) => routesOf(state),
	);
	const server = createServer((request, response) => {
		serve(state, routes, request, response).catch((error: unknown) => {
			// The caller went away while its body was read: there is nobody to answer.
			response.destroy(error instanceof Error ? error : undefined);
		});
	});
	const port = await listen(server, state.options.port);
	const { data, faults, requests, tokens } = state;
	return {
		url: `http://127.0.0.1:${port}/api`,
		accountsUrl: `http://127.0.0.1:${port}/accounts`,
		port,
		data,
		faults,
		requests,
		get tokenFetches() {
			return tokens.fetched;
		},
		expireTokens: () => tokens.expireAll(),
		allowIp: (allowed) => {
			state.ipAllowed = allowed;
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
	const [path, query = ''] = splitUrl(request.url ?? '/');
	if (state.options.control && path.startsWith('/__control/')) {
		send(response, control(state, method, path, body), undefined);
		return;
	}
	const { reply, fault } = dispatch(state, routes, request, body);
	const authorization = request.headers.authorization !== undefined;
	state.requests.push({ method, path, query, status: reply.status, authorization });
	send(response, reply, fault);
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
