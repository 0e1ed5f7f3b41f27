import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Reply } from '../simulator/reply';
import type { Method } from './call';
import { Refusal } from './errors';
import type { Fault } from './faults/fault';
import { replyInstead } from './faults/replyInstead';
import { readParameters } from './parameters';
import type { State } from './state';

export interface Answer {
	reply: Reply;
	/** The fault that struck the call: it may have more to do while the reply is sent. */
	fault?: Fault;
}

/** Answers a call: who may call at all, then which method, its parameters, the fault that strikes, the work. */
export async function dispatch(
	state: State,
	methods: Method[],
	request: IncomingMessage,
	body: Buffer,
): Promise<Answer> {
	let fault: Fault | undefined;
	try {
		authorize(state, request.headers.token);
		const { pathname, search } = new URL(request.url ?? '/', 'http://portal.invalid');
		const method = methodAt(state, methods, pathname, request.method ?? 'GET');
		const parameters = await readParameters(
			method,
			{ query: search.slice(1), contentType: request.headers['content-type'] ?? '', body },
			state.options.parameterNames,
		);
		fault = state.faults.take({ method: method.name, parameters });
		const instead = replyInstead(fault);
		if (instead && !(fault?.kind === 'status' && fault.carriedOut))
			return { reply: instead, fault };
		const reply = { status: 200, body: { code: 200, data: method.answer(parameters) } };
		return { reply: instead ?? reply, fault };
	} catch (error) {
		return { reply: refusalOf(error).reply, fault };
	}
}

/** Both causes get the same answer, as at the vendor. */
function authorize({ ipAllowed, options }: State, token: string | string[] | undefined): void {
	const [given, expected] = [String(token ?? ''), options.apiKey].map((text) => Buffer.from(text));
	const right = given.length === expected.length && timingSafeEqual(given, expected);
	if (!ipAllowed || !right) throw new Refusal(401, 'Not authorised');
}

function methodAt({ options }: State, methods: Method[], path: string, verb: string): Method {
	const { apiPath, methodNames } = options;
	const method = methods.find(
		(candidate) => path === `${apiPath}/${methodNames[candidate.path] ?? candidate.path}`,
	);
	if (!method) throw new Refusal(404, 'Not found');
	if (method.verb === verb) return method;
	throw new Refusal(405, `Use ${method.verb}.`, { allow: method.verb });
}

/** A fault of the simulator itself is shown where it runs; the caller gets a 500. */
function refusalOf(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	console.error('VoIPcloud simulator:', error);
	return new Refusal(500, 'Internal error');
}
