import type { AnyFault, Rule } from './fault';
import type { FaultRules } from './faultRules';
import type { Reply } from './reply';
import type { ReceivedCall } from './server';

/** Actions of another process on a simulator: `POST /__control/<action>` with a JSON body. */
export type Actions<State> = Record<
	string,
	(state: State, body: Record<string, unknown>) => unknown
>;

const PREFIX = '/__control/';

export function isControl({ path }: ReceivedCall): boolean {
	return path.startsWith(PREFIX);
}

/** Answers a control call: 200 with the action's result, or 400 with the problem. */
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

/** What every simulator keeps. */
interface Kept<R extends Rule<AnyFault>> {
	faults: Pick<FaultRules<R, never>, 'inject' | 'remove' | 'clear'>;
	requests: unknown[];
	reset(): void;
}

/** The actions of every simulator. @param kinds of its faults */
export function usualActions<R extends Rule<AnyFault>>(
	kinds: ReadonlyArray<R['fault']['kind']>,
): Actions<Kept<R>> {
	return {
		'inject-fault': ({ faults }, body) => ({ id: faults.inject(ruleOf<R>(body, kinds)) }),
		'remove-fault': ({ faults }, { id }) => faults.remove(Number(id)),
		'clear-faults': ({ faults }) => faults.clear(),
		requests: ({ requests }) => ({ requests }),
		reset: (state) => state.reset(),
	};
}

/**
 * The rule in a control call's body.
 *
 * @throws Error if its fault has an unknown kind
 */
function ruleOf<R extends Rule<AnyFault>>(
	body: Record<string, unknown>,
	kinds: ReadonlyArray<R['fault']['kind']>,
): R {
	const rule = body as unknown as R;
	if (!kinds.includes(rule.fault?.kind)) {
		throw new Error(`fault.kind must be one of ${kinds.join(', ')}`);
	}
	return rule;
}
