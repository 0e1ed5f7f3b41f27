import type { IncomingMessage, ServerResponse } from 'node:http';
import { control, isControl } from '../simulator/control';
import { receive, startServer } from '../simulator/server';
import { invoicingRoutes } from './apis/invoicing';
import { loginRoutes } from './apis/login';
import { oauthRoutes } from './apis/oauth';
import type { Route } from './call';
import { ACTIONS } from './control';
import type { RainbowData } from './data/data';
import { dispatch } from './dispatch';
import type { Faults } from './faults/faults';
import { sendReply } from './faults/send';
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
	const { port, stop } = await startServer(state.options.port, (request, response) =>
		serve(state, routes, request, response),
	);
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
		await sendReply(response, control(ACTIONS, state, call), undefined);
		return;
	}
	const { reply, fault } = dispatch(state, routes, request, call.body.toString());
	const { method, path, query } = call;
	state.requests.push({ method, path, query, status: reply.status });
	await sendReply(response, reply, fault);
}
