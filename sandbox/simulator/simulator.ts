import type { ServerResponse } from 'node:http';
import { control, isControl, type Actions } from './control';
import type { AnyFault } from './fault';
import type { Answered, Reply } from './reply';
import { send } from './send';
import { receive, startServer, type ReceivedCall } from './server';

/** The vendor-specific parts of a simulator. */
export interface Simulated<State, Fault extends AnyFault> {
	state: State;
	/** Actions for another process. */
	actions: Actions<State>;
	/** Answers a call: its fault, its rights, the API. */
	dispatch(call: ReceivedCall): Answered<Fault> | Promise<Answered<Fault>>;
	/** Logs the call, without its secrets. */
	log(call: ReceivedCall, status: number): void;
	/** Waits before the answer, if the vendor's options or faults say so. */
	wait?(fault: Fault | undefined): Promise<void>;
	/** Writes the reply to the wire; `send` by default. */
	write?(
		response: ServerResponse,
		answered: Answered<Fault>,
		call: ReceivedCall,
	): void | Promise<void>;
}

/** A listening simulator. */
export interface Listening {
	/** Without a trailing slash. */
	origin: string;
	port: number;
	/** Cuts all connections and frees the port. */
	stop(): Promise<void>;
}

/**
 * Starts a vendor's simulator on 127.0.0.1.
 *
 * @throws the listen error if the port is taken (`EADDRINUSE`)
 */
export async function startSimulator<
	State extends { options: { port: number; control: boolean } },
	Fault extends AnyFault,
>(simulated: Simulated<State, Fault>): Promise<Listening> {
	const { state, actions, dispatch, log, wait, write = sendPlain } = simulated;
	const { port, stop } = await startServer(state.options.port, async (request, response) => {
		const call = await receive(request);
		if (state.options.control && isControl(call)) {
			send(response, control(actions, state, call), undefined);
			return;
		}
		const answered = await dispatch(call);
		log(call, answered.reply.status);
		await wait?.(answered.fault);
		await write(response, answered, call);
	});
	return { origin: `http://127.0.0.1:${port}`, port, stop };
}

function sendPlain(
	response: ServerResponse,
	{ reply, fault }: { reply: Reply; fault?: AnyFault },
): void {
	send(response, reply, fault);
}

/** A route of the API. */
interface Reachable {
	method: string;
	/** Matches the whole path. */
	pattern: RegExp;
}

/** The route of a call; if none has its method, the allowed methods of its path. */
export function routeOf<Route extends Reachable>(
	routes: readonly Route[],
	{ method, path }: ReceivedCall,
): { route?: Route; allowed: string[] } {
	const fitting = routes.filter(({ pattern }) => pattern.test(path));
	return {
		route: fitting.find((candidate) => candidate.method === method),
		allowed: fitting.map((candidate) => candidate.method),
	};
}
