import type { IncomingMessage } from 'node:http';
import type { Reply } from '../simulator/reply';
import { splitUrl } from '../simulator/server';
import type { Call, Route } from './call';
import { ApiError, generalErrorBody, ParameterError } from './errors';
import { changeAfterPage } from './faults/changes';
import type { Fault } from './faults/fault';
import { FaultyPaging } from './faults/paging';
import { replyInstead } from './faults/replyInstead';
import type { State } from './state';

export interface Answer {
	reply: Reply;
	/** The fault that struck the call: it may have more to do while the reply is sent. */
	fault?: Fault;
}

/** Finds the call's route and answers it: the fault that strikes first, then rights, then the API. */
export function dispatch(
	state: State,
	routes: Route[],
	request: IncomingMessage,
	body: string,
): Answer {
	const method = request.method ?? 'GET';
	const [path, rawQuery] = splitUrl(request.url ?? '/');
	const fitting = routes.filter((route) => route.pattern.test(path));
	if (fitting.length === 0) return { reply: refusal(404, 'NOT_FOUND', `No such path: ${path}`) };
	const route = fitting.find((candidate) => candidate.method === method);
	if (!route) {
		const allow = fitting.map((candidate) => candidate.method).join(', ');
		return { reply: refusal(405, 'METHOD_NOT_ALLOWED', `Use ${allow}.`, { allow }) };
	}
	const query = new URLSearchParams(rawQuery);
	const rawParams = { ...route.pattern.exec(path)?.groups };
	const fault = state.faults.take({ route: route.name, invoiceId: rawParams.invoiceId, query });
	const instead = replyInstead(fault, route);
	if (instead) return { reply: instead, fault };
	if (fault?.kind === 'expireTokens') state.tokens.expireAll();
	try {
		authorize(state, route, request.headers.authorization);
		refuseMalformedQuery(rawQuery);
		const params = decoded(rawParams);
		const { headers } = request;
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

/** `URLSearchParams` takes a broken escape as it is; the vendor would not. */
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

/** A fault of the simulator itself is shown where it runs; the caller gets the vendor's 500. */
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
	return { status, headers, body: generalErrorBody(new ApiError(status, code, message)) };
}
