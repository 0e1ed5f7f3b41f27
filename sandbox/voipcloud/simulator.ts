import { startSimulator } from '../simulator/simulator';
import { ACTIONS } from './control';
import type { PortalData } from './data/portalData';
import { dispatch } from './dispatch';
import type { Faults } from './faults/faults';
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
 * @throws the listen error if the port is taken (`EADDRINUSE`)
 */
export async function startVoipcloud(
	options: Partial<VoipcloudOptions> = {},
): Promise<VoipcloudSimulator> {
	const state = new State(withDefaults(options));
	const methods = [...balanceMethods(state), ...fundsMethods(state), ...customerMethods(state)];
	const { data, faults, requests } = state;
	const { origin, port, stop } = await startSimulator({
		state,
		actions: ACTIONS,
		dispatch: async (call) => await dispatch(state, methods, call),
		log: ({ method, path, query, headers }, status) => {
			const contentType = (headers['content-type'] ?? '').split(';')[0];
			const token = headers.token !== undefined;
			requests.push({ method, path, query, contentType, status, token });
		},
	});
	return {
		url: origin,
		port,
		data,
		faults,
		requests,
		allowIp: (allowed) => {
			state.ipAllowed = allowed;
		},
		reset: () => state.reset(),
		stop,
	};
}
