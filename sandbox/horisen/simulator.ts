import { setTimeout } from 'node:timers/promises';
import { send } from '../simulator/send';
import { startSimulator } from '../simulator/simulator';
import { financeRoutes } from './apis/finance';
import { oauthRoutes } from './apis/oauth';
import { ratesRoutes } from './apis/rates';
import { trafficReportRoutes } from './apis/trafficReport';
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
	/** Every call so far, including the token calls but not the control calls. */
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
 * @throws the listen error if the port is taken (`EADDRINUSE`)
 */
export async function startHorisen(
	options: Partial<HorisenOptions> = {},
): Promise<HorisenSimulator> {
	const state = new State(withDefaults(options));
	const routes = [oauthRoutes, financeRoutes, trafficReportRoutes, ratesRoutes].flatMap(
		(routesOf) => routesOf(state),
	);
	const { data, faults, options: chosen, requests, tokens } = state;
	const { origin, port, stop } = await startSimulator({
		state,
		actions: ACTIONS,
		dispatch: (call) => dispatch(state, routes, call),
		log: ({ method, path, query, body, headers }, status) => {
			const authorization = headers.authorization !== undefined;
			const shown = authorization ? body.toString() : '';
			requests.push({ method, path, query, body: shown, status, authorization });
		},
		wait: async (fault) => {
			if (chosen.latencyMs > 0) await setTimeout(chosen.latencyMs);
			if (fault?.kind === 'hold') await fault.until;
		},
		write: (response, { reply, fault }, { headers }) =>
			send(response, reply, fault, chosen.compress ? headers['accept-encoding'] : undefined),
	});
	return {
		url: `${origin}/api`,
		accountsUrl: `${origin}/accounts`,
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
