import type { Answered, Reply } from '../simulator/reply';
import { replyInstead } from '../simulator/replyInstead';
import type { ReceivedCall } from '../simulator/server';
import { routeOf } from '../simulator/simulator';
import type { Call, Route } from './call';
import { ApiError, generalRefusal, ParameterError } from './errors';
import { changeAfterPage } from './faults/changes';
import type { Fault } from './faults/fault';
import { FaultyPaging } from './faults/paging';
import type { State } from './state';

const WEB_PAGE = '<!DOCTYPE html><html><body><h1>We will be back soon</h1></body></html>';

/** Finds the call's route and answers it: first a fault, then rights, then the API. */
export function dispatch(state: State, routes: Route[], received: ReceivedCall): Answered<Fault> {
	const { method, path, query: rawQuery, headers } = received;
	const { route, allowed } = routeOf(routes, received);
	if (allowed.length === 0) return { reply: refusal(404, 'NOT_FOUND', `No such path: ${path}`) };
	if (!route) {
		const allow = allowed.join(', ');
		return { reply: refusal(405, 'METHOD_NOT_ALLOWED', `Use ${allow}.`, { allow }) };
	}
	const query = new URLSearchParams(rawQuery);
	const rawParams = { ...route.pattern.exec(path)?.groups };
	const fault = state.faults.take({ route: route.name, invoiceId: rawParams.invoiceId, query });
	const instead = replyInstead(fault, received, {
		webPage: WEB_PAGE,
		errorBody: (status) => route.refuse(errorOfStatus(status)).body,
	});
	if (instead) return { reply: instead, fault };
	if (fault?.kind === 'expireTokens') state.tokens.expireAll();
	try {
		authorize(state, route, headers.authorization);
		refuseMalformedQuery(rawQuery);
		const params = decoded(rawParams);
		const body = received.body.toString();
		const paging = new FaultyPaging(fault);
		const call: Call = { method, path, query, headers, body, params, paging };
		const reply = route.answer(call);
		const invoiceId = params.invoiceId === undefined ? undefined : Number(params.invoiceId);
		changeAfterPage(fault, state.data, invoiceId, reply.body);
		return { reply, fault };
	} catch (error) {
		return { reply: route.refuse(expected(error)), fault };
	}
}

/** The vendor's body, if the fault gives none. Its 429 is not published. */
function errorOfStatus(status: number): ApiError {
	return status === 429
		? new ApiError(status, 'TOO_MANY_REQUESTS', 'Too many requests.')
		: new ApiError(status, 'INT_APP_ERROR', 'Internal server error.');
}

function authorize(state: State, route: Route, authorization: string | undefined): void {
	if (!state.ipAllowed) {
		throw new ApiError(403, 'access_denied', 'The IP address is not registered for this client.');
	}
	if (!route.authenticated) return;
	const client = state.tokens.clientOf(authorization);
	if (!client) throw new ApiError(401, 'NOT_AUTHENTICATED', 'Not authenticated.');
	if (route.privilege !== undefined && !client.privileges.includes(route.privilege)) {
		throw new ApiError(401, 'NOT_AUTHORIZED', 'Not authorized.');
	}
}

/** `URLSearchParams` accepts a broken escape; the vendor would not. */
function refuseMalformedQuery(rawQuery: string): void {
	for (const part of rawQuery.split('&')) {
		if (!isDecodable(part)) throw new ParameterError(part, 'has a malformed percent escape');
	}
}

function decoded(params: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(params).map(([name, value]) => {
			if (!isDecodable(value)) throw new ParameterError(name, 'has a malformed percent escape');
			return [name, decodeURIComponent(value)];
		}),
	);
}

function isDecodable(text: string): boolean {
	try {
		decodeURIComponent(text);
		return true;
	} catch {
		return false;
	}
}

/** An error of the simulator itself is printed; the caller gets the vendor's 500. */
function expected(error: unknown): Error {
	const isExpected = error instanceof ApiError || error instanceof ParameterError;
	if (!isExpected) console.error('HORISEN simulator:', error);
	return error instanceof Error ? error : new Error(String(error));
}

function refusal(
	status: number,
	code: string,
	message: string,
	headers: Record<string, string> = {},
): Reply {
	return generalRefusal(new ApiError(status, code, message, [], headers));
}
