import { timingSafeEqual } from 'node:crypto';
import type { Answered, Reply } from '../simulator/reply';
import { replyInstead } from '../simulator/replyInstead';
import type { ReceivedCall } from '../simulator/server';
import type { Method } from './call';
import { Refusal } from './errors';
import type { Fault } from './faults/fault';
import { readParameters } from './parameters';
import type { State } from './state';

const WEB_PAGE = '<!DOCTYPE html><html><body><h1>Please log in</h1></body></html>';

const WRONG = 'Something went wrong.';

/** Answers a call: checks the caller, the method and its parameters, applies a fault, does the work. */
export async function dispatch(
	state: State,
	methods: Method[],
	received: ReceivedCall,
): Promise<Answered<Fault>> {
	const { headers, path, query, body } = received;
	let fault: Fault | undefined;
	try {
		authorize(state, headers.token);
		const method = methodAt(state, methods, path, received.method);
		const parameters = await readParameters(
			method,
			{ query, contentType: headers['content-type'] ?? '', body },
			state.options.parameterNames,
		);
		fault = state.faults.take({ method: method.name, parameters });
		const instead = insteadOf(fault, received);
		if (instead && !(fault?.kind === 'status' && fault.carriedOut))
			return { reply: instead, fault };
		const reply = { status: 200, body: { code: 200, data: method.answer(parameters) } };
		return { reply: instead ?? reply, fault };
	} catch (error) {
		return { reply: refusalOf(error).reply, fault };
	}
}

function insteadOf(fault: Fault | undefined, received: ReceivedCall): Reply | undefined {
	if (fault?.kind === 'code') {
		return { status: 200, body: { code: fault.code, message: fault.message ?? WRONG } };
	}
	return replyInstead(fault, received, {
		webPage: WEB_PAGE,
		errorBody: (code) => ({ code, message: WRONG }),
	});
}

/** Both causes get the same answer, as with the vendor. */
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

/** An error of the simulator itself is printed; the caller gets a 500. */
function refusalOf(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	console.error('VoIPcloud simulator:', error);
	return new Refusal(500, 'Internal error');
}
