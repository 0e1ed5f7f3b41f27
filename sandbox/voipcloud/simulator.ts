import type { IncomingMessage, ServerResponse } from 'node:http';
import { control, isControl } from '../simulator/control';
import { send } from '../simulator/send';
import { receive, startServer } from '../simulator/server';
import type { Method } from './call';
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
 * @throws the listen error where the port is taken (`EADDRINUSE`)
 */
export async function startVoipcloud(
	options: Partial<VoipcloudOptions> = {},
): Promise<VoipcloudSimulator> {
	const state = new State(withDefaults(options));
	const methods = [...balanceMethods(state), ...fundsMethods(state), ...customerMethods(state)];
	const { port, stop } = await startServer(state.options.port, (request, response) =>
		serve(state, methods, request, response),
	);
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
		stop,
	};
}

async function serve(
	state: State,
	methods: Method[],
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const call = await receive(request);
	if (state.options.control && isControl(call)) {
		send(response, control(ACTIONS, state, call), undefined);
		return;
	}
	const { reply, fault } = await dispatch(state, methods, request, call.body);
	const { method, path, query } = call;
	const { headers } = request;
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
