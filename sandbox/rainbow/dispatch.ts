import type { IncomingMessage } from 'node:http';
import type { Reply } from '../simulator/reply';
import { splitUrl } from '../simulator/server';
import type { Route } from './call';
import { ApiError, refusal } from './errors';
import type { Fault } from './faults/fault';
import { replyInstead } from './faults/replyInstead';
import type { RainbowUser } from './options';
import type { State } from './state';

export interface Answer {
	reply: Reply;
	/** The fault that struck the call: it may have more to do while the reply is sent. */
	fault?: Fault;
}

const ROLES = ['superadmin', 'bp_finance', 'admin'];

/** Finds the call's route and answers it: the fault that strikes first, then rights, then the API. */
export function dispatch(
	state: State,
	routes: Route[],
	request: IncomingMessage,
	body: string,
): Answer {
	const [path, rawQuery] = splitUrl(request.url ?? '/');
	const fitting = routes.filter((route) => route.pattern.test(path));
	if (fitting.length === 0)
		return { reply: refusal(new ApiError(404, 404000, 'No such resource')) };
	const route = fitting.find(({ method }) => method === request.method);
	if (!route) return { reply: refusal(new ApiError(405, 405000, 'Method not allowed')) };
	const fault = state.faults.take({ route: route.name, path });
	const instead = replyInstead(fault);
	if (instead) return { reply: instead, fault };
	if (fault?.kind === 'expireSessions') state.sessions.expireAll();
	try {
		const user = route.authenticated ? userOf(state, request.headers) : undefined;
		const query = new URLSearchParams(rawQuery);
		const reply = route.answer({ path, query, headers: request.headers, body, user });
		return { reply, fault };
	} catch (error) {
		return { reply: refusal(expected(error)), fault };
	}
}

/** A key that does not match gets 403, as documented; a session that ended gets 401. */
function userOf(
	{ options, sessions }: State,
	headers: NodeJS.Dict<string | string[]>,
): RainbowUser {
	const user = userOfKey() ?? userOfSession();
	if (!user.roles.some((role) => ROLES.includes(role))) {
		throw new ApiError(
			403,
			403102,
			`Access is forbidden: needs one of the roles ${ROLES.join(', ')}`,
		);
	}
	return user;

	function userOfKey(): RainbowUser | undefined {
		const key = headers[options.apiKeyHeader];
		const other = ['x-rainbow-api-key', 'apikey'].some((name) => headers[name] !== undefined);
		if (key === undefined && !other) return undefined;
		const known = options.users.find(({ apiKey }) => apiKey !== undefined && apiKey === key);
		if (!known) throw new ApiError(403, 403000, 'Not Allowed');
		return known;
	}

	function userOfSession(): RainbowUser {
		const judged = sessions.judge(String(headers.authorization ?? ''));
		if (judged === 'expired') throw new ApiError(401, 401001, 'jwt expired');
		if (judged === 'unknown') throw new ApiError(401, 401000, 'Authorization token is invalid');
		return judged;
	}
}

/** A fault of the simulator itself is shown where it runs; the caller gets a 500. */
function expected(error: unknown): ApiError {
	if (error instanceof ApiError) return error;
	console.error('Rainbow simulator:', error);
	return new ApiError(500, 500000, 'Internal server error');
}
