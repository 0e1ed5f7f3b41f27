import { usualActions, type Actions } from '../simulator/control';
import { WIRE_FAULT_KINDS } from '../simulator/fault';
import type { Fault, FaultRule } from './faults/fault';
import type { State } from './state';

const FAULT_KINDS: ReadonlyArray<Fault['kind']> = ['status', ...WIRE_FAULT_KINDS, 'expireSessions'];

/** Actions for another process. */
export const ACTIONS: Actions<State> = {
	...usualActions<FaultRule>(FAULT_KINDS),
	'expire-sessions': ({ sessions }) => sessions.expireAll(),
	'add-large-file': ({ data }, { rows }) => data.addLargeFile({ rows: Number(rows) }),
	requests: ({ requests, sessions, tokenFetches }) => {
		return { requests, logins: sessions.logins, tokenFetches };
	},
	data: ({ data }) => ({ today: data.today, lastPeriod: data.lastPeriod, files: data.files }),
};
