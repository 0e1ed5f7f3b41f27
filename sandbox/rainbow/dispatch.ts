import type { Answered } from '../simulator/reply';
import { replyInstead } from '../simulator/replyInstead';
import type { ReceivedCall } from '../simulator/server';
import { routeOf } from '../simulator/simulator';
import type { Route } from './call';
import { ApiError, refusal } from './errors';
import type { Fault } from './faults/fault';
import type { RainbowUser } from './options';
import type { State } from './state';

const ROLES = ['superadmin', 'bp_finance', 'admin'];

const WEB_PAGE = '<!DOCTYPE html><html><body><h1>Sign in</h1></body></html>';

/** Finds the call's route and answers it: first a fault, then rights, then the API. */
export function dispatch(state: State, routes: Route[], received: ReceivedCall): Answered<Fault> {
	const { path, query: rawQuery, headers } = received;
	const { route, allowed } = routeOf(routes, received);
	if (allowed.length === 0) {
		return { reply: refusal(new ApiError(404, 404000, 'No such resource')) };
	}
	if (!route) return { reply: refusal(new ApiError(405, 405000, 'Method not allowed')) };
	const fault = state.faults.take({ route: route.name, path });
	const instead = replyInstead(fault, received, {
		webPage: WEB_PAGE,
		errorBody: (status) => refusal(new ApiError(status, status * 1000, 'Injected fault')).body,
	});
	if (instead) return { reply: instead, fault };
	if (fault?.kind === 'expireSessions') state.sessions.expireAll();
	try {
		const user = route.authenticated ? userOf(state, headers) : undefined;
		const query = new URLSearchParams(rawQuery);
		const reply = route.answer({ path, query, headers, body: received.body.toString(), user });
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

/** An error of the simulator itself is printed; the caller gets a 500. */
function expected(error: unknown): ApiError {
	if (error instanceof ApiError) return error;
	console.error('Rainbow simulator:', error);
	return new ApiError(500, 500000, 'Internal server error');
}
