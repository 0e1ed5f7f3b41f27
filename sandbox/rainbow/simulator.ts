import { startSimulator } from '../simulator/simulator';
import { invoicingRoutes } from './apis/invoicing';
import { loginRoutes } from './apis/login';
import { oauthRoutes } from './apis/oauth';
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
	/** How often OAuth 2.0 issued tokens. */
	readonly tokenFetches: number;
	/** How many bytes of files were handed to their callers. */
	readonly bytesSent: number;
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
 * @throws the listen error if the port is taken (`EADDRINUSE`)
 */
export async function startRainbow(
	options: Partial<RainbowOptions> = {},
): Promise<RainbowSimulator> {
	const state = new State(withDefaults(options));
	const routes = [...loginRoutes(state), ...oauthRoutes(state), ...invoicingRoutes(state)];
	const { data, faults, requests, sessions } = state;
	const { origin, port, stop } = await startSimulator({
		state,
		actions: ACTIONS,
		dispatch: (call) => dispatch(state, routes, call),
		log: ({ method, path, query }, status) => void requests.push({ method, path, query, status }),
		write: async (response, { reply, fault }) =>
			await sendReply(response, reply, fault, (bytes) => void (state.bytesSent += bytes)),
	});
	return {
		url: origin,
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
		get bytesSent() {
			return state.bytesSent;
		},
		expireSessions: () => sessions.expireAll(),
		registerRedirect: (uri) => {
			for (const { redirectUris } of state.options.applications) redirectUris.push(uri);
		},
		reset: () => state.reset(),
		stop,
	};
}
