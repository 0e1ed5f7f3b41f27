import type { Reply } from './call';
import { FAULT_KINDS, type FaultRule } from './faults/fault';
import type { State } from './state';

type Action = (state: State, body: Record<string, unknown>) => unknown;

/** What another process can do to the simulator: `POST /__control/<action>` with a JSON body. */
const ACTIONS: Record<string, Action> = {
	'inject-fault': ({ faults }, body) => {
		const rule = body as unknown as FaultRule;
		if (!FAULT_KINDS.has(rule.fault?.kind)) {
			throw new Error(`fault.kind must be one of ${[...FAULT_KINDS].join(', ')}`);
		}
		faults.inject(rule);
	},
	'clear-faults': ({ faults }) => faults.clear(),
	'allow-ip': (state, { allowed }) => {
		state.ipAllowed = allowed === true;
	},
	requests: ({ requests }) => ({ requests }),
	data: ({ data: { today, lastFullMonth, partner, customers } }) => ({
		today,
		lastFullMonth,
		partner,
		customers,
	}),
	reset: (state) => state.reset(),
};

/** Answers a call below `/__control/`: 200 with the action's result, or 400 and what is wrong. */
export function control(state: State, method: string, path: string, body: Buffer): Reply {
	const action = ACTIONS[path.replace('/__control/', '')];
	if (method !== 'POST' || !action) {
		const actions = Object.keys(ACTIONS).join(', ');
		return { status: 404, body: { error: `POST /__control/<action>, one of: ${actions}` } };
	}
	try {
		const text = body.toString();
		const input = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
		return { status: 200, body: action(state, input) ?? {} };
	} catch (error) {
		return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } };
	}
}
