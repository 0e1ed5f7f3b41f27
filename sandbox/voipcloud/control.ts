import { usualActions, type Actions } from '../simulator/control';
import { FAULT_KINDS, type FaultRule } from './faults/fault';
import type { State } from './state';

/** Actions for another process. */
export const ACTIONS: Actions<State> = {
	...usualActions<FaultRule>(FAULT_KINDS),
	'allow-ip': (state, { allowed }) => {
		state.ipAllowed = allowed === true;
	},
	data: ({ data: { today, lastFullMonth, partner, customers } }) => ({
		today,
		lastFullMonth,
		partner,
		customers,
	}),
};
