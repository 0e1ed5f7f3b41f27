import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { control, isControl } from '../simulator/control';
import { send } from '../simulator/send';
import { receive, startServer } from '../simulator/server';
import { financeRoutes } from './apis/finance';
import { oauthRoutes } from './apis/oauth';
import { ratesRoutes } from './apis/rates';
import { trafficReportRoutes } from './apis/trafficReport';
import type { Route } from './call';
import { ACTIONS } from './control';
import type { HorisenData } from './data/data';
import { dispatch } from './dispatch';
import type { Faults } from './faults/faults';
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
	const { port, stop } = await startServer(state.options.port, (request, response) =>
		serve(state, routes, request, response),
	);
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
		stop,
	};
}

async function serve(
	state: State,
	routes: Route[],
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const call = await receive(request);
	if (state.options.control && isControl(call)) {
		send(response, control(ACTIONS, state, call), undefined);
		return;
	}
	const body = call.body.toString();
	const { reply, fault } = dispatch(state, routes, request, body);
	const authorization = request.headers.authorization !== undefined;
	const { method, path, query } = call;
	state.requests.push({
		method,
		path,
		query,
		body: authorization ? body : '',
		status: reply.status,
		authorization,
	});
	if (state.options.latencyMs > 0) await setTimeout(state.options.latencyMs);
	if (fault?.kind === 'hold') await fault.until;
	const accepted = state.options.compress ? request.headers['accept-encoding'] : undefined;
	send(response, reply, fault, accepted);
}
