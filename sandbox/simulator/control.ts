import type { AnyFault, Rule } from './fault';
import type { Reply } from './reply';
import type { ReceivedCall } from './server';

/** What another process can do to a simulator: `POST /__control/<action>` with a JSON body. */
export type Actions<State> = Record<
	string,
	(state: State, body: Record<string, unknown>) => unknown
>;

const PREFIX = '/__control/';

export function isControl({ path }: ReceivedCall): boolean {
	return path.startsWith(PREFIX);
}

/** Answers a control call: 200 with the action's result, or 400 and what is wrong. */
export function control<State>(actions: Actions<State>, state: State, call: ReceivedCall): Reply {
	const action = actions[call.path.replace(PREFIX, '')];
	if (call.method !== 'POST' || !action) {
		const names = Object.keys(actions).join(', ');
		return { status: 404, body: { error: `POST ${PREFIX}<action>, one of: ${names}` } };
	}
	try {
		const text = call.body.toString();
		const input = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
		return { status: 200, body: action(state, input) ?? {} };
	} catch (error) {
		return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } };
	}
}

/**
 * The rule that a control call's body is.
 *
 * @throws Error where its fault is of no known kind
 */
export function ruleOf<R extends Rule<AnyFault>>(
	body: Record<string, unknown>,
	kinds: ReadonlyArray<R['fault']['kind']>,
): R {
	const rule = body as unknown as R;
	if (!kinds.includes(rule.fault?.kind)) {
		throw new Error(`fault.kind must be one of ${kinds.join(', ')}`);
	}
	return rule;
}
