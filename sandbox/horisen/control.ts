import { usualActions, type Actions } from '../simulator/control';
import { WIRE_FAULT_KINDS } from '../simulator/fault';
import type { Fault, FaultRule } from './faults/fault';
import type { State } from './state';

const FAULT_KINDS: ReadonlyArray<Fault['kind']> = [
	'status',
	...WIRE_FAULT_KINDS,
	'expireTokens',
	'ignorePaging',
	'pageAgain',
	'repeatRow',
	'wrongCurrentPage',
	'lyingTotal',
	'endlessPages',
	'insertRow',
	'removeRow',
];

/** Actions for another process. */
export const ACTIONS: Actions<State> = {
	...usualActions<FaultRule>(FAULT_KINDS),
	'expire-tokens': ({ tokens }) => tokens.expireAll(),
	'allow-ip': (state, { allowed }) => {
		state.ipAllowed = allowed === true;
	},
	'add-large-report': ({ data }, { rows }) => data.addLargeReport({ rows: Number(rows) }),
	'change-document': ({ data }, { id, set, remove }) => {
		const document = data.document(Number(id));
		if (!document) throw new Error(`no document has the id ${String(id)}`);
		Object.assign(document, set);
		for (const field of (remove as string[] | undefined) ?? []) {
			Reflect.deleteProperty(document, field);
		}
		return document;
	},
	requests: ({ requests, tokens }) => ({ requests, tokenFetches: tokens.fetched }),
	data: ({ data }) => ({
		today: data.today,
		lastFullMonth: data.lastFullMonth,
		documents: data.documents,
		priceLists: data.priceLists,
		eligibleIds: data.eligible().map(({ id }) => id),
		trafficRowCounts: Object.fromEntries(
			[...data.trafficReports].map(([id, report]) => [id, report.count]),
		),
	}),
};
