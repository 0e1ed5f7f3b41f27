import { ruleOf, type Actions } from '../simulator/control';
import { FAULT_KINDS, type FaultRule } from './faults/fault';
import type { State } from './state';

/** What another process can do to the simulator. */
export const ACTIONS: Actions<State> = {
	'inject-fault': ({ faults }, body) => {
		faults.inject(ruleOf<FaultRule>(body, FAULT_KINDS));
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
